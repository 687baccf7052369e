"""Whether anything of ours may have reached the outside world: what tells our acts from others'."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.outcomes import AlreadySo, NothingHappened, Refused
from gospablik.store.ledger import Attempt

_PROVEN = tuple(one.__name__ for one in (AlreadySo, NothingHappened, Refused))
"""Outcomes of *do* that prove that it changed nothing."""


def may_have_acted(session: Session, action_id: int, claims: int) -> bool:
    """Whether one of the first `claims` claims of that action may have changed something outside.

    A claim that left no outcome, an unknown outcome and an errand all may: a killed pass may have
    acted before it died, and a hand that was asked may have been quick.
    """
    harmless = select(func.count()).where(
        Attempt.action_id == action_id,
        Attempt.verb == "do",
        Attempt.counted.is_(True),
        Attempt.outcome.in_(_PROVEN),
    )
    return claims > (session.scalar(harmless) or 0)
