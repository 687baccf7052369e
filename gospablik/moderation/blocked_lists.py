"""A page's list of the blocked beside the decisions in force: no decision, no block (clause 4.3).

A block that outlasts its decision is ended by the ledger, as ever; one that nobody decided is told
of and left to people.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.moderation.in_force import in_force
from gospablik.moderation.proof import may_act
from gospablik.networks.base import BlockedAuthor
from gospablik.organisation import Organisation
from gospablik.store.blocked_lists import BlockFault, Fault
from gospablik.store.comments import Author
from gospablik.store.decisions import Decision, DecisionVerdict, Proposal
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.once import insert_once

SLACK = timedelta(hours=1)
"""The network's clock and rounding: terms that differ by no more are one."""
SETTLE = timedelta(minutes=5)
"""A block that was made so shortly before the reading need not stand in it yet."""
_ENDED = frozenset({State.CONFIRMED, State.CANCELLED, State.MISSED, State.REJECTED})


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force that was carried out, and whose author a page should show as blocked."""

    decision_id: int
    author: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Seen:
    """A fault as one reading shows it."""

    author: str
    fault: Fault
    decision_id: int | None = None
    until: datetime | None = None


def carried_out(session: Session, office: Organisation, page: str, at: datetime) -> list[Decided]:
    """Decisions in force on that page whose block was confirmed a while before that moment."""
    rows = session.execute(
        select(Decision.id, Author.network_id, Decision.until)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .join(Author, Author.id == Proposal.author_id)
        .where(Decision.organisation == office.key, Proposal.page == page, in_force(at))
        .order_by(Decision.until, Decision.id)
    )
    return [
        Decided(number, author, until)
        for number, author, until in rows
        if until and _stands(session, office, page, number, at)
    ]


def faults(
    session: Session,
    office: Organisation,
    page: str,
    listed: Sequence[BlockedAuthor],
    began: datetime,
) -> list[Seen]:
    """What the list, whose reading began then, shows otherwise than decided.

    Orders the end of a block whose decision is over, if nobody has yet.
    """
    found: list[Seen] = []
    for entry in listed:
        found += _of_entry(session, office, page, entry, began)
    shown = {entry.author_id: entry for entry in listed}
    for decided in carried_out(session, office, page, began):
        there = shown.get(decided.author)
        if there is None or (there.until is not None and there.until < decided.until - SLACK):
            found.append(_missing(decided))
    return found


def missing(decided: Sequence[Decided], absent: Collection[int]) -> list[Seen]:
    """The same where the network shows no list and was asked about each: `absent` decisions."""
    return [_missing(one) for one in decided if one.decision_id in absent]


def keep_faults(
    session: Session,
    office: Organisation,
    page: str,
    seen: Sequence[Seen],
    began: datetime,
    *,
    unknown: Collection[int] = (),
) -> list[BlockFault]:
    """Keep what a reading showed; what it shows no more is gone. Returns what stands, oldest first.

    `unknown`: decisions about which the reading told nothing: their faults stay.
    """
    standing = {(row.author, row.fault): row for row in open_faults(session, office, page)}
    now_there = {(one.author, one.fault): one for one in seen}
    for key, row in standing.items():
        if key in now_there:
            row.seen_at, row.until = began, now_there[key].until
        elif row.decision_id not in unknown:
            row.gone_at = began
    for key, one in now_there.items():
        if key not in standing:
            _insert(session, office, page, one, began)
    _forget(session, office, began)
    session.flush()
    return open_faults(session, office, page)


def open_faults(
    session: Session, office: Organisation, page: str | None = None
) -> list[BlockFault]:
    """Faults that the last reading showed, oldest first; of one page or of all."""
    query = (
        select(BlockFault).filter_by(organisation=office.key).where(BlockFault.gone_at.is_(None))
    )
    if page is not None:
        query = query.filter_by(page=page)
    return list(session.scalars(query.order_by(BlockFault.found_at, BlockFault.id)))


def _of_entry(
    session: Session, office: Organisation, page: str, entry: BlockedAuthor, at: datetime
) -> Iterator[Seen]:
    decisions = _decisions(session, office, page, entry.author_id)
    if not decisions:
        yield Seen(entry.author_id, Fault.STRAY, until=entry.until)
        return
    standing = set(session.scalars(select(Decision.id).where(in_force(at))))
    lasting = [
        (one.until, one.id)
        for one in decisions
        if one.id in standing and one.until and not _lifting(session, office, page, one.id, at)
    ]
    if lasting:
        until, number = max(lasting)
        if entry.until is None or entry.until > until + SLACK:
            if _knows_no_term(session, office, page, number):
                return
            yield Seen(entry.author_id, Fault.LONGER, number, entry.until)
        return
    last = decisions[-1]
    if not _ends(session, office, page, last.id, at):
        yield Seen(entry.author_id, Fault.OVERDUE, last.id, entry.until)


def _decisions(session: Session, office: Organisation, page: str, author: str) -> list[Decision]:
    """All decisions to block that author there, oldest first."""
    return list(
        session.scalars(
            select(Decision)
            .join(Proposal, Proposal.id == Decision.proposal_id)
            .join(Author, Author.id == Proposal.author_id)
            .where(
                Decision.organisation == office.key,
                Decision.verdict == DecisionVerdict.BLOCK,
                Proposal.page == page,
                Author.network_id == author,
            )
            .order_by(Decision.id)
        )
    )


def _stands(
    session: Session, office: Organisation, page: str, decision_id: int, at: datetime
) -> bool:
    """Whether its block is done, surely and a while ago, and nobody lifts it."""
    block = _action(session, office, Kind.BLOCK, page, decision_id)
    done = block is not None and block.state is State.CONFIRMED
    return (
        done
        and block is not None
        and block.state_since < at - SETTLE
        and not _lifting(session, office, page, decision_id, at)
    )


def _lifting(
    session: Session, office: Organisation, page: str, decision_id: int, at: datetime
) -> bool:
    """Whether access is to be given back now, or was."""
    action = _action(session, office, Kind.UNBLOCK, page, decision_id)
    return action is not None and action.not_before <= at


def _knows_no_term(session: Session, office: Organisation, page: str, decision_id: int) -> bool:
    """Whether the ledger itself will end the block: then the network's own end tells nothing."""
    return _action(session, office, Kind.UNBLOCK, page, decision_id) is not None


