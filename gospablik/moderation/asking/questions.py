"""Which residents' questions a form asks about, and when the form has lost its point (4.1)."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.asking.by_hand import close_answered
from gospablik.moderation.asking.queue import waiting_questions
from gospablik.moderation.asking.sent import settle_sent
from gospablik.moderation.asking.standing import gone_because
from gospablik.moderation.proof import may_act
from gospablik.moderation.questions import (
    cut_by_page,
    must_act,
    open_count,
    open_questions,
    put,
    reserve,
    withdraw,
)
from gospablik.organisation import Organisation
from gospablik.store.answers import ResidentQuestion
from gospablik.store.comments import CommentVersion
from gospablik.store.review import Question, Reservation, Topic
from gospablik.working_time import a_working_day_or_24_hours

OPEN_AT_ONCE = 3
"""Forms open at the same time: who answers thirty sees the next thirty at the next pass."""


class Place(NamedTuple):
    """A question's place in a form."""

    asked: ResidentQuestion
    held: Reservation

    @property
    def version(self) -> CommentVersion:
        """The wording that the form shows."""
        return self.held.version


def open_answers(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Ask what to answer: new questions of up to ten comments of one page; their ids.

    The longest waiting first. Not about a page in «наблюдение», not about what the page's people
    have answered. Call it in a transaction of its own: raises OfficeError, and asks nothing, when
    nobody is acting who may answer.
    """
    _settle(session, office, now)
    room = OPEN_AT_ONCE - open_count(session, office, Topic.ANSWER)
    waiting = waiting_questions(session, office, now) if room > 0 else []
    waiting = [one for one in waiting if may_act(office, one.comment.page)]
    if not waiting:
        return []
    officials = must_act(
        office,
        now,
        lacking=f"Ответа ждут вопросы жителей ({len(waiting)})",
        not_done="форма об ответах не открыта, жителям не отвечено.",
    )
    until = a_working_day_or_24_hours(office, now)
    opened = []
    for batch in _batches(waiting)[:room]:
        question = put(session, office, Topic.ANSWER, officials, now=now, until=until)
        if reserve(session, question, [(one.comment_id, one.version_id) for one in batch]):
            opened.append(question.id)
        else:  # another pass holds them all
            session.delete(question)
            session.flush()
    return opened


def withdraw_answered(session: Session, office: Organisation, now: datetime) -> None:
    """Withdraw each form of which no question is left to be answered, with the reason.

    Of the others let go what is answered no more: «Разбор нарушений» or the next form may have it.
    """
    _settle(session, office, now)
    for question in open_questions(session, office):
        if question.topic is Topic.ANSWER:
            places = asked_in(session, question)
            gone = [gone_because(session, office, one.asked, one.version.id) for one in places]
            if all(gone):
                withdraw(session, question.id, gone[0] or "", now)
                continue
            for one, why in zip(places, gone, strict=True):
                if why and one.held.released_at is None:
                    one.held.released_at = now


def _settle(session: Session, office: Organisation, now: datetime) -> None:
    settle_sent(session, office, now)
    close_answered(session, office)


def asked_in(session: Session, question: Question) -> list[Place]:
    """The residents' questions of that form, in its order."""
    ids = [held.comment_id for held in question.comments]
    rows = session.scalars(
        select(ResidentQuestion).where(ResidentQuestion.comment_id.in_(ids))
    ).all()
    asked = {row.comment_id: row for row in rows}
    return [Place(asked[held.comment_id], held) for held in question.comments]


def _batches(waiting: Sequence[ResidentQuestion]) -> list[list[ResidentQuestion]]:
    """The form with the longest waiting comes first."""
    batches = cut_by_page(waiting, lambda one: one.comment.page)
    return sorted(batches, key=lambda batch: (batch[0].asked_at, batch[0].id))
