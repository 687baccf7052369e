"""What a case rests on, computed anew at each look, and who decides blocks (clause 4.3)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.in_force import in_force
from gospablik.moderation.proof import proof_of, verify
from gospablik.moderation.statement import sha256
from gospablik.moderation.violations import repeat, standing
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.decisions import Decision, Proposal


def deciders(office: Organisation, now: datetime) -> list[Official]:
    """Those who may decide about a block at that moment (clause 4.3)."""
    return office.acting(now, *(o for o in Office if o.decides_blocks))


def evidence_now(session: Session, proposal: Proposal) -> str | None:
    """The digest over the seals as they stand now; None when the case stands no more.

    That is when a ruling was annulled, a proof does not verify, or what is left is no repetition.
    """
    rulings = repeat(standing(session, proposal.author_id, among=proposal.rulings))
    if rulings is None or sorted(rulings) != sorted(proposal.rulings):
        return None
    return evidence_of(session, rulings)


def evidence_of(session: Session, rulings: tuple[int, ...]) -> str | None:
    """SHA-256 over the sorted seals; None if a proof is missing or does not verify."""
    seals = []
    for ruling_id in rulings:
        proof = proof_of(session, ruling_id)
        if proof is None or verify(session, proof.id):
            return None
        seals.append(proof.seal)
    return sha256("\n".join(sorted(seals)))


def other_block(session: Session, decision_id: int, at: datetime) -> int | None:
    """Another decision to block the same author that is in force at that moment (aware).

    Its row id; of several, that of the longest term; one that was stopped or replaced is none.
    """
    author = session.get_one(Decision, decision_id).proposal.author_id
    return session.scalar(
        select(Decision.id)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(
            Proposal.author_id == author,
            Decision.id != decision_id,
            in_force(at),
        )
        .order_by(Decision.until.is_not(None), Decision.until.desc())
        .limit(1)
    )
