"""The queue of residents' questions as people read it: who waits, how long, where (clause 4.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gospablik.moderation.asking.queue import waited, waiting_questions, waits
from gospablik.moderation.asking.topics import theme_of
from gospablik.moderation.links import comment_link, one_line, page_name, page_of
from gospablik.moderation.posts_under import under_words
from gospablik.moderation.proof import may_act
from gospablik.organisation import Organisation
from gospablik.store.answers import ResidentQuestion
from gospablik.store.review import Reservation

MOST = 50


@dataclass(frozen=True, slots=True)
class Waiting:
    """One question. `asked_at` is local; `waits`: working hours, None if they are not known.

    `note`: whether a form asks about it, or why none will.
    """

    text: str
    topic: str
    author: str
    asked_at: datetime
    waits: timedelta | None
    page: str
    post: str
    link: str
    note: str


@dataclass(frozen=True, slots=True)
class Queue:
    """The longest waiting first, at most fifty of `many`."""

    waiting: tuple[Waiting, ...]
    many: int
    longest: timedelta | None
    median: timedelta | None


def question_queue(session: Session, office: Organisation, now: datetime) -> Queue:
    """All questions without an answer, those of watched pages and of open forms, too.

    The clocks stand as of the full hour, so that they do not change with each pass.
    """
    rows = waiting_questions(session, office, now, asked=True)
    hour = now.replace(minute=0, second=0, microsecond=0)
    clock = waits(office, [(row.asked_at, hour) for row in rows])
    shown = tuple(_shown(session, office, row, hour) for row in rows[:MOST])
    return Queue(shown, len(rows), clock.longest, clock.median)


def _shown(session: Session, office: Organisation, row: ResidentQuestion, now: datetime) -> Waiting:
    comment = row.comment
    return Waiting(
        text=row.version.text,
        topic=theme_of(row.topic).name,
        author=one_line(comment.author.name),
        asked_at=office.local(row.asked_at),
        waits=waited(office, row.asked_at, now),
        page=page_name(office, comment.page),
        post=under_words(session, comment),
        link=comment_link(page_of(office, comment.page), comment),
        note=_note(session, office, row),
    )


def _note(session: Session, office: Organisation, row: ResidentQuestion) -> str:
    if not may_act(office, row.comment.page):
        return "режим «наблюдение»: ответьте сами на странице"
    held = exists().where(
        Reservation.comment_id == row.comment_id, Reservation.released_at.is_(None)
    )
    return "форма открыта" if session.scalar(select(held)) else ""
