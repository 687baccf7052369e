"""Two sides in small: news of a town, posts of a page. Keyword-only, sensible when left out."""

from datetime import UTC, datetime, timedelta
from typing import Any

from gospablik.networks.base import LivePost
from gospablik.reconciliation.planned import Lacking
from gospablik.reconciliation.reading import Reading
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.sides import Named, News, Ours, Sides
from gospablik.reconciliation.whole_page import Expected, PageCompared, compare_page
from gospablik.store.tables import OriginKind

NOON = datetime(2026, 11, 25, 3, tzinfo=UTC)
SCOPE = Scope(NOON - timedelta(days=14), NOON + timedelta(hours=12))
WATER = (
    "27 ноября с 10:00 до 16:00 на улице Северной не будет холодной воды: «Водоканал» меняет"
    " задвижку. Подвоз воды к дому 7 в 12:00 и 15:00."
)
HEARING = "Публичные слушания по проекту бюджета пройдут 3 декабря в 17:00 в здании администрации."


def news(
    number: int, title: str, text: str, *, at: datetime = NOON, revision: int = 1, **more: Any
) -> News:
    link = f"https://site.test/news/{number}"
    return News(
        number, number * 100 + revision, link, link, title, f"{title}\n\n{text}", at, **more
    )


WATER_NEWS = news(1, "Отключение холодной воды 27 ноября", WATER)
HEARING_NEWS = news(2, "Публичные слушания по бюджету", HEARING)


def text_of(one: News) -> str:
    return f"{one.text}\n\n{one.link}"


def live(number: int, text: str, *, at: datetime = NOON, **more: Any) -> LivePost:
    return LivePost(str(number), text, at, 0, f"https://vk.com/wall-1_{number}", **more)


def ours(number: int, of: News, **more: Any) -> Ours:
    values: dict[str, Any] = {
        "post_id": number,
        "network_id": str(number),
        "address": f"https://vk.com/wall-1_{number}",
        "item_id": of.item_id,
        "revision_id": of.revision_id,
        "text": text_of(of),
        "parts": (of.text,),
        "published_at": NOON,
        "made_by": "программа, запуск 7",
    }
    return Ours(**values | more)


def own(rubric: str = "приветствие или поздравление") -> Named:
    return Named(OriginKind.OWN, rubric, "", "праздник посёлка", "со слов: Специалист С. С.")


def without_post(one: News, why: str = "пост ждёт очереди") -> Lacking:
    return Lacking(one.title, one.link, one.moment, why, item_id=one.item_id)


def compared(
    *posts: LivePost,
    items: tuple[News, ...] = (WATER_NEWS, HEARING_NEWS),
    mine: tuple[Ours, ...] = (),
    lacking: tuple[News, ...] = (),
    waiting: tuple[News, ...] = (),
    reading: dict[str, Any] | None = None,
    scope: Scope = SCOPE,
    **sides: Any,
) -> PageCompared:
    read = Reading(posts, **(reading or {}))
    expected = Expected(
        SCOPE.since,
        [without_post(one) for one in lacking],
        [without_post(one) for one in waiting],
        UTC,
    )
    known = Sides(items, {one.network_id: one for one in mine}, **sides)
    return compare_page("vk", read, known, expected, scope)
