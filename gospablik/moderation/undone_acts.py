"""What follows for the outside world when rulings on one comment are taken back (clause 4.2)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.ledger.reach import may_have_acted
from gospablik.moderation.decided import block_action
from gospablik.moderation.decision_rows import end_block
from gospablik.moderation.links import page_of
from gospablik.moderation.proof import may_act
from gospablik.moderation.proposals import locked_proposal
from gospablik.moderation.reply_subjects import TOLD, UNDONE
from gospablik.moderation.taken_back import newer, removals_of, undoings_of
from gospablik.moderation.violations import repeat, standing
from gospablik.networks.capabilities import Operation, Way
from gospablik.networks.matrices import matrix_of
from gospablik.organisation import Organisation
from gospablik.store.decisions import Decision, DecisionVerdict, Ended, Proposal
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Ruling
from gospablik.store.undoing import Undoing

_ANNULLED = "решение об удалении отменено"
_GIVEN_BACK = "нарушения отменены, доступ возвращается"


def follow(
    session: Session, office: Organisation, row: Undoing, going: Sequence[Ruling], now: datetime
) -> None:
    """Order what follows of that undoing, in its transaction. `going`: the rulings annulled by it.

    The comment comes back, its author hears of it, access is given back.
    """
    _put_back(session, office, row, going, now)
    _answer(session, office, row, going, now)
    _end_blocks(session, going, now)


def _put_back(
    session: Session, office: Organisation, row: Undoing, going: Sequence[Ruling], now: datetime
) -> None:
    """Removals that are not done are taken back; what may be gone by us is put back where it can.

    Only by the last of them: whatever was ruled on later had been standing again.
    """
    ours = removed_by_us(session, row.ruling)
    for ruling in going:
        removal = removal_of(session, ruling)
        if removal is not None:
            book.cancel(session, removal.id, why=_ANNULLED, now=now)
    page = row.ruling.comment.page
    if not ours or newer(session, row.ruling, now):
        return
    if may_act(office, page) and restores(office, page):
        book.record(
            session,
            organisation=office.key,
            kind=Kind.RESTORE,
            page=page,
            subject=str(row.id),
            now=now,
        )


def removed_by_us(session: Session, ruling: Ruling) -> bool:
    """Whether that ruling's removal took the comment off the page, or may have."""
    removal = removal_of(session, ruling)
    return removal is not None and _may_be_done(session, removal)


def _answer(
    session: Session, office: Organisation, row: Undoing, going: Sequence[Ruling], now: datetime
) -> None:
    """Whoever was told of the removal hears that it is taken back; a telling not begun is not."""
    page = row.ruling.comment.page
    if not may_act(office, page):
        return
    told = _tellings(session, row)
    void = [told[one.id] for one in going if one.id in told]
    if newer(session, row.ruling, now):
        hears = any(_may_be_done(session, one) for one in void)
    else:
        excuses = list(_excuses(session, row))
        void += [action for action, stood in excuses if stood]
        hears = _believes_it_stands(session, told.values(), excuses)
    for action in void:
        book.cancel(session, action.id, why=_ANNULLED, now=now)
    if hears:
        book.record(
            session,
            organisation=office.key,
            kind=Kind.REPLY,
            page=page,
            subject=f"{UNDONE}{row.id}",
            now=now,
        )


def _believes_it_stands(
    session: Session, told: Iterable[Action], excuses: Sequence[tuple[Action, bool]]
) -> bool:
    """Whether the author's last word from us is that the comment is a violation.

    An excuse that is still to be written is as good as read.
    """
    words = [(one.id, True) for one in told if _may_be_done(session, one)]
    words += [
        (one.id, stood)
        for one, stood in excuses
        if _may_be_done(session, one) or (one.state is State.DUE and not stood)
    ]
    return bool(words) and max(words)[1]


def _tellings(session: Session, row: Undoing) -> dict[int, Action]:
    """The page's words that the comment was removed, by the ruling."""
    rulings = [one.id for one in removals_of(session, row.ruling)]
    words = {one: _word(session, row, f"{TOLD}{one}") for one in rulings}
    return {ruling: action for ruling, action in words.items() if action}


def _excuses(session: Session, row: Undoing) -> Iterator[tuple[Action, bool]]:
    """Earlier words that a ruling on it was taken back; whether they said that another stood."""
    for one in undoings_of(session, row.ruling.comment_id):
        action = _word(session, row, f"{UNDONE}{one.id}")
        if action and one.undone_at and one.id != row.id:
            yield action, bool(newer(session, one.ruling, one.undone_at))


def _word(session: Session, row: Undoing, subject: str) -> Action | None:
    return book.newest(
        session,
        organisation=row.organisation,
        kind=Kind.REPLY,
        page=row.ruling.comment.page,
        subject=subject,
        lock=True,
    )


def _may_be_done(session: Session, action: Action) -> bool:
    return action.state is State.CONFIRMED or may_have_acted(session, action.id, action.tries)


def restores(office: Organisation, page_key: str) -> bool:
    """Whether a removed comment can be put back in that page's network, by anybody."""
    page = page_of(office, page_key)
    columns = matrix_of(page.network).values() if page else ()
    return any(one[Operation.RESTORE_COMMENT].way is not Way.IMPOSSIBLE for one in columns)


def ended_blocks(session: Session, rulings: Sequence[Ruling]) -> list[Decision]:
    """Decisions to block whose case rests on one of these rulings, all on one comment, and without
    them is no repetition.

    A case of three that is still one of two stays what the official decided.
    """
    rows = session.scalars(
        select(Decision)
        .join(Proposal, Proposal.id == Decision.proposal_id)
        .where(
            Proposal.author_id.in_({one.comment.author_id for one in rulings}),
            Decision.verdict == DecisionVerdict.BLOCK,
            or_(Decision.ended.is_(None), Decision.ended == Ended.FELL),
        )
        .order_by(Decision.id)
    )
    gone = {one.id for one in rulings}
    return [
        decision
        for decision in rows
        if gone & set(decision.proposal.rulings) and _is_single(session, decision.proposal)
    ]


def _is_single(session: Session, proposal: Proposal) -> bool:
    return repeat(standing(session, proposal.author_id, among=proposal.rulings)) is None


def _end_blocks(session: Session, rulings: Sequence[Ruling], now: datetime) -> None:
    """Two violations are what clause 4.3 asks for: with one of them gone, access is given back.

    A block that is not carried out yet refuses itself at the moment of acting.
    """
    for decision in ended_blocks(session, rulings):
        if decision.ended or (decision.until is not None and decision.until <= now):
            continue
        locked_proposal(session, decision.proposal_id)
        session.refresh(decision)
        block = block_action(session, decision, lock=True)
        if decision.ended or block is None or block.state is State.DUE:
            continue
        end_block(session, decision, Ended.FELL, _GIVEN_BACK, now, by=None)


def removal_of(session: Session, ruling: Ruling) -> Action | None:
    """The removal that the ruling ordered, held against whoever acts on it; None if none."""
    return book.newest(
        session,
        organisation=ruling.organisation,
        kind=Kind.REMOVE,
        page=ruling.comment.page,
        subject=str(ruling.id),
        lock=True,
    )
