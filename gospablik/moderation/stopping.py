"""Stopping a decision to block while it waits, and what falls by itself (clause 4.3).

Whoever may decide may stop: it is the mildest that can be said of a case. Nobody but the head
stops what the head decided after a stop or in place of a deputy, or two would stop each other for
ever.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.codes import CASE_ENDED, USED_TO_STOP, use_code, void_codes, was_used
from gospablik.moderation.decided import is_head, last_decision, waits
from gospablik.moderation.decision_gates import find
from gospablik.moderation.decision_rows import ENDED_LETTER, end, tell
from gospablik.moderation.evidence import deciders, evidence_now
from gospablik.moderation.proposals import locked_proposal
from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, DecisionVerdict, Ended, Proposal
from gospablik.store.session import Store

SHORTEST_REASON = 3
EVIDENCE = "нарушения отменены или доказательства изменились после решения"
"""Why a decision falls at the moment of acting."""


@dataclass(frozen=True, slots=True)
class SaidStop:
    """Who stops (an official's key), why, and the typed code."""

    official: str
    reason: str
    code: str


@dataclass(frozen=True, slots=True)
class Stopped:
    """The decision that was stopped, or `refused`: why none was, in Russian.

    `repeated`: this very word was taken before.
    """

    decision_id: int | None = None
    refused: str | None = None
    repeated: bool = False


def stop_within(
    session: Session, office: Organisation, proposal_id: int, said: SaidStop, now: datetime
) -> Stopped:
    """Stop the decision of that case that waits, in the caller's transaction.

    It must be committed whatever comes of it: a code that was seen is spent. All in charge are told
    by letter; nobody is blocked, and the head may decide anew.
    """
    proposal = session.get(Proposal, proposal_id)
    if proposal is None or proposal.organisation != office.key:
        return Stopped(refused="такого дела нет")
    proposal = locked_proposal(session, proposal_id)
    made = _already(session, office, proposal, said)
    if made:
        return Stopped(made.id, repeated=True)
    code_problem = use_code(
        session, office, proposal, said.official, said.code, now, used=USED_TO_STOP
    )
    decision = last_decision(session, proposal_id, lock=True)
    problem = (
        _unentitled(office, decision, said.official, now)
        or _too_late(session, office, decision)
        or (None if len(said.reason) >= SHORTEST_REASON else "не указана причина")
        or code_problem
    )
    if problem or decision is None:
        return Stopped(refused=problem)
    end(session, decision, Ended.STOPPED, said.reason, now, by=said.official)
    void_codes(session, proposal_id, CASE_ENDED, now)
    tell(session, office, ENDED_LETTER, decision.id, now, also=[decision.official, said.official])
    return Stopped(decision.id)


def fall(store: Store, office: Organisation, decision_id: int, now: datetime) -> None:
    """End a decision whose violations stand no more at the moment of acting, and tell all.

    Called twice, it is done once; a decision that holds stays as it is.
    """
    with store.write() as session:
        decision = session.get_one(Decision, decision_id)
        proposal = locked_proposal(session, decision.proposal_id)
        session.refresh(decision)
        if decision.ended or decision.evidence == evidence_now(session, proposal):
            return
        end(session, decision, Ended.FELL, EVIDENCE, now, by=None)
        void_codes(session, proposal.id, CASE_ENDED, now)
        tell(session, office, ENDED_LETTER, decision.id, now, also=[decision.official])


def _unentitled(
    office: Organisation, decision: Decision | None, official_key: str, now: datetime
) -> str | None:
    official = find(office, official_key)
    if official is None:
        return f"должностного лица с ключом «{official_key}» в organisation.toml нет"
    if official not in deciders(office, now):
        who = f"а это {official.title}"
        return f"остановить могут Глава и заместители, чьи полномочия действуют, {who}"
    if decision and decision.number > 1 and not is_head(official):
        return "это второе решение по делу, его принял Глава, и остановить его может только Глава"
    return None


def _too_late(session: Session, office: Organisation, decision: Decision | None) -> str | None:
    if decision is None:
        return "по этому делу ещё не решено, останавливать нечего; не блокировать — ОТКАЗАТЬ"
    if decision.ended:
        return f"решение уже не действует: {decision.ended.value}"
    if decision.verdict is DecisionVerdict.REFUSE:
        return "решено не блокировать, останавливать нечего"
    if waits(session, decision):
        return None
    when = office.local(decision.acts_at)
    return (
        f"поздно: решение вступило в силу {when:%d.%m.%Y %H:%M}; снять блокировку раньше срока"
        " можно по «Просьбе о разблокировке»"
    )


def _already(
    session: Session, office: Organisation, proposal: Proposal, said: SaidStop
) -> Decision | None:
    """The decision that this very word, replayed after a kill, has stopped."""
    made = session.scalars(
        select(Decision).filter_by(
            proposal_id=proposal.id,
            ended=Ended.STOPPED,
            ended_by=said.official,
            ended_because=said.reason,
        )
    ).first()
    used = made and was_used(session, office, proposal, said.official, said.code, used=USED_TO_STOP)
    return made if used else None
