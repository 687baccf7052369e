"""The form «Объяснение за неделю»: asked about what fell short, answered in own words (5.2)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.verdict import FELL_SHORT, WORST_FIRST, Verdict
from gospablik.control.verdicts import judge
from gospablik.control.week import figures
from gospablik.moderation.answering import closed, not_asked
from gospablik.moderation.links import one_line
from gospablik.moderation.questions import end_question, locked, must_act, put
from gospablik.moderation.review_case import titles
from gospablik.organisation import Organisation
from gospablik.span import Week
from gospablik.store.once import insert_once
from gospablik.store.tables import Explanation, Question, Stage, Topic

MOST = 8
"""Fields of one form, the worst first."""
LONGEST = 500
"""Characters of an answer."""


@dataclass(frozen=True, slots=True)
class AskedOf:
    """One field: what fell short, and the place of its answer."""

    position: int
    heading: str
    issue: str


@dataclass(frozen=True, slots=True)
class ExplanationCase:
    """The whole form. `officials`: (key, name and office) of those who may answer."""

    question_id: int
    round: int
    week: str
    officials: tuple[tuple[str, str], ...]
    items: tuple[AskedOf, ...]


def open_explanation(session: Session, office: Organisation, now: datetime) -> int | None:
    """Ask about what fell short in the week that the next letter tells of, and was not asked yet.

    That is the current week, on a Monday before the letter the last one. The question stands until
    the letter. Answers its id, None if there is nothing to ask. Raises OfficeError if nobody is
    acting who may answer.
    """
    week, until = _week(office, now)
    verdicts = _unasked(session, office, week, judge(office, figures(session, office, week, now)))
    if not verdicts:
        return None
    officials = must_act(
        office,
        now,
        lacking="За неделю есть отступления или угрозы",
        not_done="объяснение не спрошено.",
    )
    question = put(session, office, Topic.EXPLAIN, officials, now=now, until=until)
    asked = 0
    for one in verdicts[:MOST]:
        asked += insert_once(
            session,
            Explanation,
            organisation=office.key,
            question_id=question.id,
            position=asked + 1,
            week=week.monday,
            clause=one.clause,
            title=one.title,
            issue="; ".join(i.words for i in one.issues if i.level in FELL_SHORT),
            words="",
        )
    if asked:
        return question.id
    session.delete(question)  # another pass asks about all of them
    session.flush()
    return None


def explanation_case(session: Session, office: Organisation, question_id: int) -> ExplanationCase:
    """The form, rebuilt from its rows. Raises NoResultFound if there is no such question."""
    question = session.get_one(Question, question_id)
    rows = _rows(session, question_id)
    return ExplanationCase(
        question_id,
        question.round,
        Week.starting(office, rows[0].week).words,
        titles(office, question.officials),
        tuple(
            AskedOf(row.position, f"п. {row.clause} {row.title}", one_line(row.issue, 400))
            for row in rows
        ),
    )


def answer_explanation(
    session: Session,
    office: Organisation,
    question_id: int,
    round: int,
    answers: Mapping[int, str],
    *,
    official_key: str,
    now: datetime,
) -> tuple[int, str | None]:
    """Write what was said, by its place in the form; empty fields stay unexplained.

    Answers how many explanations were written, and why nothing was, if nothing was.
    """
    question = locked(session, question_id)
    if question is None or question.organisation != office.key or question.topic != Topic.EXPLAIN:
        return 0, "такого вопроса нет. Не сделано: объяснение не записано."
    said = {
        place: " ".join(words.split())[:LONGEST].rstrip(".") for place, words in answers.items()
    }
    rows = _rows(session, question_id)
    if question.stage is Stage.ANSWERED and question.answered_by == official_key:
        kept = {row.position: row.words for row in rows if row.words}
        if kept == {place: words for place, words in said.items() if words}:
            return len(kept), None  # the same answer, written before the run was killed
    problem = closed(office, question, round, now) or not_asked(office, question, official_key, now)
    if problem:
        return 0, f"{problem}. Не сделано: объяснение не записано."
    if not any(said.values()):
        return 0, "ничего не написано. Не сделано: объяснение не записано."
    written = 0
    for row in rows:
        words = said.get(row.position, "")
        if words:
            row.words, row.official, row.said_at = words, official_key, now
            written += 1
    end_question(session, question, Stage.ANSWERED, "ответ получен", now, by=official_key)
    return written, None


def _week(office: Organisation, now: datetime) -> tuple[Week, datetime]:
    """The week, and the moment of the letter about it."""
    for week in (Week.of(office, now), Week.current(office, now)):
        local = datetime.combine(
            week.monday + timedelta(days=7), office.organisation.day_starts, office.zone
        )
        if now < local:
            return week, local
    raise AssertionError("the current week's letter lies ahead")


def _unasked(
    session: Session, office: Organisation, week: Week, verdicts: tuple[Verdict, ...]
) -> list[Verdict]:
    asked = {
        (clause, title)
        for clause, title in session.execute(
            select(Explanation.clause, Explanation.title).where(
                Explanation.organisation == office.key, Explanation.week == week.monday
            )
        )
    }
    found = [
        one for one in verdicts if one.level in FELL_SHORT and (one.clause, one.title) not in asked
    ]
    return sorted(found, key=lambda one: WORST_FIRST.index(one.level))


def _rows(session: Session, question_id: int) -> list[Explanation]:
    return list(
        session.scalars(
            select(Explanation).filter_by(question_id=question_id).order_by(Explanation.position)
        )
    )
