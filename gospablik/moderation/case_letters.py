"""Ordering the letters with codes: who of those entitled to decide has none in hand, or waits long.

All letters to one official in one case are revisions of one mail action: while one is on its way,
no other is ordered, and each carries a code that voids the one before.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.ledger.book import newest
from gospablik.ledger.letters import order_mail
from gospablik.letters import LetterKey
from gospablik.moderation.codes import live_code
from gospablik.moderation.impartiality import impartial
from gospablik.moderation.proof import may_act
from gospablik.organisation import Official, Organisation
from gospablik.store.decisions import Proposal, ProposalStage
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.once import insert_once
from gospablik.store.reminders import CaseReminder
from gospablik.working_time import after_working_days

TOPIC = "case"
MOST_LETTERS = 5
"""Letters with a new code to one official in one case; somebody who keeps guessing gets no more."""
REMIND_AFTER = (1, 3)
"""Working days since an official's first letter."""


def order_case_letters(session: Session, office: Organisation, now: datetime) -> int:
    """Order a letter with a code for each official entitled to decide who has no live code.

    Not about a page in «наблюдение»: the decision would not be carried out.
    """
    ordered = 0
    for proposal, official in _who_decides(session, office, now):
        last = _last(session, proposal, official)
        # A letter on its way, or refused for good, is not made better by another one.
        if last and (
            last.state is not State.CONFIRMED
            or last.revision - _reminders(session, proposal, official) >= MOST_LETTERS
            or live_code(session, proposal.id, official.key, now)
        ):
            continue
        ordered += _order(session, proposal, official, last.revision + 1 if last else 1, now)
    return ordered


def order_reminders(session: Session, office: Organisation, now: datetime) -> int:
    """Remind each who may still decide, one and three working days after his first letter.

    A pass that comes late orders the later one alone. Not while a letter is on its way.
    """
    ordered = 0
    for proposal, official in _who_decides(session, office, now):
        last = _last(session, proposal, official)
        first = _first_told(session, proposal, official)
        if first is None or last is None or last.state is not State.CONFIRMED:
            continue
        due = [days for days in REMIND_AFTER if after_working_days(office, first, days) <= now]
        if not due:
            continue
        new = insert_once(
            session,
            CaseReminder,
            organisation=office.key,
            proposal_id=proposal.id,
            official=official.key,
            after=due[-1],
            revision=last.revision + 1,
        )
        if new:
            ordered += _order(session, proposal, official, last.revision + 1, now)
    return ordered


def reminds(session: Session, proposal_id: int, official: str, revision: int) -> bool:
    """Whether the case's letter of that revision is a reminder."""
    query = select(CaseReminder.id).filter_by(
        proposal_id=proposal_id, official=official, revision=revision
    )
    return session.scalars(query).first() is not None


def _who_decides(
    session: Session, office: Organisation, now: datetime
) -> Iterator[tuple[Proposal, Official]]:
    """Each open case with each who may decide it now."""
    for proposal in session.scalars(
        select(Proposal)
        .filter_by(organisation=office.key, stage=ProposalStage.OPEN)
        .where(Proposal.until > now)
        .order_by(Proposal.id)
    ).all():
        if may_act(office, proposal.page):
            for official in impartial(session, office, tuple(proposal.rulings), now):
                yield proposal, official


def _subject(proposal: Proposal, official: Official) -> str:
    return str(LetterKey(TOPIC, proposal.id, official.key))


def _last(session: Session, proposal: Proposal, official: Official) -> Action | None:
    return newest(
        session,
        organisation=proposal.organisation,
        kind=Kind.MAIL,
        page="",
        subject=_subject(proposal, official),
    )


def _first_told(session: Session, proposal: Proposal, official: Official) -> datetime | None:
    """When the first letter of the case surely went to that official."""
    return session.scalar(
        select(func.min(Action.state_since)).where(
            Action.organisation == proposal.organisation,
            Action.kind == Kind.MAIL,
            Action.subject == _subject(proposal, official),
            Action.state == State.CONFIRMED,
        )
    )


def _reminders(session: Session, proposal: Proposal, official: Official) -> int:
    query = select(func.count(CaseReminder.id)).filter_by(
        proposal_id=proposal.id, official=official.key
    )
    return session.scalar(query) or 0


def _order(
    session: Session, proposal: Proposal, official: Official, revision: int, now: datetime
) -> bool:
    key = LetterKey(TOPIC, proposal.id, official.key)
    return order_mail(
        session, proposal.organisation, key, now, revision=revision, not_after=proposal.until
    )