def _ends(
    session: Session, office: Organisation, page: str, decision_id: int, at: datetime
) -> bool:
    """Whether access is being given back by the ledger; ordered if nobody has."""
    action = _action(session, office, Kind.UNBLOCK, page, decision_id)
    if action is not None:
        return action.state not in _ENDED or action.state_since >= at - SETTLE
    return may_act(office, page, at) and book.record(
        session,
        organisation=office.key,
        kind=Kind.UNBLOCK,
        page=page,
        subject=str(decision_id),
        now=at,
    )


def _action(
    session: Session, office: Organisation, kind: Kind, page: str, decision_id: int
) -> Action | None:
    return book.newest(
        session, organisation=office.key, kind=kind, page=page, subject=str(decision_id)
    )


def _missing(decided: Decided) -> Seen:
    return Seen(decided.author, Fault.MISSING, decided.decision_id)


def _insert(session: Session, office: Organisation, page: str, seen: Seen, began: datetime) -> None:
    known = {
        "organisation": office.key, "page": page, "author": seen.author, "fault": seen.fault,
    }  # fmt: skip
    number = session.scalar(select(func.count(BlockFault.id)).filter_by(**known)) or 0
    insert_once(
        session,
        BlockFault,
        **known,
        number=number + 1,
        decision_id=seen.decision_id,
        until=seen.until,
        found_at=began,
        seen_at=began,
    )


def _forget(session: Session, office: Organisation, now: datetime) -> None:
    """Whose fault is long gone is known no more: the number of a person goes with its term."""
    before = now - timedelta(days=office.organisation.keep_proof_days)
    old = select(BlockFault).filter_by(organisation=office.key).where(BlockFault.gone_at < before)
    for row in session.scalars(old.where(BlockFault.author.not_like("erased-%"))):
        row.author = f"erased-{row.id}"
