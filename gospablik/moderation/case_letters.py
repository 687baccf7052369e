"""Ordering the letters with codes: who of those entitled to decide has none in hand."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger.book import newest, record
from gospablik.letters import LetterKey
from gospablik.moderation.codes import live_code
from gospablik.moderation.evidence import impartial
from gospablik.moderation.proof import may_act
from gospablik.organisation import Organisation
from gospablik.store.decisions import Proposal, ProposalStage
from gospablik.store.ledger import Kind, State

MOST_LETTERS = 5
"""Letters with a new code to one official in one case; somebody who keeps guessing gets no more."""


def order_case_letters(session: Session, office: Organisation, now: datetime) -> int:
    """Order a letter with a code for each official entitled to decide who has no live code.

    Not about a page in «наблюдение»: the decision would not be carried out.
    """
    ordered = 0
    for proposal in session.scalars(
        select(Proposal)
        .filter_by(organisation=office.key, stage=ProposalStage.OPEN)
        .where(Proposal.until > now)
        .order_by(Proposal.id)
    ).all():
        if not may_act(office, proposal.page):
            continue
        for official in impartial(session, office, tuple(proposal.rulings), now):
            subject = str(LetterKey("case", proposal.id, official.key))
            last = newest(
                session, organisation=office.key, kind=Kind.MAIL, page="", subject=subject
            )
            # A letter on its way, or refused for good, is not made better by another one.
            if last and (
                last.state is not State.CONFIRMED
                or last.revision >= MOST_LETTERS
                or live_code(session, proposal.id, official.key, now)
            ):
                continue
            ordered += record(
                session,
                organisation=office.key,
                kind=Kind.MAIL,
                page="",
                subject=subject,
                revision=last.revision + 1 if last else 1,
                now=now,
                not_after=proposal.until,
            )
    return ordered
