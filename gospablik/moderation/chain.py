"""The chain of proofs looked through as a whole (clause 4.2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.proof import head, verify_chain
from gospablik.organisation import Organisation
from gospablik.store.review import Proof, ProofContent


@dataclass(frozen=True, slots=True)
class ChainSeen:
    """`rows` of the chain, `erased`: whose words are erased by now; the last one's `number` and

    `seal`, sealed at `last_at` (UTC); `broken`: the first bad row in words, None if all hold;
    `by_itself`: so it is without the row that was asked about.
    """

    rows: int
    erased: int
    number: int
    seal: str
    last_at: datetime | None
    broken: str | None
    by_itself: bool


def chain_seen(
    session: Session, office: Organisation, number: int = 0, seal: str = ""
) -> ChainSeen:
    """Every row verified; with `number` and `seal` of an earlier day also that it is still so.

    A chain whose end was cut off holds by itself: only what was told outside shows it.
    """
    proofs = session.execute(
        select(Proof.id, Proof.sealed_at, ProofContent.proof_id)
        .outerjoin(ProofContent, ProofContent.proof_id == Proof.id)
        .where(Proof.organisation == office.key)
        .order_by(Proof.number)
    ).all()
    last, last_seal = head(session, office.key)
    broken = verify_chain(session, office.key)
    return ChainSeen(
        rows=len(proofs),
        erased=sum(content is None for _, _, content in proofs),
        number=last,
        seal=last_seal if last else "",
        last_at=proofs[-1][1] if proofs else None,
        broken=broken or _another(session, office, number, seal),
        by_itself=broken is not None,
    )


def _another(session: Session, office: Organisation, number: int, seal: str) -> str | None:
    told = seal.strip().casefold()
    if not number and not told:
        return None
    stored = session.scalar(select(Proof.seal).filter_by(organisation=office.key, number=number))
    if stored is None:
        return f"запись № {number}: её нет, а в письме она была; конец журнала отрезан"
    if not told or not stored.startswith(told):
        return f"запись № {number}: печать не та, что в письме"
    return None
