"""How things stood at the end of each of eight weeks, by the moments that rows keep."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.checks import latest
from gospablik.control.history_model import NOT_CHECKED, Series, Value
from gospablik.control.window import NO_PAGE, Window
from gospablik.moderation.sample import is_sample
from gospablik.organisation import Mode, Organisation
from gospablik.outcomes import TOO_OLD, Absent, Unknown
from gospablik.store.ledger import LEAVES
from gospablik.store.planning import Unindexed
from gospablik.store.tables import (
    Action,
    Attempt,
    Author,
    Comment,
    CommentVersion,
    Finding,
    Result,
    Ruling,
    State,
)

_BECAME = {outcome.__name__: state for outcome, state in LEAVES.items()}
"""What an action became by an attempt, whose row keeps the outcome's name."""


def waiting(session: Session, office: Organisation, windows: Sequence[Window]) -> Series:
    """Comments of pages run by themselves that waited for a ruling."""
    columns = [
        func.count(case((_waits(office, window.until), Comment.id)).distinct())
        for window in windows
    ]
    first, last = windows[0].until, windows[-1].until
    pages = select(Author.id).where(Author.organisation == office.key, Author.is_page.is_(True))
    (values,) = session.execute(
        select(*columns)
        .select_from(Finding)
        .join(CommentVersion, Finding.version_id == CommentVersion.id)
        .join(Comment, CommentVersion.comment_id == Comment.id)
        .where(
            Unindexed(Comment.organisation) == office.key,
            Comment.author_id.not_in(pages),
            Finding.found_at <= last,
            ~is_sample(),
            # Most were over before the first of these weeks ended: asked once, not for each week.
            or_(Comment.gone_at.is_(None), Comment.gone_at > first),
            ~_reworded(first),
            ~_ruled(first, until=last),
        )
    ).all()
    return Series("waiting", "ждали решения в конце недели", tuple(values))


def _waits(office: Organisation, end: datetime) -> ColumnElement[bool]:
    """As `figures_comments._waiting`, of an earlier moment."""
    acting = [page.key for page in office.active_pages(end) if page.mode is Mode.SELF]
    return and_(
        Comment.page.in_(acting),
        or_(Comment.gone_at.is_(None), Comment.gone_at > end),
        Finding.found_at <= end,
        ~_reworded(end),
        ~_ruled(end, until=end),
    )


def _reworded(end: datetime) -> ColumnElement[bool]:
    newer = CommentVersion.__table__.alias()
    return (
        select(newer.c.id)
        .where(
            newer.c.comment_id == CommentVersion.comment_id,
            newer.c.number > CommentVersion.number,
            newer.c.seen_at <= end,
        )
        .exists()
    )


def _ruled(end: datetime, *, until: datetime) -> ColumnElement[bool]:
    """By that moment; and the ruling stood at `until`."""
    return (
        select(Ruling.id)
        .where(
            Ruling.comment_id == Comment.id,  # the column with an index
            Ruling.version_id == CommentVersion.id,
            Ruling.made_at <= end,
            or_(Ruling.annulled_at.is_(None), Ruling.annulled_at > until),
        )
        .exists()
    )


def errands_and_unknown(
    session: Session, office: Organisation, windows: Sequence[Window]
) -> tuple[Series, Series]:
    """Errands and unknown outcomes that stood open, by the attempts that made them so.

    A claim that ran out made an unknown outcome without an attempt: known only while it is one.
    """
    first = windows[0].until
    open_now = Action.state.in_(_BECAME.values())
    attempts = select(Attempt.action_id).where(
        Attempt.outcome.in_(_BECAME), Attempt.counted.is_(True)
    )
    actions = session.execute(
        select(Action.id, Action.page, Action.state, Action.state_since).where(
            Action.organisation == office.key,
            or_(open_now, (Action.state_since > first) & Action.id.in_(attempts)),
        )
    ).all()
    tried: dict[int, list[tuple[datetime, str]]] = {}
    for action, at, outcome in session.execute(
        select(Attempt.action_id, Attempt.finished_at, Attempt.outcome)
        .join(Action, Attempt.action_id == Action.id)
        .where(
            Action.organisation == office.key,
            Action.state_since > first,
            Action.id.in_(attempts),
            Attempt.counted.is_(True),
        )
        .order_by(Attempt.finished_at, Attempt.id)
    ):
        tried.setdefault(action, []).append((at, outcome))
    stood = [
        [
            state if since <= window.until else _state_then(tried.get(number, ()), window.until)
            for number, page, state, since in actions
            if window.tells_of(page) or page == NO_PAGE
        ]
        for window in windows
    ]
    return (
        Series(
            "errands",
            "поручений открыто в конце недели",
            tuple(states.count(State.ERRAND) for states in stood),
        ),
        Series(
            "unknown",
            "неизвестных исходов в конце недели",
            tuple(states.count(State.UNKNOWN) for states in stood),
        ),
    )


def _state_then(tried: Sequence[tuple[datetime, str]], end: datetime) -> State | None:
    """What the last attempt before that moment had made of it; None: nothing that stands open."""
    before = [(at, outcome) for at, outcome in tried if at <= end]
    if not before:
        return None
    at, last = before[-1]
    if last == Absent.__name__ and len(before) > 1 and before[-2][1] == Unknown.__name__:
        return State.ERRAND if at - before[-2][0] > TOO_OLD else None
    return _BECAME.get(last)


def lost_rights(session: Session, office: Organisation, windows: Sequence[Window]) -> Series:
    """Rights that the networks refused by the newest word of the week."""
    values: list[Value] = []
    for window in windows:
        span = (window.since, window.until)
        asked = latest(session, office, rules.RIGHTS_READ, *span)
        said = latest(session, office, rules.RIGHT, *span)
        told = any(check.result is Result.GOOD for check in asked) or bool(said)
        lost = [c for c in said if c.result is Result.BAD and window.tells_of(c.page)]
        values.append(len(lost) if told else NOT_CHECKED)
    return Series("lost", "прав, в которых сеть отказывает", tuple(values))
