"""Which rulings one undoing took back: all standing removals of that comment up to the named one.

A comment that was reworded, or put up again, may have been ruled on more than once. Taking back
the last ruling alone would leave the violation standing while its author hears that there is none.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from gospablik.store.review import Ruling, Verdict
from gospablik.store.undoing import Undoing


def up_to(session: Session, named: Ruling, *, lock: bool = False) -> list[Ruling]:
    """What goes if the named ruling goes, the oldest first; empty if none of it stands any more."""
    standing = (
        select(Ruling)
        .where(*_removals_of(named), Ruling.id <= named.id, Ruling.annulled_at.is_(None))
        .order_by(Ruling.id)
    )
    if lock:
        standing = standing.with_for_update().execution_options(populate_existing=True)
    return list(session.scalars(standing))


def newer(session: Session, named: Ruling, at: datetime) -> list[Ruling]:
    """Rulings to remove the same comment, made after the named one, that stood at that moment."""
    stood = or_(Ruling.annulled_at.is_(None), Ruling.annulled_at > at)
    return list(
        session.scalars(
            select(Ruling)
            .where(*_removals_of(named), Ruling.id > named.id, Ruling.made_at <= at, stood)
            .order_by(Ruling.id)
        )
    )


def since(session: Session, row: Undoing) -> bool:
    """Whether the comment was ruled to be removed anew after that undoing, and still is."""
    anew = [*_removals_of(row.ruling), Ruling.annulled_at.is_(None), Ruling.made_at > row.undone_at]
    return session.scalar(select(Ruling.id).where(*anew).limit(1)) is not None


def taken_back(session: Session, row: Undoing) -> list[Ruling]:
    """What that undoing took back, the oldest first: the named ruling is the last."""
    return list(
        session.scalars(
            select(Ruling)
            .where(*_removals_of(row.ruling), Ruling.id <= row.ruling_id)
            .where(Ruling.annulled_at.is_not(None), Ruling.annulled_at == row.undone_at)
            .order_by(Ruling.id)
        )
    )


def undoing_of(session: Session, ruling: Ruling) -> Undoing | None:
    """The undoing that took that ruling back, named in it or not."""
    if ruling.annulled_at is None:
        return None
    return session.scalars(
        select(Undoing)
        .join(Ruling, Ruling.id == Undoing.ruling_id)
        .where(Ruling.comment_id == ruling.comment_id, Ruling.id >= ruling.id)
        .where(Undoing.undone_at == ruling.annulled_at)
        .order_by(Undoing.id)
    ).first()


def undoings_of(session: Session, comment_id: int) -> list[Undoing]:
    """All that was taken back about that comment."""
    return list(
        session.scalars(
            select(Undoing)
            .join(Ruling, Ruling.id == Undoing.ruling_id)
            .where(Ruling.comment_id == comment_id, Undoing.undone_at.is_not(None))
            .order_by(Undoing.id)
        )
    )


def removals_of(session: Session, named: Ruling) -> list[Ruling]:
    """Every ruling to remove the same comment, annulled or not, the oldest first."""
    return list(session.scalars(select(Ruling).where(*_removals_of(named)).order_by(Ruling.id)))


def _removals_of(named: Ruling) -> tuple[ColumnElement[bool], ...]:
    return (Ruling.comment_id == named.comment_id, Ruling.verdict == Verdict.REMOVE)
