"""«да» or «нет» to the ready answer: one writer for every way of answering (clause 4.1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.ledger.book import record
from gospablik.moderation.answering import closed, not_asked
from gospablik.moderation.questions import end_question, locked
from gospablik.moderation.reply_subjects import TROUBLE
from gospablik.moderation.troubles.case import NO, YES
from gospablik.moderation.troubles.questions import asked
from gospablik.moderation.troubles.standing import TERM, gone_because
from gospablik.moderation.troubles.words import FORM
from gospablik.organisation import Organisation
from gospablik.store.ledger import Kind
from gospablik.store.review import Question, Stage, Topic
from gospablik.store.troubles import ToldTrouble

_SAID = {YES: True, NO: False}


@dataclass(frozen=True, slots=True)
class TroubleAnswered:
    """What came of an answer. `replies`: answers ordered; `declined`: not to be answered.

    `notes` say why a «да» was not written. `refused`: why nothing was changed, in Russian.
    `repeated`: this very answer was already written (the run was killed after it).
    """

    replies: int = 0
    declined: int = 0
    refused: str | None = None
    notes: tuple[str, ...] = ()
    repeated: bool = False


def answer_troubles(  # noqa: PLR0917 (one call, as the form answers)
    session: Session,
    office: Organisation,
    question_id: int,
    round: int,
    answers: Mapping[int, str],
    official_key: str,
    now: datetime,
) -> TroubleAnswered:
    """Write the answer: `answers` maps each place in the form to «да» or «нет».

    Each «да» becomes an action of the ledger, unless the comment is gone, was reworded or stands on
    a page where nothing may be done. An answer that misses a place or says anything else changes
    nothing.
    """
    question = locked(session, question_id)
    if question is None or question.organisation != office.key or question.topic != Topic.TROUBLE:
        return _refused("такого вопроса нет")
    rows = asked(session, question.id)
    said = [_SAID.get(answers.get(place, "")) for place in range(1, len(rows) + 1)]
    if None in said or len(answers) != len(rows):
        return _refused("на каждый комментарий нужно ответить «да» или «нет»")
    if _is_written(question, official_key, rows, said):
        return _counted(rows, repeated=True)
    problem = closed(office, question, round, now)
    problem = problem or not_asked(office, question, official_key, now)
    if problem:
        return _refused(problem)
    notes = []
    for place, (row, word) in enumerate(zip(rows, said, strict=True), 1):
        why = gone_because(session, office, row) if word else None
        if why:
            notes.append(f"Комментарий {place}: {why}; ответ не отправляется.")
            continue
        row.agreed, row.answered_by, row.answered_at = word, official_key, now
        if word:
            _order(session, office, row, now)
    end_question(session, question, Stage.ANSWERED, "ответ получен", now, by=official_key)
    return _counted(rows, notes=tuple(notes))


def _order(session: Session, office: Organisation, row: ToldTrouble, now: datetime) -> None:
    """Once, and not when «сейчас» is long past."""
    record(
        session,
        organisation=office.key,
        kind=Kind.REPLY,
        page=row.comment.page,
        subject=f"{TROUBLE}{row.id}",
        now=now,
        not_after=now + TERM,
    )


def _is_written(
    question: Question, by: str, rows: Sequence[ToldTrouble], said: Sequence[bool | None]
) -> bool:
    """Whether the rows are what this answer says; a «да» that could not be is not missed."""
    if question.stage is not Stage.ANSWERED or question.answered_by != by:
        return False
    return all(
        row.agreed is word or (row.agreed is None and word is True)
        for row, word in zip(rows, said, strict=True)
    )


def _counted(
    rows: Sequence[ToldTrouble], *, notes: tuple[str, ...] = (), repeated: bool = False
) -> TroubleAnswered:
    words = [row.agreed for row in rows]
    return TroubleAnswered(words.count(True), words.count(False), notes=notes, repeated=repeated)


def _refused(why: str) -> TroubleAnswered:
    return TroubleAnswered(
        refused=f"Ответ не принят: {why}. Не сделано: по нему жителю не отвечено."
        f" Что делать: откройте свежую форму «{FORM}» в списке запусков или ответьте жителю на"
        " странице вручную."
    )
