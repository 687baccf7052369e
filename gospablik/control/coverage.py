"""How complete the harvest is: how many comments the networks tell of, how many we hold (4.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Row, func, or_, select
from sqlalchemy.orm import Session

from gospablik.control.checks import latest
from gospablik.control.rules import EVENTS, HARVEST
from gospablik.moderation.links import one_line
from gospablik.moderation.seen_posts import OLD, UNTOLD
from gospablik.networks.outside import WHERE
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import Comment, Result, SeenPost

_STANDS = timedelta(hours=2)
"""A post that was not shown for so long, while others were, is gone from the page."""
_WINDOW = timedelta(days=2)
"""How far back the newest word on a place or on events may lie: a sweep comes daily."""
_NEVER = "не прочитано: за двое суток сбора не было"
_PLACES = ("outside:", "gap:")
"""Beginnings of what a harvest calls the places outside the posts, and the holes in a stream."""


class Why(StrEnum):
    """Why the two numbers may differ."""

    UNREAD = "комментарии под этим постом прочитать не удалось"
    SOON = "новые будут прочитаны при следующем сборе"
    HIDDEN = (
        "сеть считает и то, чего не показывает: скрытое ею, удалённое вместе с ответами, написанное"
        " заблокированными"
    )
    GONE = (
        "что-то убрали со страницы; программа увидит это при обходе: раз в час, у старых раз в день"
    )


@dataclass(frozen=True, slots=True)
class Short:
    """A post of which we do not hold as many comments as the network tells of."""

    title: str
    link: str
    told: int
    held: int
    why: Why


@dataclass(frozen=True, slots=True)
class Coverage:
    """One page, posts of the last 30 days. `told`: None if the network tells no number.

    `checked`: the page was read at the newest try; if not, the numbers told are older than that.
    `outside`: what is held of what residents wrote outside the posts. `unread`: why the page,
    places outside the posts or posts that are not in `short` were not read; `events`: why the
    network's events are not heard, if they are not.
    """

    page: str
    checked: bool
    posts: int
    told: int | None
    held: int
    short: tuple[Short, ...]
    outside: int
    unread: tuple[str, ...]
    events: str


def coverage(session: Session, office: Organisation, page: Page, now: datetime) -> Coverage:
    """The page as it is held now. Posts that are gone from it are left out."""
    since = now - OLD
    rows = _standing(_posts(session, office, page, since))
    counted = [row for row in rows if row.comments != UNTOLD]
    differing = [row for row in counted if row.comments != row.held]
    lately = now - _WINDOW
    checks = latest(session, office, HARVEST, lately, now, page=page.key)
    unread = {check.subject: check.words for check in checks if check.result is not Result.GOOD}
    if page.key not in {check.subject for check in checks}:
        unread[page.key] = _NEVER
    alike = {row.network_id for row in rows} - {row.network_id for row in differing}
    events = latest(session, office, EVENTS, lately, now, page=page.key)
    silent = [check for check in events if check.result is not Result.GOOD]
    return Coverage(
        page=page.key,
        checked=page.key not in unread,
        posts=len(rows),
        told=sum(row.comments for row in counted) if counted or not rows else None,
        held=sum(row.held for row in rows),
        short=tuple(_short(row, unread) for row in differing),
        outside=_outside(session, office, page, since),
        unread=_beside(unread, {page.key, *alike}),
        events=silent[-1].words if silent else "",
    )


PostRow = Row[str, str, str, datetime, int, int | None, datetime, int]


def _posts(
    session: Session, office: Organisation, page: Page, since: datetime
) -> Sequence[PostRow]:
    held = (
        select(func.count(Comment.id))
        .where(
            Comment.organisation == SeenPost.organisation,
            Comment.page == SeenPost.page,
            Comment.post_network_id == SeenPost.network_id,
            Comment.gone_at.is_(None),
        )
        .scalar_subquery()
        .label("held")
    )
    return session.execute(
        select(
            SeenPost.network_id,
            SeenPost.text,
            SeenPost.address,
            SeenPost.published_at,
            SeenPost.comments,
            SeenPost.comments_read,
            SeenPost.seen_at,
            held,
        )
        .filter_by(organisation=office.key, page=page.key)
        .where(SeenPost.published_at >= since)
        .order_by(SeenPost.published_at.desc(), SeenPost.id.desc())
    ).all()


def _standing(rows: Sequence[PostRow]) -> list[PostRow]:
    """Without those that a network which lists its posts shows no more."""
    last = max((row.seen_at for row in rows), default=None)
    return [r for r in rows if r.comments == UNTOLD or (last and r.seen_at >= last - _STANDS)]


def _short(row: PostRow, unread: dict[str, str]) -> Short:
    if row.network_id in unread:
        why = Why.UNREAD
    elif row.held > row.comments:
        why = Why.GONE
    else:
        why = Why.HIDDEN if row.comments == row.comments_read else Why.SOON
    title = one_line(row.text.partition("\n")[0]) or "(без текста)"
    return Short(title, row.address, row.comments, row.held, why)


def _beside(unread: dict[str, str], subjects: set[str]) -> tuple[str, ...]:
    """Why these and the places were not read, each reason once. A post that is gone lacks none."""
    told = {s: words for s, words in unread.items() if s in subjects or s.startswith(_PLACES)}
    return tuple(dict.fromkeys(told.values()))


def _outside(session: Session, office: Organisation, page: Page, since: datetime) -> int:
    places = [Comment.post_network_id.startswith(f"{kind}:") for kind in WHERE]
    count = session.scalar(
        select(func.count(Comment.id))
        .filter_by(organisation=office.key, page=page.key, gone_at=None)
        .where(or_(Comment.post_network_id == "", *places), Comment.written_at >= since)
    )
    return count or 0
