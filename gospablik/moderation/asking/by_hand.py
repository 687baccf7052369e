"""What the page's people answered themselves: the clock stops when the page wrote (clause 4.1)."""

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, contains_eager

from gospablik.moderation.keeping import ERASED
from gospablik.moderation.own_words import own_words
from gospablik.organisation import Organisation
from gospablik.store.answers import Closed, ResidentQuestion
from gospablik.store.comments import Comment, CommentVersion


def close_answered(session: Session, office: Organisation) -> int:
    """Take from the queue what the page wrote below since it was asked; how many.

    In the thread of the question, or to all below the post; not the program's words to another.
    Where a specialist said that an answer is wanted, what was written before does not count. What
    asks no more in its newest wording waits for nothing.
    """
    later = aliased(CommentVersion)
    rows = session.scalars(
        select(ResidentQuestion)
        .join(ResidentQuestion.comment)
        .join(CommentVersion, CommentVersion.id == ResidentQuestion.version_id)
        .options(contains_eager(ResidentQuestion.comment))
        .where(
            ResidentQuestion.organisation == office.key,
            ResidentQuestion.closed_at.is_(None),
            Comment.gone_at.is_(None),
            CommentVersion.text != ERASED,
            ~exists().where(later.comment_id == Comment.id, later.number > CommentVersion.number),
        )
    ).all()
    if not rows:
        return 0
    own = own_words(session, office, min(row.since for row in rows))
    closed = 0
    for row in rows:
        at = own.first_after(row.comment, row.since)
        if at is not None:
            row.closed_at, row.closed_how = at, Closed.BY_HAND
            closed += 1
    session.flush()
    return closed
