"""The decision of the head or a deputy about a block (clause 4.3): the one writer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger.book import record
from gospablik.letters import LetterKey
from gospablik.moderation.block_case import (
    MOST_DAYS,
    BlockCase,
    BlockViolation,
    block_case,
)
from gospablik.moderation.codes import CASE_ENDED, use_code, void_codes, was_used
from gospablik.moderation.proposals import deciders, evidence_now, locked_proposal
from gospablik.moderation.questions import BY_REPLY, end_question, locked
from gospablik.organisation import Organisation
from gospablik.regulation import Office
from gospablik.store.decisions import Decision, DecisionVerdict, Proposal, ProposalStage, Way
from gospablik.store.ledger import Kind
from gospablik.store.review import Question, Ruling, Stage, Topic
from gospablik.store.session import Store

__all__ = [
    "BlockCase",
    "BlockViolation",
    "Decided",
    "Said",
    "block_case",
    "decide",
    "decide_within",
]


_ENDED = {Way.FORM: "решение принято", Way.REPLY: BY_REPLY}


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of an answer. `refused`: why nothing was decided, in Russian.

    `round`: the round to be asked now, None when there is nothing to ask any more. `repeated`:
    this very decision was already written (the run was killed after it).
    """

    decision_id: int | None = None
    refused: str | None = None
    round: int | None = None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What an official answered: the key, the verdict, days from 1, the reason, the typed code."""

    official: str
    verdict: DecisionVerdict | None
    days: int | None
    reason: str
    code: str


def decide(  # noqa: PLR0917 (one call, as the form answers)
    store: Store,
    office: Organisation,
    question_id: int,
    round: int,
    official_key: str,
    verdict: DecisionVerdict | str,
    days: int | None,
    reason: str,
    typed_code: str,
    now: datetime,
) -> Decided:
    """Write a decision with all that follows from it, or refuse in words and change nothing else.

    The code is used up and a wrong one counted also when the decision is refused. A refusal ends
    the round: the question is asked anew under the round that is answered. The block itself and
    the letters about it are ledger actions, recorded in the same transaction.
    """
    known = next((v for v in DecisionVerdict if v == verdict), None)
    said = Said(official_key, known, days, " ".join(reason.split()), typed_code)
    with store.write() as session:
        return decide_within(session, office, question_id, said, now, round=round)


def decide_within(
    session: Session,
    office: Organisation,
    question_id: int,
    said: Said,
    now: datetime,
    *,
    round: int | None,
) -> Decided:
    """The same in the caller's transaction, which must be committed whatever comes of it.

    `round` None: said in a reply to the letter. There is no form to go out of date then, so a
    refusal leaves the question's form, which waits beside it, as it is.
    """
    question = locked(session, question_id)
    if (
        question is None
        or question.organisation != office.key
        or question.topic is not Topic.BLOCK
        or question.proposal_id is None
    ):
        return _refused("такого вопроса нет", None)
    proposal = locked_proposal(session, question.proposal_id)
    made = _already(session, office, question, proposal, said)
    if made:
        return Decided(made.id, repeated=True)
    # First of all: a code that somebody saw is spent, whatever else is wrong.
    code_problem = use_code(session, office, proposal, said.official, said.code, now)
    problem = _closed(question, proposal, now)
    if problem:
        return _refused(problem, None)
    if round is not None and question.round != round:
        return _refused("форма устарела, вопрос задан заново", question.round)
    problem = (
        _unentitled(session, office, proposal, question, official_key=said.official, now=now)
        or _incomplete(said)
        or code_problem
        or _changed(session, proposal)
    )
    if problem:
        if round is not None:
            question.round += 1
            question.run = None
        return _refused(problem, question.round)
    way = Way.REPLY if round is None else Way.FORM
    return Decided(_write(session, office, question, proposal, said, way=way, now=now))


def _closed(question: Question, proposal: Proposal, now: datetime) -> str | None:
    if question.stage is Stage.ANSWERED:
        return "по этому делу уже решено; второй ответ не принят"
    if question.stage is Stage.WITHDRAWN or proposal.stage is not ProposalStage.OPEN:
        return f"вопрос отозван ({question.ended_because or 'предложение закрыто'})"
    if question.until <= now or proposal.until <= now:
        return "срок решения вышел, автор не заблокирован"
    return None


def _unentitled(
    session: Session,
    office: Organisation,
    proposal: Proposal,
    question: Question,
    *,
    official_key: str,
    now: datetime,
) -> str | None:
    official = next((o for o in office.official if o.key == official_key), None)
    if official is None:
        return f"должностного лица с ключом «{official_key}» в organisation.toml нет"
    if not official.office.decides_blocks:
        return f"о блокировке решают Глава и заместители (п. 4.3), а это {official.title}"
    if official not in deciders(office, now):
        return f"полномочия не действуют сегодня: {official.title}"
    if official_key not in question.officials:
        return f"вопрос задан не этому лицу: {official.title}"
    ruled = session.scalars(select(Ruling.official).where(Ruling.id.in_(proposal.rulings)))
    if official_key in set(ruled):
        return f"{official.title} решал об удалении в этом же деле; решить должен другой"
    return None


def _incomplete(answer: Said) -> str | None:
    if answer.verdict is None:
        return "не выбрано, блокировать или нет"
    if not answer.reason:
        return "не указана причина решения"
    if answer.verdict is DecisionVerdict.BLOCK and not 1 <= (answer.days or 0) <= MOST_DAYS:
        return f"срок блокировки — от 1 до {MOST_DAYS} дней, а указано: {answer.days}"
    return None


def _changed(session: Session, proposal: Proposal) -> str | None:
    if evidence_now(session, proposal) == proposal.evidence:
        return None
    return "нарушения или доказательства изменились после открытия дела, оно будет снято"


def _write(
    session: Session,
    office: Organisation,
    question: Question,
    proposal: Proposal,
    answer: Said,
    *,
    way: Way,
    now: datetime,
) -> int:
    blocks = answer.verdict is DecisionVerdict.BLOCK
    days = answer.days if blocks else None
    decision = Decision(
        organisation=office.key,
        proposal_id=proposal.id,
        official=answer.official,
        verdict=answer.verdict,
        days=days,
        until=now + timedelta(days=days) if days else None,
        reason=answer.reason,
        evidence=proposal.evidence,
        decided_at=now,
        way=way,
    )
    session.add(decision)
    proposal.stage = ProposalStage.DECIDED
    session.flush()
    void_codes(session, proposal.id, CASE_ENDED, now)
    end_question(session, question, Stage.ANSWERED, _ENDED[way], now, by=answer.official)
    if blocks:
        record(
            session,
            organisation=office.key,
            kind=Kind.BLOCK,
            page=proposal.page,
            subject=str(decision.id),
            now=now,
            not_after=decision.until,
        )
    for reader in (*deciders(office, now), *office.acting(now, Office.IT_HEAD)):
        record(
            session,
            organisation=office.key,
            kind=Kind.MAIL,
            page="",
            subject=str(LetterKey("decided", decision.id, reader.key)),
            now=now,
        )
    return decision.id


def _already(
    session: Session,
    office: Organisation,
    question: Question,
    proposal: Proposal,
    answer: Said,
) -> Decision | None:
    """The decision that this very answer, replayed after a kill, has made."""
    if question.stage is not Stage.ANSWERED or question.answered_by != answer.official:
        return None
    made = session.scalars(select(Decision).filter_by(proposal_id=proposal.id)).first()
    same = (
        made is not None
        and (made.verdict, made.reason) == (answer.verdict, answer.reason)
        and (made.days in (None, answer.days))
        and was_used(session, office, proposal, answer.official, answer.code)
    )
    return made if same else None


def _refused(why: str, round_now: int | None) -> Decided:
    todo = (
        "дождитесь новой формы «Решение о блокировке» и, если код погашен, письма с новым кодом"
        if round_now
        else "ничего; если случай повторится, придёт новое письмо"
    )
    return Decided(
        refused=f"Решение не записано: {why}. Не сделано: автор не заблокирован по этому ответу."
        f" Что делать: {todo}.",
        round=round_now,
    )
