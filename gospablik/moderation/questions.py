"""Questions to people: asked, asked again, withdrawn. The row comes first, the form follows it.

A batch of up to ten comments is one question of the topic «разбор»; while it is open, no other
form shows these comments (`Reservation`). A proposal to block has a question of its own.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import TypeVar

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.proof import may_act
from gospablik.moderation.queue import Waiting, waiting
from gospablik.moderation.review_case import (
    CHOICES,
    LATER,
    ReviewCase,
    ReviewItem,
    review_case,
)
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.once import insert_once
from gospablik.store.review import Question, Reservation, Stage, Topic
from gospablik.working_time import a_working_day_or_24_hours, after_working_days

__all__ = [
    "BATCH",
    "CHOICES",
    "LATER",
    "ReviewCase",
    "ReviewItem",
    "asked_by",
    "cut_by_page",
    "end_question",
    "locked",
    "must_act",
    "next_round",
    "note_first_run",
    "note_run",
    "open_by_hand",
    "open_count",
    "open_questions",
    "open_reviews",
    "put",
    "reserve",
    "review_case",
    "reviewers",
    "to_cancel",
    "withdraw",
    "withdraw_old",
]


One = TypeVar("One")
BATCH = 10
OPEN_AT_ONCE = 10
"""Forms open at the same time: a flood of comments must not become a flood of waiting runs."""


_APPOINT = (
    "впишите специалиста или начальника отдела ИТ в [[official]] organisation.toml и проверьте"
    " сроки since и until."
)

BY_REPLY = "решение принято ответом на письмо"
BY_DOCUMENT = "решение принято документом"
"""Why a question ended whose form still waits: a pass cancels its run."""


def reviewers(office: Organisation, now: datetime) -> list[Official]:
    """Those who may rule on comments at that moment (clauses 3.1 and 4.2)."""
    return office.acting(now, *(o for o in Office if o.rules_on_comments))


def open_reviews(session: Session, office: Organisation, now: datetime) -> list[int]:
    """Ask about what waits: new questions of up to ten comments of one page, at most ten open.

    Not about a page in «наблюдение»: there the queue is shown and nobody is asked. Answers the
    new questions' ids. Call it in a transaction of its own: raises OfficeError, and asks nothing,
    when comments wait and nobody is acting who may rule on them.
    """
    queue = [comment for comment in waiting(session, office) if may_act(office, comment.page)]
    if not queue:
        return []
    officials = must_act(
        office,
        now,
        lacking=f"Решения ждут комментарии ({len(queue)})",
        not_done="вопрос о комментариях не задан, ничего не удалено.",
    )
    until = after_working_days(office, now, 1)
    opened: list[int] = []
    room = max(OPEN_AT_ONCE - open_count(session, office, Topic.REVIEW), 0)
    for batch in _batches(queue)[:room]:
        question = put(session, office, Topic.REVIEW, officials, now=now, until=until)
        if reserve(session, question, [(one.comment_id, one.version_id) for one in batch]):
            opened.append(question.id)
        else:  # another pass holds them all
            session.delete(question)
            session.flush()
    return opened


def asked_by(session: Session, office: Organisation, topic: Topic, run: str) -> int | None:
    """The question of that topic that this run asks already, whatever became of it."""
    return session.scalar(
        select(Question.id).filter_by(organisation=office.key, topic=topic, run=run)
    )


def open_by_hand(
    session: Session,
    office: Organisation,
    topic: Topic,
    run: str,
    now: datetime,
    *,
    lacking: str,
    not_done: str,
) -> Question:
    """The question of a form that a person's own run shows, to whoever may answer it now.

    Its term is a working day. Raises OfficeError as `must_act` does.
    """
    officials = must_act(office, now, lacking=lacking, not_done=not_done)
    until = a_working_day_or_24_hours(office, now)
    return put(session, office, topic, officials, now=now, until=until, run=run)


def must_act(office: Organisation, now: datetime, *, lacking: str, not_done: str) -> list[str]:
    """Keys of those who may answer at that moment; OfficeError if nobody may.

    `lacking`: what waits for them, empty or the first half of a sentence.
    """
    officials = [official.key for official in reviewers(office, now)]
    if officials:
        return officials
    nobody = "специалиста, чьи полномочия действуют, нет."
    words = f"{lacking}, а {nobody}" if lacking else nobody.capitalize()
    raise OfficeError(words, not_done=not_done, next_step=_APPOINT)


def put(
    session: Session,
    office: Organisation,
    topic: Topic,
    officials: list[str],
    *,
    now: datetime,
    until: datetime,
    run: str | None = None,
    proposal_id: int | None = None,
) -> Question:
    """A new question's row: whom it is put to (keys), until when, and the run that shows it."""
    question = Question(
        organisation=office.key,
        topic=topic,
        round=1,
        stage=Stage.OPEN,
        officials=officials,
        asked_at=now,
        until=until,
        run=run,
        proposal_id=proposal_id,
    )
    session.add(question)
    session.flush()
    return question


