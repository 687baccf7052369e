"""Whether a chosen answer goes out: only then the question is closed (clause 4.1)."""

from datetime import datetime

from sqlalchemy import String, and_, cast, func, select
from sqlalchemy.orm import Session

from gospablik.moderation.asking.standing import NOT_SENT
from gospablik.moderation.asking.words import AGAIN
from gospablik.moderation.reply_subjects import ANSWER
from gospablik.organisation import Organisation
from gospablik.store.answers import Answer, Closed, ResidentQuestion
from gospablik.store.comments import Comment
from gospablik.store.ledger import Action, Kind


def settle_sent(session: Session, office: Organisation, now: datetime) -> None:
    """Open again each question whose last answer was surely not sent, as long as it is of late.

    Close it again if a person has that answer sent after all.
    """
    newest = select(func.max(Answer.id)).group_by(Answer.asked_id)
    rows = session.execute(
        select(ResidentQuestion, Answer.made_at, Action.state)
        .join(Answer, Answer.asked_id == ResidentQuestion.id)
        .join(ResidentQuestion.comment)
        .join(
            Action,
            # The page as well: with it the ledger has an index.
            and_(Action.page == Comment.page, Action.subject == ANSWER + cast(Answer.id, String)),
        )
        .where(
            Answer.id.in_(newest),
            Answer.made_at > now - AGAIN,
            Action.organisation == office.key,
            Action.kind == Kind.REPLY,
        )
    ).all()
    for row, made_at, state in rows:
        if state in NOT_SENT and row.closed_how is Closed.ANSWERED:
            row.closed_at = row.closed_how = None
        elif state not in NOT_SENT and row.closed_at is None and made_at > row.since:
            row.closed_at, row.closed_how = made_at, Closed.ANSWERED
    session.flush()
