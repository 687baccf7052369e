"""How few requests a harvest makes: against the fewest there can be, and against vk_api."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bench import peer
from bench.own_desk import own_desk
from bench.parties import PAGE
from bench.report import Measured, ratio, seconds, table
from bench.wall import EVERY, KEY, POSTS, Wall, wall
from gospablik.clock import now
from gospablik.errors import OfficeError
from tasks import harvest as task

TARGET = 1.1
"""How many times the fewest requests a harvest of what is new may make."""
FEW, MANY = 3, 120
SOON, AN_HOUR, A_DAY = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pass:
    """One harvest: how long after the first, the news before it by post, and how old the posts are
    that it reads whole (None: it reads only what is new).
    """

    words: str
    later: timedelta
    news: Mapping[int, int]
    sweeps: timedelta | None


def story() -> list[Pass]:
    """A first reading, a quiet one, one with news, and the sweeps that come with time."""
    lively = range(EVERY, POSTS + 1, EVERY)
    news = dict.fromkeys([*lively[-30:], *range(POSTS - 9, POSTS)], FEW)
    news |= {lively[-1]: MANY, lively[-2]: MANY}
    minutes, hour, day = timedelta(minutes=10), timedelta(hours=1), timedelta(days=1)
    return [
        Pass("первый: всё", 0 * minutes, {}, 30 * day),
        Pass("ничего нового", minutes, {}, None),
        Pass(f"новое под {len(news)} постами", 2 * minutes, news, None),
        Pass("через 2 часа: правки за 3 дня", 2 * hour, {}, 3 * day),
        Pass("через сутки: правки за 30 дней", day + 2 * hour, {}, 30 * day),
    ]


def harvest() -> Measured:
    """A page with a thousand posts through that story; vk_api reads the same news."""
    rows, good = [], True
    with wall() as page, own_desk(page.address, KEY):
        for one in story():
            page.write(one.news)
            row, met = _harvested(page, one)
            rows.append(row)
            good &= met
            if one.news:
                rows.append(_by_peer(page, one.news))
    heads = ["Проход по 1000 постов", "новых", "запросов", "наименьшее", "отношение", "время"]
    text = table(heads, rows) + (
        "\n\nЗапросы сосчитала песочница. Наименьшее число: ⌈посты/100⌉ и по ⌈новые/100⌉ на пост, "
        f"где они есть; цель {ratio(TARGET)}. Проходы за правками и удалениями читают посты "
        "целиком и считаются отдельно: там наименьшее по ⌈комментарии/100⌉ на пост. vk_api читает "
        "целиком посты, у которых изменился счётчик. Паузы вежливости выключены у обоих; с ними "
        "сервисный ключ ВКонтакте делает три запроса в секунду."
    )
    return Measured("Сбор комментариев: запросы", text, good)


def _harvested(page: Wall, one: Pass) -> tuple[list[str], bool]:
    moment = now() + one.later
    least = page.least(page.since(moment - one.sweeps) if one.sweeps else one.news)
    setattr(task, "now", lambda: now() + one.later)  # noqa: B010 (an imported name)
    began = time.monotonic()
    collected = task.collect.fn(PAGE, everything=False)
    spent, asked = time.monotonic() - began, page.requests()
    expected = sum(one.news.values()) if one.later else sum(page.counts.values())
    if collected.unread or collected.kept.new != expected:
        raise OfficeError(
            f"Проход «{one.words}» собрал не то, что написано: {collected}.",
            not_done="замер не удался.",
            next_step="прогнать тесты сбора комментариев.",
        )
    cells = [str(expected), str(asked), str(least), ratio(asked / least), seconds(spent)]
    return [one.words, *cells], one.sweeps is not None or asked <= TARGET * least


def _by_peer(page: Wall, news: Mapping[int, int]) -> list[str]:
    began = time.monotonic()
    peer.read(page.address, news)
    spent, asked, least = time.monotonic() - began, page.requests(), page.least(news)
    cells = ["", str(asked), str(least), ratio(asked / least), seconds(spent)]
    return ["то же новое у vk_api", *cells]