def open_count(session: Session, office: Organisation, topic: Topic) -> int:
    """How many questions of that topic wait for an answer."""
    count = select(func.count(Question.id)).where(
        Question.organisation == office.key,
        Question.topic == topic,
        Question.stage == Stage.OPEN,
    )
    return session.scalar(count) or 0


def open_questions(session: Session, office: Organisation) -> list[Question]:
    """Questions that wait for an answer, oldest first."""
    rows = session.scalars(
        select(Question)
        .filter_by(organisation=office.key, stage=Stage.OPEN)
        .order_by(Question.asked_at, Question.id)
    )
    return list(rows)


def next_round(
    session: Session, question_id: int, now: datetime, *, ended_round: int | None = None
) -> int | None:
    """Ask anew after the run of a round died without an answer; answers the new round.

    With `ended_round`, only if that is still the round being asked, so that two passes which
    saw the same dead run do not skip a round. None: nothing to ask any more.
    """
    question = locked(session, question_id)
    if question is None or question.stage is not Stage.OPEN or question.until <= now:
        return None
    if ended_round is not None and question.round != ended_round:
        return None
    question.round += 1
    question.run = None
    session.flush()
    return question.round


def withdraw_old(session: Session, office: Organisation, now: datetime) -> list[Question]:
    """Withdraw what nobody answered in time; its comments are back in the queue."""
    rows = session.scalars(
        select(Question)
        .filter_by(organisation=office.key, stage=Stage.OPEN)
        .where(Question.until <= now)
        .order_by(Question.id)
    ).all()
    why = "срок ответа вышел, ответа не было"
    return [question for question in rows if withdraw(session, question.id, why, now)]


def withdraw(session: Session, question_id: int, why: str, now: datetime) -> bool:
    """Take an open question back. False if it is open no more."""
    question = locked(session, question_id)
    if question is None or question.stage is not Stage.OPEN:
        return False
    end_question(session, question, Stage.WITHDRAWN, why, now)
    return True


def to_cancel(session: Session, office: Organisation) -> list[Question]:
    """Questions whose run may still show its form: withdrawn, or decided otherwise.

    After the run is cancelled call `note_run(session, question.id, None)`: a pass killed between
    the withdrawal and the cancelling is made good by the next one.
    """
    rows = session.scalars(
        select(Question)
        .filter_by(organisation=office.key)
        .where(
            or_(
                Question.stage == Stage.WITHDRAWN,
                Question.ended_because.in_((BY_REPLY, BY_DOCUMENT)),
            ),
            Question.run.is_not(None),
        )
        .order_by(Question.id)
    )
    return list(rows)


def note_run(session: Session, question_id: int, run: str | None) -> None:
    """Note which run shows the form: information for people and for cancelling, no more."""
    session.execute(update(Question).where(Question.id == question_id).values(run=run))


def note_first_run(session: Session, question_id: int, round: int, run: str) -> None:
    """Note the run of a round unless somebody's run by hand has taken the question meanwhile."""
    session.execute(
        update(Question)
        .where(Question.id == question_id, Question.run.is_(None), Question.round == round)
        .values(run=run)
    )


def locked(session: Session, question_id: int) -> Question | None:
    """The question as it is now, held against other writers until the transaction ends."""
    return session.get(Question, question_id, with_for_update=True, populate_existing=True)


def end_question(
    session: Session,
    question: Question,
    stage: Stage,
    why: str,
    now: datetime,
    *,
    by: str | None = None,
) -> None:
    """End a question held by `locked` and give its comments free."""
    question.stage, question.ended_at, question.ended_because = stage, now, why
    question.answered_by = by
    session.execute(
        update(Reservation)
        .where(Reservation.question_id == question.id, Reservation.released_at.is_(None))
        .values(released_at=now)
    )
    session.flush()


def cut_by_page(waiting: Sequence[One], page: Callable[[One], str]) -> list[list[One]]:
    """What waits cut by page, then by ten: one form; the order within a page stays."""
    batches: list[list[One]] = []
    for _, group in groupby(sorted(waiting, key=page), key=page):
        same = list(group)
        batches += [same[start : start + BATCH] for start in range(0, len(same), BATCH)]
    return batches


def reserve(session: Session, question: Question, batch: Sequence[tuple[int, int]]) -> int:
    """Hold these comments (row of the comment, of its wording) for this question; how many.

    What another question took meanwhile is left out.
    """
    held = 0
    for comment_id, version_id in batch:
        held += insert_once(
            session,
            Reservation,
            question_id=question.id,
            position=held + 1,
            comment_id=comment_id,
            version_id=version_id,
        )
    return held


def _batches(queue: list[Waiting]) -> list[list[Waiting]]:
    """First what was put up again, then what waits longest."""
    return sorted(
        cut_by_page(queue, lambda one: one.page),
        key=lambda batch: (not any(w.again for w in batch), min(w.written_at for w in batch)),
    )
