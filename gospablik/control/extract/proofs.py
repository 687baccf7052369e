"""The rows of the chain that an extract holds, exactly as they were sealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.proof import verify
from gospablik.moderation.statement import canonical
from gospablik.organisation import Organisation
from gospablik.store.review import Proof, ProofContent


@dataclass(frozen=True, slots=True)
class OnProof:
    """One row of the chain. `content`: canonical JSON, with its `salt` in hexadecimal; both empty

    where they were erased. `problem`: why the row does not hold, None if it does.
    """

    number: int
    seal: str
    previous: str
    statement: str
    sealed_at: datetime
    content: str
    salt: str
    problem: str | None


def proofs_of(session: Session, office: Organisation, numbers: Iterable[int]) -> list[OnProof]:
    """The rows of these numbers, in order."""
    rows = session.scalars(
        select(Proof)
        .where(Proof.organisation == office.key, Proof.number.in_(sorted(set(numbers))))
        .order_by(Proof.number)
    ).all()
    return [_proof(session, office, row) for row in rows]


def links_between(session: Session, office: Organisation, first: int, last: int) -> list[str]:
    """The statements of the chain from one number to another: they hold no citizen's words."""
    rows = session.scalars(
        select(Proof.statement)
        .where(Proof.organisation == office.key, Proof.number.between(first, last))
        .order_by(Proof.number)
    )
    return list(rows)


def _proof(session: Session, office: Organisation, row: Proof) -> OnProof:
    kept = session.get(ProofContent, row.id)
    return OnProof(
        number=row.number,
        seal=row.seal,
        previous=row.previous,
        statement=row.statement,
        sealed_at=office.local(row.sealed_at),
        content=canonical(kept.content) if kept else "",
        salt=kept.salt if kept else "",
        problem=verify(session, row.id),
    )
