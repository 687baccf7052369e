"""Proposals that nobody decided in time, or that rest on nothing more: not blocked (4.3)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger.letters import order_mail, readers_of
from gospablik.letters import LetterKey
from gospablik.moderation.case_letters import TOPIC as CASE
from gospablik.moderation.codes import CASE_ENDED, void_codes
from gospablik.moderation.evidence import evidence_now
from gospablik.moderation.proposals import locked_proposal, open_question
from gospablik.moderation.questions import withdraw
from gospablik.organisation import Organisation
from gospablik.regulation import Office
from gospablik.store.decisions import Lapse, Proposal, ProposalStage

TOPIC = "lapsed"
WHY = {
    Lapse.TERM: "за десять рабочих дней решения не было: автор не заблокирован",
    Lapse.CHANGED: "нарушения или доказательства изменились: предложение снято",
}
"""What stands in place of the question then."""


def lapse_old(session: Session, office: Organisation, now: datetime) -> list[Proposal]:
    """End proposals whose term is over or whose violations stand no more: not blocked.

    Orders a letter of it to everybody who was asked, and to the head of the IT department.
    """
    lapsed = []
    for proposal_id in session.scalars(
        select(Proposal.id)
        .filter_by(organisation=office.key, stage=ProposalStage.OPEN)
        .order_by(Proposal.id)
    ).all():
        question = open_question(session, proposal_id)
        proposal = locked_proposal(session, proposal_id)
        why = _why(session, proposal, now)
        if why is None:
            continue
        proposal.stage = ProposalStage.LAPSED
        proposal.lapsed_at, proposal.lapsed_because = now, why
        void_codes(session, proposal.id, CASE_ENDED, now)
        if question:
            withdraw(session, question.id, WHY[why], now)
        for reader in _readers(session, office, proposal, now):
            order_mail(session, office.key, LetterKey(TOPIC, proposal.id, reader), now)
        lapsed.append(proposal)
    session.flush()
    return lapsed


def _why(session: Session, proposal: Proposal, now: datetime) -> Lapse | None:
    """Why the proposal is to be closed undecided; None if it is not."""
    if proposal.stage is not ProposalStage.OPEN:
        return None
    if proposal.until <= now:
        return Lapse.TERM
    return None if evidence_now(session, proposal) == proposal.evidence else Lapse.CHANGED


def _readers(
    session: Session, office: Organisation, proposal: Proposal, now: datetime
) -> list[str]:
    """Who of those written to about the case is in office, and the head of the IT department.

    Nobody if no letter of the case was ordered.
    """
    asked = readers_of(session, office.key, CASE, proposal.id)
    today = office.local(now).date()
    in_office = {one.key for one in office.official if one.acting(today)}
    told = [*asked, *(one.key for one in office.acting(now, Office.IT_HEAD))] if asked else []
    return [key for key in dict.fromkeys(told) if key in in_office]
