"""The forms of «Свои слова и пороги»: shown, agreed to by a person, in force from then."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gospablik.moderation.answering import not_asked
from gospablik.moderation.questions import end_question, locked, open_by_hand
from gospablik.organisation import Organisation
from gospablik.store.review import Question, Stage, Topic
from gospablik.store.tuning import Tuned, Tuning

_AS_BEFORE = "Не сделано: детектор судит по-прежнему."
_TOPICS = {Tuned.WORDS: Topic.WORDS, Tuned.THRESHOLDS: Topic.THRESHOLDS}


@dataclass(frozen=True, slots=True)
class TuningCase:
    """One form. `officials`: (key, title) of those who may agree; `content` is in force if so."""

    question_id: int
    content: str
    officials: tuple[tuple[str, str], ...]


def shown_by(session: Session, office: Organisation, what: Tuned, run: str) -> TuningCase | None:
    """What this run shows already, whatever became of it."""
    found = session.execute(
        select(Question, Tuning)
        .join(Tuning, Tuning.question_id == Question.id)
        .where(Question.organisation == office.key, Question.topic == _TOPICS[what])
        .where(Question.run == run)
    ).first()
    return _case(office, *found) if found else None


def show(
    session: Session, office: Organisation, what: Tuned, content: str, *, run: str, now: datetime
) -> TuningCase:
    """Write the question of that run. Raises OfficeError if nobody may agree now."""
    question = open_by_hand(
        session,
        office,
        _TOPICS[what],
        run,
        now,
        lacking="",
        not_done="вопрос не задан, детектор судит по-прежнему.",
    )
    row = Tuning(
        organisation=office.key,
        what=what,
        question_id=question.id,
        content=content,
        shown_at=now,
    )
    session.add(row)
    session.flush()
    return _case(office, question, row)


def answer(
    session: Session,
    office: Organisation,
    case: TuningCase,
    *,
    official_key: str,
    agreed: bool,
    now: datetime,
) -> str | None:
    """Write what the official says; with an assent it is in force. None, or why nothing changed.

    The same answer once more (the run was killed after it) is no refusal.
    """
    question, said = locked(session, case.question_id), "принять" if agreed else "не принимать"
    if question is None:
        return f"такого вопроса нет. {_AS_BEFORE}"
    if (question.answered_by, question.ended_because) == (official_key, said):
        return None
    if question.stage is not Stage.OPEN:
        return f"на эту форму уже ответили или она снята. {_AS_BEFORE}"
    if why := not_asked(office, question, official_key, now):
        return f"{why}. {_AS_BEFORE}"
    row = session.scalars(select(Tuning).filter_by(question_id=question.id)).one()
    if agreed and _another_since(session, row):
        return f"с тех пор принято другое: запустите заново и сравните с ним. {_AS_BEFORE}"
    if agreed:
        row.accepted_at, row.accepted_by = now, official_key
    end_question(session, question, Stage.ANSWERED, said, now, by=official_key)
    return None


def _another_since(session: Session, row: Tuning) -> bool:
    later = exists().where(
        Tuning.organisation == row.organisation,
        Tuning.what == row.what,
        Tuning.accepted_at > row.shown_at,
    )
    return bool(session.scalar(select(later)))


def _case(office: Organisation, question: Question, row: Tuning) -> TuningCase:
    officials = tuple((key, office.official_by_key(key).title) for key in question.officials)
    return TuningCase(question.id, row.content, officials)
