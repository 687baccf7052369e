"""One page with ten thousand posts, and the site's news that they tell of.

Texts are those of bench/fidelity_pairs, their longer numbers changed alike on both sides, so that
no two posts and no two news are the same. Ten news a day; the same at each call.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from bench.pairs import HALVES, Label, Pair, read
from bench.parties import PAGE
from gospablik.networks.base import LivePost
from gospablik.outcomes import ConfirmedBy
from gospablik.store.tables import (
    Action,
    Attempt,
    Kind,
    Origin,
    OriginKind,
    Post,
    PostMedium,
    RevisionFile,
    SiteItem,
    SiteMedium,
    SiteRevision,
    State,
)

BEGAN, APART = datetime(2024, 1, 1, tzinfo=UTC), timedelta(hours=2.4)
_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d*(\d\d\d)(?!\d)")
"""A number of three figures or more that is no year; its last three are changed."""
_PLAIN = {"identical", "typography", "sentences", "list", "reorder", "link-added"}
"""Classes of pairs such as the program makes: the site's words, all of them or fewer."""
_GREETINGS = (
    "Дорогие земляки! Поздравляем с праздником, желаем здоровья и тепла. Нас уже {}!",
    "Доброе утро, посёлок! Каким ветром встречает вас сегодня окно? Фотография № {}.",
    "Коллектив скорбит вместе с семьёй ветерана. Светлая память. Запись {} в книге.",
)


class Lot(Enum):
    """What became of a news item; of twenty in a row so many each, see `_LOTS`."""

    OURS = "пост программы"
    BY_HAND_EDITED = "пост программы, правленый на странице"
    SITE_EDITED = "пост программы, новость после него изменена"
    LINKED = "пост людей со ссылкой на новость"
    UNLINKED = "пост людей без ссылки"
    NONE = "поста нет; на его месте чужой без источника или собственный"


