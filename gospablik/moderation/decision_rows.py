"""Writing a decision with all that follows from it (clause 4.3): the one place that does."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.ledger.letters import order_mail
from gospablik.letters import LetterKey
from gospablik.moderation.codes import CASE_ENDED, void_codes
from gospablik.moderation.decided import acts_from, block_action, block_end, last_decision
from gospablik.moderation.evidence import deciders
from gospablik.moderation.said import Said
from gospablik.organisation import Organisation
from gospablik.regulation import Office
from gospablik.store.decisions import (
    Decision,
    DecisionVerdict,
    Document,
    Ended,
    Proposal,
    ProposalStage,
    Way,
)
from gospablik.store.ledger import Kind, State

LETTER, ENDED_LETTER = "decided", "ended"
"""Topics of the letters about a decision; their row is the `Decision`."""


def write_decision(  # noqa: PLR0917 (one row, one call)
    session: Session,
    office: Organisation,
    proposal: Proposal,
    said: Said,
    way: Way,
    now: datetime,
    *,
    paper: Document | None = None,
) -> int:
    """The decision, its block and its letters in the caller's transaction; answers its id.

    The proposal is held by `locked_proposal`, and all gates are passed. What was decided before is
    replaced. A block begins when it can be stopped no more, and its days count from then on.
    """
    blocks = said.verdict is DecisionVerdict.BLOCK
    days = said.days if blocks else None
    acts_at = acts_from(office, now)
    before = last_decision(session, proposal.id, lock=True)
    if before and before.ended is None:
        end(session, before, Ended.REPLACED, said.reason, now, by=said.official)
    decision = Decision(
        organisation=office.key,
        proposal_id=proposal.id,
        number=before.number + 1 if before else 1,
        official=said.official,
        verdict=said.verdict,
        days=days,
        until=acts_at + timedelta(days=days) if days else None,
        reason=said.reason,
        evidence=proposal.evidence,
        decided_at=now,
        acts_at=acts_at,
        way=way,
        document=paper,
    )
    session.add(decision)
    proposal.stage = ProposalStage.DECIDED
    session.flush()
    void_codes(session, proposal.id, CASE_ENDED, now)
    if blocks:
        book.record(
            session,
            organisation=office.key,
            kind=Kind.BLOCK,
            page=proposal.page,
            subject=str(decision.id),
            now=now,
            not_before=_first_try(office, acts_at, now),
            not_after=decision.until,
        )
    told = [said.official, before.official] if before else [said.official]
    tell(session, office, LETTER, decision.id, now, also=told)
    return decision.id


def _first_try(office: Organisation, acts_at: datetime, now: datetime) -> datetime:
    """Where answers are read, a СТОП of the last minute is read first (`effects/block.py`)."""
    waits = acts_at > now and office.mail.inbox is not None
    return acts_at + timedelta(minutes=10) if waits else acts_at


def end(
    session: Session, decision: Decision, how: Ended, why: str, now: datetime, *, by: str | None
) -> None:
    """A decision holds no more; its block, if it is not begun, is taken back."""
    decision.ended, decision.ended_at = how, now
    decision.ended_by, decision.ended_because = by, why
    session.flush()
    action = block_action(session, decision, lock=True)
    if action:
        book.cancel(session, action.id, why=f"решение {how.value}", now=now)


def end_block(
    session: Session, decision: Decision, how: Ended, why: str, now: datetime, *, by: str | None
) -> None:
    """The same of one whose block may stand already: then access is given back, too.

    The proposal is held by `locked_proposal`.
    """
    block = block_action(session, decision, lock=True)
    untouched = block is None or (block.state is State.DUE and block.first_claimed_at is None)
    came_to_nothing = block is not None and block.state in (State.CANCELLED, State.MISSED)
    end(session, decision, how, why, now, by=by)
    void_codes(session, decision.proposal_id, CASE_ENDED, now)
    if not untouched and not came_to_nothing:
        order_end(session, decision, now)


def order_end(
    session: Session, decision: Decision, now: datetime, *, not_before: datetime | None = None
) -> None:
    """Order access to be given back, now or then; once more if the order before came to nothing."""
    before = block_end(session, decision, lock=True)
    key = {
        "organisation": decision.organisation, "kind": Kind.UNBLOCK,
        "page": decision.proposal.page, "subject": str(decision.id),
    }  # fmt: skip
    if before is None or before.state in (State.REJECTED, State.CANCELLED, State.MISSED):
        revision = before.revision + 1 if before else 1
        book.record(session, **key, now=now, revision=revision, not_before=not_before)  # type: ignore[arg-type]
    elif not_before is None:
        book.hasten(session, **key, now=now)  # type: ignore[arg-type]


def tell(
    session: Session,
    office: Organisation,
    topic: str,
    row: int,
    now: datetime,
    *,
    also: list[str],
    revision: int = 1,
) -> None:
    """Order the letter to the head, all deputies, the head of the IT department and `also`."""
    readers = [o.key for o in (*deciders(office, now), *office.acting(now, Office.IT_HEAD))]
    known = {one.key for one in office.official}
    for reader in dict.fromkeys([*readers, *(key for key in also if key in known)]):
        key = LetterKey(topic, row, reader)
        order_mail(session, office.key, key, now, revision=revision)
