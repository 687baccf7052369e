"""What our keys may really do: the networks' answers kept, compared with what was said before.

A right is lost when the network says no to what it allowed before, or to what its documents let
such a key do. A network that did not answer has taken nothing away: what it said last stands.
What the program never does needs no right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.proof import may_act
from gospablik.networks.capabilities import (
    READING,
    Answer,
    Capability,
    Operation,
    Probed,
    Way,
    in_use,
)
from gospablik.organisation import Organisation
from gospablik.store.once import insert_once
from gospablik.store.tables import ProbedRight

OCCASIONAL = frozenset(
    {
        Operation.COUNTERS,
        Operation.EDIT_POST,
        Operation.DELETE_POST,
        Operation.PUBLISH_VIDEO,
        Operation.PUBLISH_FILE,
        Operation.REPOST,
        Operation.DESCRIBE_PAGE,
        Operation.UNBLOCK,
        Operation.RESTORE_COMMENT,
    }
)
"""What is not wanted every day: without the right it is a person's errand when it is wanted."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a network answered about an operation from `since` to `asked_at` (aware, UTC)."""

    answer: Answer
    why: str
    since: datetime
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Right:
    """One operation on one page, as a probe left it.

    `cell`: what the matrix says of the keys at hand. `silent`: why this probe got no answer, empty
    if it got one. `known`: the newest answer, of this probe or an earlier one, None if there never
    was any; `before`: the one that it replaced.
    """

    operation: Operation
    cell: Capability
    silent: str
    known: Known | None
    before: Known | None
    lost: bool

    @property
    def needed(self) -> bool:
        """It is wanted every day."""
        return self.operation not in OCCASIONAL


def keep(
    session: Session, office: Organisation, page: str, probed: Sequence[Probed], now: datetime
) -> None:
    """Keep the answers of one probe of a page. The same answer again moves its row's moment."""
    kept = history(session, office, page)
    for one in probed:
        last = next(reversed(kept.get(one.operation, [])), None)
        if one.answer is Answer.SILENT:
            continue
        if last is not None and last.answer == one.answer:
            last.why, last.asked_at = one.why, now
            continue
        insert_once(
            session,
            ProbedRight,
            organisation=office.key,
            page=page,
            operation=one.operation.value,
            number=last.number + 1 if last else 1,
            answer=one.answer.value,
            why=one.why,
            since=now,
            asked_at=now,
        )


def compare(
    session: Session,
    office: Organisation,
    page: str,
    column: Mapping[Operation, Capability],
    probed: Sequence[Probed],
) -> tuple[Right, ...]:
    """Every operation after that probe was kept, in the order of `Operation`."""
    kept = history(session, office, page)
    silent = {one.operation: one.why for one in probed if one.answer is Answer.SILENT}
    acts = may_act(office, page)
    found = []
    for operation in Operation:
        rows = kept.get(operation, [])
        cell = column[operation]
        found.append(
            Right(
                operation=operation,
                cell=cell,
                silent=silent.get(operation, ""),
                known=_known(rows[-1]) if rows else None,
                before=_known(rows[-2]) if len(rows) > 1 else None,
                lost=in_use(operation) and (acts or operation in READING) and _lost(cell, rows),
            )
        )
    return tuple(found)


def history(
    session: Session, office: Organisation, page: str
) -> dict[Operation, list[ProbedRight]]:
    """All answers about a page's operations, oldest first."""
    found: dict[Operation, list[ProbedRight]] = {}
    rows = session.scalars(
        select(ProbedRight)
        .where(
            ProbedRight.organisation == office.key,
            ProbedRight.page == page,
            ProbedRight.operation.in_([operation.value for operation in Operation]),
        )
        .order_by(ProbedRight.number)
    )
    for row in rows:
        found.setdefault(Operation(row.operation), []).append(row)
    return found


def _lost(cell: Capability, rows: Sequence[ProbedRight]) -> bool:
    if not rows or rows[-1].answer != Answer.NO:
        return False
    return cell.way is Way.API or any(row.answer == Answer.YES for row in rows)


def _known(row: ProbedRight) -> Known:
    return Known(Answer(row.answer), row.why, row.since, row.asked_at)
