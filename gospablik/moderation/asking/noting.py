"""A wording that asks becomes a row, from which the resident's waiting is counted (clause 4.1)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.moderation.asking.recognise import recognise, topic_of
from gospablik.moderation.telling import TO_ONE
from gospablik.organisation import Organisation
from gospablik.store.answers import Closed, ResidentQuestion
from gospablik.store.comments import CommentVersion
from gospablik.store.once import find_or_insert

OF_LATE = timedelta(days=14)
"""What was written earlier is noted no more: nobody waits for an answer of a page that is new."""


def note_question(
    session: Session, office: Organisation, version_id: int, text: str, now: datetime
) -> None:
    """Note that this wording asks, if it does; an edit that still asks is the same question.

    Not of what is two weeks old, nor of our own words where a network does not say who wrote.
    """
    if any(words in text for words in TO_ONE):
        return
    asked = recognise(text)
    if asked is None:
        return
    version = session.get_one(CommentVersion, version_id)
    at = version.comment.written_at if version.number == 1 else version.seen_at
    if at > now - OF_LATE:
        _note(session, office, version, asked.topic, at, by_ruling=False)


def note_ruled(
    session: Session, office: Organisation, version: CommentVersion, now: datetime
) -> None:
    """A specialist says in «Разбор нарушений» that this wording wants an answer."""
    at = version.comment.written_at if version.number == 1 else version.seen_at
    row = _note(session, office, version, topic_of(version.text), at, by_ruling=True)
    row.by_ruling = True
    if row.closed_how is Closed.NOT_ASKED:
        row.closed_at = row.closed_how = None


def _note(
    session: Session,
    office: Organisation,
    version: CommentVersion,
    topic: str,
    at: datetime,
    *,
    by_ruling: bool,
) -> ResidentQuestion:
    known = {"organisation": office.key, "comment_id": version.comment_id}
    row, new = find_or_insert(
        session,
        ResidentQuestion,
        known,
        version_id=version.id,
        topic=topic,
        asked_at=at,
        by_ruling=by_ruling,
    )
    if not new and row.closed_at is None:
        row.version_id, row.topic = version.id, topic
        session.flush()
    return row
