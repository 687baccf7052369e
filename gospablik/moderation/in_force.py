"""Which decisions to block are in force: until their term is over, or ended before it (4.3)."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from gospablik.store.decisions import Decision, DecisionVerdict
from gospablik.store.unblocking import UnblockRequest


def in_force(at: datetime) -> ColumnElement[bool]:
    """The condition on `Decision`: it wants its author blocked at that moment (aware), or will

    when it acts; not stopped, replaced or lifted. What it rests on is not looked at.
    """
    lifted = exists().where(
        UnblockRequest.decision_id == Decision.id, UnblockRequest.lifted_at.is_not(None)
    )
    return and_(
        Decision.verdict == DecisionVerdict.BLOCK,
        Decision.ended_at.is_(None),
        or_(Decision.until.is_(None), Decision.until > at),
        ~lifted,
    )


def is_lifted(session: Session, decision_id: int) -> bool:
    """Whether the head or a deputy has ended that decision before its term."""
    query = select(UnblockRequest.id).where(
        UnblockRequest.decision_id == decision_id, UnblockRequest.lifted_at.is_not(None)
    )
    return session.scalars(query).first() is not None
