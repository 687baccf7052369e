"""Figures of what residents asked and how soon they were answered (clause 4.1). Counts only."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, case, cast, func, select
from sqlalchemy.orm import Session

from gospablik.control.model import AskedWeek
from gospablik.control.window import Window
from gospablik.moderation.asking.queue import waiting_questions, waits
from gospablik.moderation.reply_subjects import ANSWER
from gospablik.organisation import Organisation
from gospablik.store.tables import (
    Action,
    Answer,
    Closed,
    Comment,
    Kind,
    ResidentQuestion,
    State,
)


def asked_week(session: Session, office: Organisation, window: Window, now: datetime) -> AskedWeek:
    """Questions that came, what became of them, who waits now and how long, in working hours.

    What the program writes is answered once it is confirmed.
    """
    ours = (
        select(ResidentQuestion)
        .join(Comment, Comment.id == ResidentQuestion.comment_id)
        .where(ResidentQuestion.organisation == office.key, window.counts(Comment.page))
    )
    came = session.scalar(
        select(func.count()).select_from(
            ours.where(window.holds(ResidentQuestion.asked_at)).subquery()
        )
    )
    closed = session.scalars(ours.where(window.holds(ResidentQuestion.closed_at))).all()
    written = _written(session, office, window)
    by_hand = [row for row in closed if row.closed_how in (Closed.BY_HAND, Closed.ALREADY)]
    spans = [*written, *((row.asked_at, row.closed_at) for row in by_hand if row.closed_at)]
    speed = waits(office, spans)
    waiting = waiting_questions(session, office, now, asked=True)
    clock = waits(office, [(row.asked_at, now) for row in waiting])
    return AskedWeek(
        came=came or 0,
        answered=len(written),
        by_hand=len(by_hand),
        not_asked=sum(row.closed_how is Closed.NOT_ASKED for row in closed),
        longest=speed.longest,
        median=speed.median,
        waiting=len(waiting),
        waiting_longest=clock.longest,
        waiting_median=clock.median,
    )


def _written(
    session: Session, office: Organisation, window: Window
) -> Sequence[tuple[datetime, datetime]]:
    """(asked, confirmed) of each answer that the ledger surely wrote within the week."""
    # From the subject to the answer's number, not the other way round: that has an index.
    number = cast(func.substr(Action.subject, len(ANSWER) + 1), Integer)
    of_answer = Action.subject.startswith(ANSWER)
    rows = session.execute(
        select(ResidentQuestion.asked_at, Action.state_since)
        .join(Answer, Answer.asked_id == ResidentQuestion.id)
        .join(Action, Answer.id == case((of_answer, number)))
        .where(
            of_answer,
            Action.organisation == office.key,
            Action.kind == Kind.REPLY,
            Action.state == State.CONFIRMED,
            window.counts(Action.page),
            window.holds(Action.state_since),
        )
    )
    return [(asked_at, at) for asked_at, at in rows]
