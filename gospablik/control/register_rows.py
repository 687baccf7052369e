"""The register as the checks take it: each removal and each block, and what stands before it.

A week's breaches for the letter are found by `control.breaches`; here is the whole register, with
the order in time and the seals themselves.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gospablik.control.breaches import BEGUN, decision_of, ruling_of
from gospablik.control.figures_cases import NOT_KNOWN, flaw
from gospablik.moderation.proof import proof_of, verify
from gospablik.moderation.violations import standing
from gospablik.organisation import Organisation
from gospablik.store.tables import Action, Decision, DecisionVerdict, Kind, Ruling, State, Verdict

MOST = 5000
"""Removals and blocks that one check takes, the newest; how many were left out is told."""
ORDERED = (*BEGUN, State.DUE, State.ERRAND)
"""States of what was done, may have been done or is to be done; refused and missed is none."""
_KINDS = (Kind.REMOVE, Kind.BLOCK)
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class RemovalRow:
    """A removal that was ordered, with its ruling (standing or annulled) and its proof.

    `ordered_at`: when it entered the ledger; `ruled_at`, `sealed_at`: None if there is no ruling to
    remove, no proof. `ground`: in words, empty if the ruling names none; `broken`: what is wrong
    with the seal, empty if it holds. Datetimes are aware.
    """

    subject: str
    page: str
    ordered_at: datetime
    ruled_at: datetime | None
    ground: str
    sealed_at: datetime | None
    broken: str


@dataclass(frozen=True, slots=True)
class BlockRow:
    """A block that was ordered, with the decision that it carries out.

    `decided_at`: None if there is no decision to block; `flaw`: why the decision does not count;
    `unknown`: why nobody can tell whether it does. `violations`: how many of the case's stood at
    the moment of the decision.
    """

    subject: str
    page: str
    ordered_at: datetime
    decided_at: datetime | None
    flaw: str
    unknown: str
    violations: int


RegisterRow = RemovalRow | BlockRow


def count_register(session: Session, office: Organisation) -> int:
    """How many rows there are in all."""
    ordered = select(func.count()).select_from(Action).where(*_ours(office))
    return session.scalar(ordered) or 0


def register_rows(session: Session, office: Organisation) -> Iterator[RegisterRow]:
    """All of them, newest first, read some hundreds at a time."""
    query = select(Action).where(*_ours(office)).order_by(Action.id.desc()).limit(_AT_A_TIME)
    some = session.scalars(query).all()
    while some:
        yield from _rows(session, office, some)
        some = session.scalars(query.where(Action.id < some[-1].id)).all()


def _ours(office: Organisation) -> tuple[ColumnElement[bool], ...]:
    return (
        Action.organisation == office.key,
        Action.kind.in_(_KINDS),
        Action.state.in_(ORDERED),
    )


def _rows(
    session: Session, office: Organisation, actions: Sequence[Action]
) -> Iterator[RegisterRow]:
    removals = [a.subject for a in actions if a.kind is Kind.REMOVE]
    numbers = [int(subject) for subject in removals if subject.isdecimal()]
    # Read at once and held here, so that `ruling_of` asks the database for none of them.
    _held = session.scalars(select(Ruling).where(Ruling.id.in_(numbers))).all()
    for action in actions:
        if action.kind is Kind.REMOVE:
            yield _removal(session, action, ruling_of(session, office, action))
        else:
            yield _block(session, office, action)


def _removal(session: Session, action: Action, ruling: Ruling | None) -> RemovalRow:
    rules = ruling is not None and ruling.verdict is Verdict.REMOVE
    proof = proof_of(session, ruling.id) if ruling else None
    return RemovalRow(
        subject=f"удаление, запись журнала № {action.id}",
        page=action.page,
        ordered_at=action.recorded_at,
        ruled_at=ruling.made_at if ruling and rules else None,
        ground=ruling.ground.words if ruling and ruling.ground else "",
        sealed_at=proof.sealed_at if proof else None,
        broken=(verify(session, proof.id) or "") if proof else "",
    )


def _block(session: Session, office: Organisation, action: Action) -> BlockRow:
    decision = decision_of(session, office, action)
    blocks = decision is not None and decision.verdict is DecisionVerdict.BLOCK
    why = flaw(office, decision) if decision else ""
    return BlockRow(
        subject=f"блокировка, запись журнала № {action.id}",
        page=action.page,
        ordered_at=action.recorded_at,
        decided_at=decision.decided_at if decision and blocks else None,
        flaw="" if why == NOT_KNOWN else why,
        unknown=why if why == NOT_KNOWN else "",
        violations=_violations(session, decision) if decision else 0,
    )


def _violations(session: Session, decision: Decision) -> int:
    case = decision.proposal
    return len(standing(session, case.author_id, at=decision.decided_at, among=case.rulings))
