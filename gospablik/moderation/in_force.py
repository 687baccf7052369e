"""Which decisions to block are in force: until their term is over, or ended before it (4.3)."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from gospablik.store.decisions import Decision, DecisionVerdict


def in_force(at: datetime) -> ColumnElement[bool]:
    """The condition on `Decision`: it wants its author blocked at that moment (aware), or will

    when it acts; not stopped, replaced, fallen or lifted. What it rests on is not looked at.
    """
    return and_(
        Decision.verdict == DecisionVerdict.BLOCK,
        Decision.ended_at.is_(None),
        or_(Decision.until.is_(None), Decision.until > at),
    )


def is_in_force(session: Session, decision_id: int, at: datetime) -> bool:
    """The same of one decision."""
    return bool(session.scalar(select(exists().where(Decision.id == decision_id, in_force(at)))))
