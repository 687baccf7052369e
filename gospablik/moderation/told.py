"""When an author was told of a removal: what counts as a repetition hangs on it (clause 4.3)."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.moderation.reply_subjects import TOLD
from gospablik.store.ledger import Action, Attempt, Kind, State
from gospablik.store.review import Ruling


def told_at(session: Session, ruling: Ruling) -> datetime | None:
    """When the author was surely told of that removal; None while it is not sure.

    The first answer or sighting that confirmed the reply: a later read-back of the same reply
    does not move the moment, and with it what counts as a repetition.
    """
    action = session.scalars(
        select(Action).where(
            Action.organisation == ruling.organisation,
            Action.kind == Kind.REPLY,
            Action.subject == f"{TOLD}{ruling.id}",
            Action.state == State.CONFIRMED,
        )
    ).first()
    if action is None:
        return None
    first = session.scalar(
        select(func.min(Attempt.finished_at)).where(
            Attempt.action_id == action.id,
            Attempt.counted.is_(True),
            Attempt.outcome.in_(("Done", "Present")),
        )
    )
    return min(first, action.state_since) if first else action.state_since
