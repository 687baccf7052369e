"""A wording that asks becomes a row, from which the resident's waiting is counted (clause 4.1)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.moderation.asking.recognise import recognise, topic_of
from gospablik.moderation.own_words import to_one
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

    What a specialist said to be no question is noted anew in other words. Not what is two weeks
    old, nor our own words where a network does not say who wrote.
    """
    if any(words in text for words in to_one()):
        return
    asked = recognise(text)
    if asked is None:
        return
    version = session.get_one(CommentVersion, version_id)
    at = _said_at(version)
    if at <= now - OF_LATE:
        return
    row = _note(session, office, version, asked.topic, at)
    if row.closed_how is Closed.NOT_ASKED and row.version_id != version.id:
        _reopen(row, version, asked.topic, at)


def note_ruled(
    session: Session, office: Organisation, version: CommentVersion, now: datetime
) -> None:
    """A specialist says in «Разбор нарушений» that this wording wants an answer.

    Whatever the page or somebody said before; not if this very wording was given an answer.
    """
    at, topic = _said_at(version), topic_of(version.text)
    row = _note(session, office, version, topic, at)
    if row.closed_how is not Closed.ANSWERED or row.version_id != version.id:
        row.ruled_at = now
        _reopen(row, version, topic, at)


def _said_at(version: CommentVersion) -> datetime:
    return version.comment.written_at if version.number == 1 else version.seen_at


def _note(
    session: Session, office: Organisation, version: CommentVersion, topic: str, at: datetime
) -> ResidentQuestion:
    known = {"organisation": office.key, "comment_id": version.comment_id}
    row, new = find_or_insert(
        session, ResidentQuestion, known, version_id=version.id, topic=topic, asked_at=at
    )
    if not new and row.closed_at is None:
        row.version_id, row.topic = version.id, topic
        session.flush()
    return row


def _reopen(row: ResidentQuestion, version: CommentVersion, topic: str, at: datetime) -> None:
    """What is asked in other words than those that were closed waits since they were written."""
    if row.version_id != version.id:
        row.version_id, row.topic, row.asked_at = version.id, topic, at
    row.closed_at = row.closed_how = None
