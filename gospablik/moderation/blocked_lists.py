"""A page's list of the blocked beside the decisions in force: no decision, no block (clause 4.3).

A block that outlasts its decision is ended by the ledger, as ever; one that nobody decided is told
of and left to people.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.moderation.decided import begun, block_action, block_end
from gospablik.moderation.decision_rows import order_end
from gospablik.moderation.in_force import in_force
from gospablik.moderation.proof import may_act
from gospablik.networks.base import BlockedAuthor
from gospablik.organisation import Organisation
from gospablik.store.blocked_lists import BlockFault, Fault
from gospablik.store.comments import Author
from gospablik.store.decisions import Decision, DecisionVerdict, Proposal
from gospablik.store.ledger import State
from gospablik.store.once import insert_once

SLACK = timedelta(hours=1)
"""The network's clock and rounding: terms that differ by no more are one."""
SETTLE = timedelta(minutes=5)
"""A block that was made so shortly before the reading need not stand in it yet."""
_FOR_EVER = datetime.max.replace(tzinfo=UTC)
_ENDED = frozenset({State.CONFIRMED, State.CANCELLED, State.MISSED, State.REJECTED})


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force that was carried out, and whose author a page should show as blocked.

    `until` None: for ever.
    """

    decision_id: int
    author: str
    until: datetime | None


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
        select(Decision, Author.network_id)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .join(Author, Author.id == Proposal.author_id)
        .where(Decision.organisation == office.key, Proposal.page == page, in_force(at))
        .order_by(Decision.until.is_(None), Decision.until, Decision.id)
    )
    return [Decided(one.id, author, one.until) for one, author in rows if _stands(session, one, at)]


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
    standing = set(
        session.scalars(
            select(Decision.id).where(Decision.organisation == office.key, in_force(began))
        )
    )
    of_author = _decisions(session, office, page)
    found: list[Seen] = []
    for entry in listed:
        mine = of_author.get(entry.author_id, [])
        found += _of_entry(session, office, entry, mine, standing, began)
    shown = {entry.author_id: entry for entry in listed}
    for decided in carried_out(session, office, page, began):
        there = shown.get(decided.author)
        if there is None or _is_shorter(there.until, decided.until):
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
            row.until = now_there[key].until
        elif row.decision_id not in unknown:
            row.gone_at = began
    for key, one in now_there.items():
        if key not in standing:
            _insert(session, office, page, one, began)
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


def erase_faults(session: Session, office: Organisation, now: datetime) -> None:
    """Whose fault is long gone is known no more: the number of a person goes with its term."""
    before = now - timedelta(days=office.organisation.keep_proof_days)
    old = select(BlockFault).filter_by(organisation=office.key).where(BlockFault.gone_at < before)
    for row in session.scalars(old.where(BlockFault.author.not_like("erased-%"))):
        row.author = f"erased-{row.id}"


def _is_shorter(found: datetime | None, decided: datetime | None) -> bool:
    return (found or _FOR_EVER) < (decided or _FOR_EVER) - SLACK


def _of_entry(  # noqa: PLR0917 (one entry, beside all that was decided)
    session: Session,
    office: Organisation,
    entry: BlockedAuthor,
    decided: Sequence[Decision],
    standing: Collection[int],
    at: datetime,
) -> Iterator[Seen]:
    """`decided`: about its author, oldest first; `standing`: the decisions in force."""
    ours = [one for one in decided if begun(session, one, stands=one.id in standing)]
    if not ours:
        yield Seen(entry.author_id, Fault.STRAY, until=entry.until)
        return
    lasting = [one for one in ours if one.id in standing]
    if lasting:
        longest = max(lasting, key=lambda one: one.until or _FOR_EVER)
        # Where the ledger itself will end the block, the network's own end tells nothing.
        if _is_shorter(longest.until, entry.until) and block_end(session, longest) is None:
            yield Seen(entry.author_id, Fault.LONGER, longest.id, entry.until)
        return
    if not _ends(session, office, ours[-1], at):
        yield Seen(entry.author_id, Fault.OVERDUE, ours[-1].id, entry.until)


def _decisions(session: Session, office: Organisation, page: str) -> dict[str, list[Decision]]:
    """All decisions to block somebody there, by author, oldest first."""
    rows = session.execute(
        select(Author.network_id, Decision)
        .join(Proposal, Proposal.author_id == Author.id)
        .join(Decision, Decision.proposal_id == Proposal.id)
        .where(
            Decision.organisation == office.key,
            Decision.verdict == DecisionVerdict.BLOCK,
            Proposal.page == page,
        )
        .order_by(Decision.id)
    )
    found: dict[str, list[Decision]] = {}
    for author, decision in rows:
        found.setdefault(author, []).append(decision)
    return found


def _stands(session: Session, decision: Decision, at: datetime) -> bool:
    """Whether its block is done, surely and a while ago."""
    block = block_action(session, decision)
    return block is not None and block.state is State.CONFIRMED and block.state_since < at - SETTLE


def _ends(session: Session, office: Organisation, decision: Decision, at: datetime) -> bool:
    """Whether access is being given back by the ledger; ordered if nobody has."""
    action = block_end(session, decision)
    if action is not None:
        return action.state not in _ENDED or action.state_since >= at - SETTLE
    if not may_act(office, decision.proposal.page):
        return False
    order_end(session, decision, at)
    return True


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
    )
