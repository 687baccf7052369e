"""What the page's people answered themselves: the clock stops when the page wrote (clause 4.1)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.own_words import own_words
from gospablik.organisation import Organisation
from gospablik.store.answers import Closed, ResidentQuestion


def close_answered(session: Session, office: Organisation) -> int:
    """Take from the queue what the page wrote below since it was asked; how many.

    In the thread of the question, or to all below the post; not the program's words to another.
    """
    rows = session.scalars(
        select(ResidentQuestion)
        .filter_by(organisation=office.key, closed_at=None)
        .order_by(ResidentQuestion.asked_at)
    ).all()
    if not rows:
        return 0
    own = own_words(session, office, rows[0].asked_at)
    closed = 0
    for row in rows:
        asked = row.comment
        threads = {asked.network_id, asked.thread_root or asked.network_id}
        at = own.first_after(asked.page, asked.post_network_id, threads, row.asked_at)
        if at is not None:
            row.closed_at, row.closed_how = at, Closed.BY_HAND
            closed += 1
    session.flush()
    return closed
