"""The decision of the head or a deputy about a block (clause 4.3): by form or by reply."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation import decision_gates as gates
from gospablik.moderation.codes import use_code, was_used
from gospablik.moderation.decided import last_decision, may_change, waits
from gospablik.moderation.decision_rows import write_decision
from gospablik.moderation.decision_words import stands_words
from gospablik.moderation.in_force import is_in_force
from gospablik.moderation.proposals import locked_proposal
from gospablik.moderation.questions import BY_REPLY, end_question, locked
from gospablik.moderation.said import Decided, Said
from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, DecisionVerdict, Proposal, ProposalStage, Way
from gospablik.store.review import Question, Stage, Topic
from gospablik.store.session import Store


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
    refusal leaves the question's form, which waits beside it, as it is; and a case that is decided
    may be decided otherwise, by the head.
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
    if round is None and proposal.stage is ProposalStage.DECIDED:
        return _otherwise(session, office, proposal, said, Way.REPLY, now=now)
    made = _already(session, office, proposal, said)
    if made:
        return Decided(made.id, repeated=True)
    # First of all: a code that somebody saw is spent, whatever else is wrong.
    code_problem = use_code(session, office, proposal, said.official, said.code, now)
    problem = gates.closed(question, proposal, now)
    if problem:
        return _refused(problem, None)
    if round is not None and question.round != round:
        return _refused("форма устарела, вопрос задан заново", question.round)
    problem = (
        _unentitled(session, office, proposal, said, now)
        or _not_asked(office, question, said.official)
        or gates.incomplete(said)
        or code_problem
        or gates.evidence_changed(session, proposal)
    )
    if problem:
        if round is not None:
            question.round += 1
            question.run = None
        return _refused(problem, question.round)
    way, ended = (Way.REPLY, BY_REPLY) if round is None else (Way.FORM, "решение принято")
    end_question(session, question, Stage.ANSWERED, ended, now, by=said.official)
    return Decided(write_decision(session, office, proposal, said, way, now))


def decide_otherwise(
    session: Session, office: Organisation, proposal_id: int, said: Said, now: datetime
) -> Decided:
    """What the head says of a decided case in the form «Остановить решение»."""
    proposal = locked_proposal(session, proposal_id)
    return _otherwise(session, office, proposal, said, Way.FORM, now=now)


def _otherwise(
    session: Session,
    office: Organisation,
    proposal: Proposal,
    said: Said,
    way: Way,
    *,
    now: datetime,
) -> Decided:
    made = _already(session, office, proposal, said)
    if made:
        return Decided(made.id, repeated=True)
    code_problem = use_code(session, office, proposal, said.official, said.code, now)
    problem = (
        gates.settled(session, office, proposal, said.official, now)
        or _unentitled(session, office, proposal, said, now)
        or gates.incomplete(said)
        or code_problem
        or gates.evidence_changed(session, proposal)
    )
    if problem:
        return _kept(session, office, proposal, said.official, problem, now=now)
    return Decided(write_decision(session, office, proposal, said, way, now))


def _unentitled(
    session: Session, office: Organisation, proposal: Proposal, said: Said, now: datetime
) -> str | None:
    today = office.local(now).date()
    return gates.unentitled(session, office, proposal, said.official, today)


def _not_asked(office: Organisation, question: Question, official_key: str) -> str | None:
    if official_key in question.officials:
        return None
    return f"вопрос задан не этому лицу: {office.title_of(official_key)}"


def _already(
    session: Session, office: Organisation, proposal: Proposal, said: Said
) -> Decision | None:
    """The decision that this very answer, replayed after a kill, has made."""
    rows = session.scalars(
        select(Decision)
        .filter_by(proposal_id=proposal.id, official=said.official, reason=said.reason)
        .where(Decision.verdict == said.verdict)
        .order_by(Decision.number.desc())
    )
    made = next((one for one in rows if one.days in (None, said.days)), None)
    used = made and was_used(session, office, proposal, said.official, said.code)
    return made if used else None


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
        why=why,
    )


def _kept(
    session: Session,
    office: Organisation,
    proposal: Proposal,
    official_key: str,
    why: str,
    *,
    now: datetime,
) -> Decided:
    """What is told to whom could not decide a decided case otherwise: what holds, what to do."""
    last = last_decision(session, proposal.id)
    who = gates.find(office, official_key)
    if last is None:
        return _refused(why, None)
    if who and may_change(session, office, last, who, now):
        todo = (
            "решите снова: ответом на последнее письмо о решении или в форме «Остановить решение»"
            f" (дело № {proposal.id}); если код погашен, придёт письмо с новым"
        )
    elif waits(session, last):
        todo = (
            "пока блокировка не началась, её останавливает слово СТОП или форма «Остановить"
            f" решение» (дело № {proposal.id})"
        )
    elif is_in_force(session, last.id, now):
        todo = "снять её можно по «Просьбе о разблокировке»"
    else:
        todo = "ничего; если случай повторится, придёт новое письмо"
    return Decided(
        refused=f"Решение не записано: {why}. Не сделано: {stands_words(office, last)}."
        f" Что делать: {todo}.",
        why=why,
    )
