"""What a specialist rules on comments (clause 4.2): one writer for every way of answering."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.answering import closed, is_told
from gospablik.moderation.asking.noting import note_ruled
from gospablik.moderation.questions import end_question, locked, reviewers
from gospablik.moderation.review_case import CHOICES
from gospablik.moderation.staff import why_his
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.comments import CommentVersion
from gospablik.store.once import insert_once
from gospablik.store.review import Question, Reservation, Ruling, Stage, Topic, Verdict

Said = tuple[Verdict, Ground | None] | None


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer. `left`: comments that stay undecided; `notes` say why, if need be.

    `refused`: why nothing was changed, in Russian. `repeated`: this very answer was already
    written (the run was killed after it), nothing was written again.
    """

    ruled: int = 0
    left: int = 0
    refused: str | None = None
    notes: tuple[str, ...] = ()
    repeated: bool = False


def answer_review(  # noqa: PLR0917 (one call, as the form answers)
    session: Session,
    office: Organisation,
    question_id: int,
    round: int,
    answers: Mapping[int, str],
    official_key: str,
    reason: str,
    now: datetime,
) -> Answered:
    """Write the answer to a review: `answers` maps a place in the form to one of CHOICES.

    What is left out or «решить позже» returns to the queue; an empty answer decides nothing.
    «Ответить» leaves the comment and puts it among the residents' questions. A
    comment that its author changed or took away since the form was made stays undecided: the
    specialist saw another text. So does a removal without a `reason` (`is_told`): nobody could
    explain it later. So does a comment of the official's own while another may rule. The
    caller's transaction must end without an error.
    """
    question = locked(session, question_id)
    if question is None or question.organisation != office.key or question.topic != Topic.REVIEW:
        return _refused("такого вопроса нет")
    said, problem = _said(question, answers)
    if problem:
        return _refused(problem)
    if question.stage is Stage.ANSWERED and question.answered_by == official_key:
        rulings = session.scalars(select(Ruling).filter_by(question_id=question.id)).all()
        if _same(question, said, rulings):
            left = len(question.comments) - len(rulings)
            return Answered(len(rulings), left, repeated=True)
    problem = closed(office, question, round, now) or _unfit(office, question, official_key, now)
    if problem:
        return _refused(problem)
    ruled, notes = 0, []
    for place in question.comments:
        verdict = said.get(place.position)
        if verdict is None:
            continue
        note = (
            _unexplained(verdict, reason)
            or _stale(session, place)
            or _own(office, place, official_key, now)
            or _rule(
                session,
                office,
                question,
                place,
                said=verdict,
                official_key=official_key,
                reason=reason,
                now=now,
            )
        )
        if note:
            notes.append(f"Комментарий {place.position}: {note}")
        else:
            ruled += 1
    why = "ответ получен" if ruled else "ответ получен, решений в нём нет"
    end_question(session, question, Stage.ANSWERED, why, now, by=official_key)
    return Answered(ruled, len(question.comments) - ruled, notes=tuple(notes))


def _said(question: Question, answers: Mapping[int, str]) -> tuple[dict[int, Said], str | None]:
    places = {place.position for place in question.comments}
    said: dict[int, Said] = {}
    for position, choice in answers.items():
        if position not in places:
            return {}, f"в форме нет комментария под номером {position}"
        if choice not in CHOICES:
            return {}, f"неизвестный выбор «{choice}» у комментария {position}"
        said[position] = CHOICES[choice]
    return said, None


def _same(question: Question, said: dict[int, Said], rulings: Sequence[Ruling]) -> bool:
    """Whether the rulings written for this question are what this answer says."""
    by_version = {place.version_id: said.get(place.position) for place in question.comments}
    return all(by_version.get(r.version_id) == (r.verdict, r.ground) for r in rulings) and (
        bool(rulings) or not any(said.values())
    )


def _unfit(
    office: Organisation, question: Question, official_key: str, now: datetime
) -> str | None:
    known = next((o for o in office.official if o.key == official_key), None)
    if known is None:
        return f"сотрудника с ключом «{official_key}» в organisation.toml нет"
    if not known.office.rules_on_comments:
        return f"{known.title} не решает о комментариях: это дело отдела ИТ (п. 3.1 и 4.2)"
    if known not in reviewers(office, now):
        return f"полномочия не действуют сегодня: {known.title}"
    if official_key not in question.officials:
        return f"вопрос задан не этому сотруднику: {known.title}"
    return None


def _unexplained(said: tuple[Verdict, Ground | None], reason: str) -> str | None:
    if said[0] is Verdict.REMOVE and not is_told(reason):
        return "нет пояснения к удалению (не короче трёх букв); решение не записано."
    return None


def _own(office: Organisation, place: Reservation, official_key: str, now: datetime) -> str | None:
    """Why that official does not rule on this comment; where nobody else may, he has to."""
    who, author = office.official_by_key(official_key), place.comment.author
    why = why_his(who, author)
    others = [one for one in reviewers(office, now) if not why_his(one, author)]
    if not why or not others:
        return None
    return f"{why} ({who.title}): решает другой сотрудник; решение не записано."


def _stale(session: Session, place: Reservation) -> str | None:
    newer = session.scalars(
        select(CommentVersion.id)
        .filter_by(comment_id=place.comment_id)
        .order_by(CommentVersion.number.desc())
        .limit(1)
    ).one()
    if newer != place.version_id:
        return "автор изменил текст после того, как форма была показана; решение не записано."
    if place.comment.gone_at is not None:
        return "комментария на странице больше нет; решение не записано."
    return None


def _rule(
    session: Session,
    office: Organisation,
    question: Question,
    place: Reservation,
    *,
    said: tuple[Verdict, Ground | None],
    official_key: str,
    reason: str,
    now: datetime,
) -> str | None:
    written = insert_once(
        session,
        Ruling,
        organisation=question.organisation,
        comment_id=place.comment_id,
        version_id=place.version_id,
        question_id=question.id,
        verdict=said[0],
        ground=said[1],
        reason=reason.strip()[:2000],
        official=official_key,
        made_at=now,
    )
    if written and said[0] is Verdict.ANSWER:
        note_ruled(session, office, place.version, now)
    return None if written else "об этом тексте уже есть решение; второе не записано."


def _refused(why: str) -> Answered:
    return Answered(
        refused=f"Ответ не принят: {why}. Не сделано: ни одного решения не записано."
        " Что делать: откройте свежую форму «Разбор нарушений» в списке запусков."
    )
