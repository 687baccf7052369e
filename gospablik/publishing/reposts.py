"""Another's material on our pages: decided by an official, entered once a page (clause 3.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.networks.limits import TEXT
from gospablik.organisation import Mode, Official, Organisation, Page
from gospablik.publishing.retelling import Words, retell
from gospablik.publishing.sources import Material, refusal
from gospablik.regulation import Office
from gospablik.store.once import find_or_insert
from gospablik.store.tables import Action, Kind, Repost, State

SHORTEST_REASON = 3
"""Letters of what a person gives as the reason of a decision, in any form that asks for one."""
NOT_DONE = (State.MISSED, State.REJECTED, State.CANCELLED)
"""How an order ends without a repost: the material may be ordered again."""


class Became(StrEnum):
    """What became of the wish on one page; the value is what people read."""

    ORDERED = "передано в журнал действий"
    KNOWN = "уже записано раньше, второй раз не делается"
    WATCHED = "страница в режиме «наблюдение»: было бы сделано"


@dataclass(frozen=True, slots=True)
class Wish:
    """What an official wants repeated. `official` is his key.

    `words`: an article's, or his own; None where each network repeats the post by itself.
    """

    material: Material
    reason: str
    official: str
    words: Words | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    """One page's part. `repost_id` is None on a page that is only watched.

    `state`: where what was ordered before stands, if that is why nothing new was.
    """

    page: str
    became: Became
    shared: bool
    text: str
    repost_id: int | None = None
    state: State | None = None


def deciders(office: Organisation, now: datetime) -> list[Official]:
    """Those who fill the pages (clause 3.1) and are acting at that moment."""
    return office.acting(now, *(o for o in Office if o.rules_on_comments))


def decider(office: Organisation, title: str, now: datetime) -> Official | None:
    """The one of that title among them; None if there is none."""
    return next((one for one in deciders(office, now) if one.title == title), None)


def choose_decider(office: Organisation, now: datetime) -> str:
    """What to do where none was chosen: one of whom to choose."""
    named = ", ".join(one.title for one in deciders(office, now))
    return f"выберите одного из них: {named or 'никто, допишите [[official]]'}."


def decided_by(office: Organisation, title: str, now: datetime) -> str:
    """The key of the acting official of that title. Raises OfficeError if there is none."""
    official = decider(office, title, now)
    if official is None:
        raise refusal(
            f"Кто решает, не указано: среди тех, чьи полномочия действуют, нет «{title[:80]}».",
            choose_decider(office, now),
        )
    return official.key


def shares(page: Page, material: Material) -> bool:
    """Whether the page's own network repeats it; elsewhere it has to be retold."""
    return page.network == material.network


def check_reason(reason: str) -> str:
    """Why it is topical, tidied. Raises OfficeError without it."""
    tidy = " ".join(reason.split())
    if len(tidy) < SHORTEST_REASON:
        raise refusal(
            "Не сказано, почему это актуально.",
            "пункт 3.2 разрешает репост на актуальную тему: напишите её одной фразой.",
        )
    return tidy


def order(
    session: Session, office: Organisation, pages: Sequence[Page], wish: Wish, now: datetime
) -> list[Ordered]:
    """Enter the wish for these pages, all of it or, if it cannot be, nothing (OfficeError).

    The repost may go out until `late_hours` from now: later it would not be topical.
    """
    _must_have_words(pages, wish)
    return [_order(session, office, page, wish, now) for page in pages]


def _must_have_words(pages: Iterable[Page], wish: Wish) -> None:
    wordless = [page.name for page in pages if not shares(page, wish.material) and not wish.words]
    if wordless:
        named = ", ".join(f"«{name}»" for name in wordless)
        raise refusal(
            f"Пост другой сети программа не пересказывает, а нужен пересказ: {named}.",
            "напишите его в поле «Свои слова» или выберите страницу той сети, где этот пост.",
        )


def _order(
    session: Session, office: Organisation, page: Page, wish: Wish, now: datetime
) -> Ordered:
    shared, text = shares(page, wish.material), _text(page, wish)
    decision = {
        "link": wish.material.link,
        "source": wish.material.source.key,
        "reason": wish.reason,
        "official": wish.official,
        "shared": shared,
        "title": "" if shared or not wish.words else wish.words.title,
        "text": text,
        "decided_at": now,
    }
    if page.mode is Mode.WATCH:
        return Ordered(page.key, Became.WATCHED, shared, text)
    row, new = find_or_insert(
        session,
        Repost,
        {"organisation": office.key, "page": page.key, "address": wish.material.address},
        **decision,
    )
    last = None if new else _last(session, office, row)
    if last is not None and not _is_over(last, now):
        return Ordered(page.key, Became.KNOWN, row.shared, row.text, row.id, last.state)
    for name, value in decision.items():
        setattr(row, name, value)
    book.record(
        session,
        organisation=office.key,
        kind=Kind.REPOST,
        page=page.key,
        subject=str(row.id),
        now=now,
        revision=last.revision + 1 if last else 1,
        not_after=now + timedelta(hours=office.organisation.late_hours),
    )
    return Ordered(page.key, Became.ORDERED, shared, text, row.id)


def _last(session: Session, office: Organisation, row: Repost) -> Action | None:
    # Held against whoever orders it at the same time.
    return book.newest(
        session,
        organisation=office.key,
        kind=Kind.REPOST,
        page=row.page,
        subject=str(row.id),
        lock=True,
    )


def _is_over(action: Action, now: datetime) -> bool:
    """Whether it will not be done any more, and was not; too late is too late before any sweep."""
    late = action.state is State.DUE and action.not_after is not None and action.not_after < now
    return late or action.state in NOT_DONE


def _text(page: Page, wish: Wish) -> str:
    """What stands above a network's own repost, or the whole post; never too long for it."""
    if wish.words is None:
        return ""
    material, limits = wish.material, TEXT[page.network]
    if shares(page, material):
        text = wish.words.text
    else:
        text = retell(page.network, wish.words, source=material.source.name, link=material.link)
    if limits.length(text) > limits.post:
        raise refusal(
            f"Текст для страницы «{page.name}» длиннее, чем берёт сеть: {limits.length(text)}"
            f" вместо {limits.post}.",
            "сократите «Свои слова»; длинный заголовок статьи замените своими словами.",
        )
    return text