_LOTS = (
    *[Lot.OURS] * 15,
    *(Lot.BY_HAND_EDITED, Lot.SITE_EDITED, Lot.LINKED, Lot.UNLINKED, Lot.NONE),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A news item and the post of its day. `number`: from 1, of item and post alike."""

    number: int
    lot: Lot
    site: str
    post: str
    moment: datetime

    @property
    def link(self) -> str:
        """The address of the news."""
        return f"https://site.test/news/{self.number}"

    @property
    def ours(self) -> bool:
        """The program made the post."""
        return self.lot in {Lot.OURS, Lot.BY_HAND_EDITED, Lot.SITE_EDITED}

    @property
    def own(self) -> bool:
        """A person said of the post that it is an own material."""
        return self.lot is Lot.NONE and self.number % 40 < 20

    @property
    def first(self) -> str:
        """What the site said at first."""
        return self.post if self.lot is Lot.SITE_EDITED else self.site

    @property
    def published(self) -> str:
        """What the program published."""
        said = self.site if self.lot is Lot.BY_HAND_EDITED else self.post
        return f"{said}\n\n{self.link}"

    @property
    def live(self) -> LivePost:
        """The post as it stands."""
        links = "" if self.lot in {Lot.UNLINKED, Lot.NONE} else f"\n\n{self.link}"
        address = f"https://vk.com/wall-1_{self.number}"
        moment = self.moment + timedelta(minutes=5)
        return LivePost(
            str(self.number), f"{self.post}{links}", moment, 0, address, ("photo", "link")
        )


def told(total: int) -> Iterator[Told]:
    """So many news, oldest first."""
    pairs = [pair for path in HALVES.values() for pair in read(path)]
    changed = [pair for pair in pairs if pair.label is Label.CHANGED]
    harmless = [pair for pair in pairs if pair.kind in _PLAIN]
    for number in range(1, total + 1):
        lot = _LOTS[number % len(_LOTS)]
        wrong = lot in {Lot.BY_HAND_EDITED, Lot.SITE_EDITED} or (
            lot is Lot.LINKED and number % 40 > 20
        )
        site, post = _varied(changed if wrong else harmless, number)
        if lot is Lot.NONE:
            post = _GREETINGS[number % len(_GREETINGS)].format(number)
        yield Told(number, lot, site, post, BEGAN + number * APART)


def _varied(pairs: Sequence[Pair], number: int) -> tuple[str, str]:
    """A pair, neighbours being of different news, in the number's own wording."""
    pair = pairs[number * 97 % len(pairs)]
    change = _change(number // len(pairs) + number)
    site, post = (f"{_NUMBER.sub(change, one)}\n\n№ {number}." for one in (pair.site, pair.post))
    return site, post


def _change(turn: int) -> Callable[[re.Match[str]], str]:
    """Figures stay different where they were; noughts stay, «5 тыс.» being «5 000»."""
    shifts = (turn // 81, turn // 9, turn)

    def change(found: re.Match[str]) -> str:
        figures = (
            str((int(one) - 1 + shift) % 9 + 1) if one != "0" else one
            for one, shift in zip(found[1], shifts, strict=True)
        )
        return found[0][:-3] + "".join(figures)

    return change


def keep(session: Session, office: str, total: int) -> None:
    """All rows that the program has of such a page."""
    rows: dict[type[Any], list[dict[str, Any]]] = {}

    def add(table: type[Any], **values: Any) -> None:
        rows.setdefault(table, []).append(values)

    for one in told(total):
        _add_news(add, office, one)
        if one.ours:
            _add_post(add, office, one)
        if one.own:
            add(
                Origin, organisation=office, page=PAGE, network_id=str(one.number),
                kind=OriginKind.OWN, rubric="другое", source="", reason="праздник",
                official="specialist", said_at=one.moment,
            )  # fmt: skip
    for table, values in rows.items():
        session.execute(insert(table), values)


def _add_news(add: Callable[..., None], office: str, one: Told) -> None:
    add(
        SiteItem, id=one.number, organisation=office, address=one.link, link=one.link,
        published_at=one.moment, first_seen_at=one.moment, gone_since=None, gone_again_at=None,
    )  # fmt: skip
    wordings = [one.first, one.site] if one.lot is Lot.SITE_EDITED else [one.site]
    for number, text in enumerate(wordings, 1):
        row = one.number * 2 + number
        title, _, rest = text.partition("\n")
        add(
            SiteRevision, id=row, item_id=one.number, number=number, title=title, text=rest.strip(),
            article=None, article_unread=None, digest=f"{row:064}", seen_at=one.moment,
        )  # fmt: skip
        add(
            RevisionFile, revision_id=row, position=0, kind="photo", words="",
            address=f"{one.link}.jpg",
        )  # fmt: skip


def _add_post(add: Callable[..., None], office: str, one: Told) -> None:
    key, at = one.number, one.live.published_at
    add(
        Post, id=key, organisation=office, page=PAGE, item_id=key, revision_id=key * 2 + 1,
        text=one.published, planned_at=one.moment, network_id=str(key), published_at=at,
    )  # fmt: skip
    add(
        SiteMedium, id=key, organisation=office, sha256=f"{key:064}", address=f"{one.link}.jpg",
        mime="image/jpeg", width=1200, height=800, size=200_000, fetched_at=one.moment,
    )  # fmt: skip
    add(PostMedium, post_id=key, position=0, address=f"{one.link}.jpg", alt="", medium_id=key)
    add(
        Action, id=key, organisation=office, kind=Kind.PUBLISH, page=PAGE, subject=str(key),
        recorded_at=one.moment, not_before=one.moment, state=State.CONFIRMED, state_since=at,
        external_id=str(key), confirmed_by=ConfirmedBy.READBACK, tries=1,
    )  # fmt: skip
    add(
        Attempt, action_id=key, claim_token="0" * 32, verb="do", finished_at=at, outcome="done",
        detail="", counted=True, run=f"run-{key // 10}",
    )  # fmt: skip
