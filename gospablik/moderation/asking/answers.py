"""What a specialist answers residents: one writer for every way of answering (clause 4.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger.book import record
from gospablik.moderation.answering import closed, not_asked
from gospablik.moderation.asking.questions import Place, asked_in
from gospablik.moderation.asking.ready import (
    ALREADY,
    LATER,
    NOT_ASKED,
    OWN,
    Ready,
    answer_text,
    choices,
    lacking,
    ready,
)
from gospablik.moderation.asking.standing import answered_before, gone_because
from gospablik.moderation.asking.words import FORM, TERM
from gospablik.moderation.questions import end_question, locked
from gospablik.moderation.reply_subjects import ANSWER
from gospablik.organisation import Organisation
from gospablik.store.answers import Answer, Closed, ResidentQuestion
from gospablik.store.comments import Author
from gospablik.store.ledger import Kind
from gospablik.store.review import Question, Stage, Topic

_CLOSES = {NOT_ASKED: Closed.NOT_ASKED, ALREADY: Closed.ALREADY}


class Chosen(NamedTuple):
    """What is said of one comment: one of `ready.choices`, and the field «Свои слова»."""

    choice: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class AnswersWritten:
    """What came of an answer. `replies`: answers ordered; `settled`: no question, or answered
    already; `left`: back in the queue; `notes` say why something was not written.

    `refused`: why nothing was changed, in Russian. `repeated`: this very answer was already
    written (the run was killed after it).
    """

    replies: int = 0
    settled: int = 0
    left: int = 0
    refused: str | None = None
    notes: tuple[str, ...] = ()
    repeated: bool = False


def answer_questions(  # noqa: PLR0917 (one call, as the form answers)
    session: Session,
    office: Organisation,
    question_id: int,
    round: int,
    answers: Mapping[int, Chosen],
    official_key: str,
    now: datetime,
) -> AnswersWritten:
    """Write the answer: `answers` maps a place in the form to what is said of it.

    What is left out or «ответить позже» returns to the queue, and so does what cannot be written:
    the comment is gone or reworded, the words lack, or the author had a ready answer about the
    same topic in the last two weeks. The caller's transaction must end without an error.
    """
    question = locked(session, question_id)
    if question is None or question.organisation != office.key or question.topic != Topic.ANSWER:
        return _refused("такого вопроса нет")
    places = asked_in(session, question)
    problem = _nonsense(office, len(places), answers)
    if problem:
        return _refused(problem)
    if _is_written(session, question, official_key, places, answers):
        return AnswersWritten(_ordered(session, question), repeated=True)
    problem = closed(office, question, round, now)
    problem = problem or not_asked(office, question, official_key, now)
    if problem:
        return _refused(problem)
    _hold(session, places)
    replies, settled, notes = 0, 0, []
    for place, one in enumerate(places, 1):
        row = one.asked
        said = answers.get(place, Chosen(LATER))
        if said.choice == LATER:
            continue
        why = gone_because(session, office, row, one.version.id)
        if why is None and said.choice in _CLOSES:
            row.closed_at, row.closed_how = now, _CLOSES[said.choice]
            settled += 1
            continue
        why = why or _answer(session, office, question, row, said, official_key, now)
        if why:
            notes.append(f"Вопрос {place}: {why}; ответ не отправляется.")
        else:
            replies += 1
    end_question(session, question, Stage.ANSWERED, "ответ получен", now, by=official_key)
    left = len(places) - replies - settled
    return AnswersWritten(replies, settled, left, notes=tuple(notes))


def _hold(session: Session, places: Sequence[Place]) -> None:
    """Hold the questions, as they are now: another form that shows one must not answer it, too."""
    session.scalars(
        select(ResidentQuestion)
        .where(ResidentQuestion.id.in_([one.asked.id for one in places]))
        .order_by(ResidentQuestion.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _answer(  # noqa: PLR0917 (one row, said by all that made it)
    session: Session,
    office: Organisation,
    question: Question,
    row: ResidentQuestion,
    said: Chosen,
    official_key: str,
    now: datetime,
) -> str | None:
    """Write one answer and order it; None, or why not."""
    one = _of(office, said)
    why = lacking(one, said.words)
    if why:
        return why
    # Two forms answered at once must not both give the author his first ready answer.
    session.get(Author, row.comment.author_id, with_for_update=True)
    before = answered_before(session, row, now)
    if before and one.key != OWN:
        day = f"{office.local(before.made_at):%d.%m}"
        return f"об этом автору уже отвечали {day}, ещё раз — только своими словами"
    answer = Answer(
        organisation=office.key,
        asked_id=row.id,
        question_id=question.id,
        template=one.key,
        text=answer_text(office, one, row, said.words),
        official=official_key,
        made_at=now,
    )
    session.add(answer)
    row.closed_at, row.closed_how = now, Closed.ANSWERED
    session.flush()
    record(
        session,
        organisation=office.key,
        kind=Kind.REPLY,
        page=row.comment.page,
        subject=f"{ANSWER}{answer.id}",
        now=now,
        not_after=now + TERM,
    )
    return None


def _of(office: Organisation, said: Chosen) -> Ready:
    return next(one for one in ready(office) if one.choice == said.choice)


def _nonsense(office: Organisation, many: int, answers: Mapping[int, Chosen]) -> str | None:
    known = choices(office)
    for place, said in answers.items():
        if not 1 <= place <= many:
            return f"в форме нет вопроса под номером {place}"
        if said.choice not in known:
            return f"неизвестный выбор «{said.choice}» у вопроса {place}"
    return None


def _is_written(
    session: Session,
    question: Question,
    by: str,
    places: Sequence[Place],
    answers: Mapping[int, Chosen],
) -> bool:
    """Whether what stands is what this answer says; what could not be written is not missed."""
    if question.stage is not Stage.ANSWERED or question.answered_by != by:
        return False
    written = {
        answer.asked_id: answer.template
        for answer in session.scalars(select(Answer).filter_by(question_id=question.id))
    }
    for place, one in enumerate(places, 1):
        row = one.asked
        choice = answers.get(place, Chosen(LATER)).choice
        if row.id in written and choice in (LATER, NOT_ASKED, ALREADY):
            return False
        if choice in _CLOSES and row.closed_how is None:
            return False
    return True


def _ordered(session: Session, question: Question) -> int:
    return len(session.scalars(select(Answer.id).filter_by(question_id=question.id)).all())


def _refused(why: str) -> AnswersWritten:
    return AnswersWritten(
        refused=f"Ответ не принят: {why}. Не сделано: по нему жителям не отвечено."
        f" Что делать: откройте свежую форму «{FORM}» в списке запусков или ответьте на странице"
        " вручную."
    )
