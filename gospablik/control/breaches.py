"""Removals and blocks that lack what the regulation asks for before them (clauses 4.2, 4.3)."""

from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gospablik.control.figures_cases import NOT_KNOWN, flaw
from gospablik.control.model import Breach
from gospablik.control.window import Window
from gospablik.moderation.links import page_name
from gospablik.moderation.reply_subjects import TOLD
from gospablik.organisation import Organisation
from gospablik.store.tables import (
    Action,
    BlockFault,
    Decision,
    DecisionVerdict,
    Fault,
    Kind,
    Proof,
    Ruling,
    State,
    Verdict,
)
from gospablik.templates import in_quotes, minute

BEGUN = (State.CLAIMED, State.UNKNOWN, State.CONFIRMED)
"""States in which the outside world has or may have been changed."""


def breaches_42(session: Session, office: Organisation, window: Window) -> tuple[Breach, ...]:
    """Removals of the week without a ruling, its ground or its sealed proof."""
    found = []
    actions = _begun(session, office, Kind.REMOVE, window)
    numbers = [int(one.subject) for one in actions if one.subject.isdecimal()]
    # Read at once and held here, so that `ruling_of` asks the database for none of them.
    _held = session.scalars(select(Ruling).where(Ruling.id.in_(numbers))).all()
    sealed = set(session.scalars(select(Proof.ruling_id).where(Proof.ruling_id.in_(numbers))))
    for action in actions:
        ruling = ruling_of(session, office, action)
        lacks = _removal_lacks(ruling, sealed)
        if lacks:
            what = f"удаление комментария, запись журнала № {action.id}"
            found.append(Breach(what, lacks, action.state_since))
    return tuple(found)


def breaches_43(session: Session, office: Organisation, window: Window) -> tuple[Breach, ...]:
    """Blocks of the week without a decision of the head or a deputy."""
    found = []
    for action in _begun(session, office, Kind.BLOCK, window):
        decision = decision_of(session, office, action)
        if decision is None or decision.verdict is not DecisionVerdict.BLOCK:
            lacks = "нет решения Главы или заместителя о блокировке"
        else:
            lacks = flaw(office, decision) or _out_of_time(decision, action)
        if lacks and lacks != NOT_KNOWN:  # what cannot be checked is counted with the decisions
            what = f"блокировка автора, запись журнала № {action.id}"
            found.append(Breach(what, lacks, action.state_since))
    return tuple(found)


def found_on_pages(session: Session, office: Organisation, window: Window) -> tuple[Breach, ...]:
    """Blocks on the pages themselves that nobody decided, found or standing within the week."""
    rows = session.scalars(
        select(BlockFault)
        .where(
            BlockFault.organisation == office.key,
            BlockFault.fault != Fault.MISSING,
            window.counts(BlockFault.page),
            BlockFault.found_at <= window.until,
            or_(BlockFault.gone_at.is_(None), BlockFault.gone_at >= window.since),
        )
        .order_by(BlockFault.found_at, BlockFault.id)
    )
    return tuple(_of_fault(office, row) for row in rows)


def unseen_blocks(session: Session, office: Organisation, window: Window) -> tuple[Breach, ...]:
    """Decisions in force that the pages do not show now."""
    rows = session.scalars(
        select(BlockFault)
        .where(
            BlockFault.organisation == office.key,
            BlockFault.fault == Fault.MISSING,
            window.stands(BlockFault.page),
            BlockFault.gone_at.is_(None),
        )
        .order_by(BlockFault.found_at, BlockFault.id)
    )
    return tuple(_of_fault(office, row) for row in rows)


def _of_fault(office: Organisation, row: BlockFault) -> Breach:
    """No number of the author: reports are kept."""
    decision = f", решение № {row.decision_id}" if row.decision_id else ""
    until = f"; снята {minute(office.local(row.gone_at))}" if row.gone_at else ""
    what = f"страница {in_quotes(page_name(office, row.page))}{decision}, сверка № {row.id}"
    return Breach(what, row.fault.words + until, row.found_at)


def _out_of_time(decision: Decision, action: Action) -> str:
    """That the block began when the decision did not act yet or held no more."""
    began = action.first_claimed_at or action.state_since
    if began < decision.acts_at:
        return "заблокирован раньше, чем решение вступило в силу"
    if decision.ended_at and decision.ended_at <= began:
        return "решение к этому времени уже не действовало"
    return ""


def ruling_of(session: Session, office: Organisation, action: Action) -> Ruling | None:
    """The ruling that a removal or a reply carries out: its row id stands in the subject."""
    number = action.subject.removeprefix(TOLD)
    if action.kind not in (Kind.REMOVE, Kind.REPLY) or not number.isdecimal():
        return None
    ruling = session.get(Ruling, int(number))
    return ruling if ruling and ruling.organisation == office.key else None


def decision_of(session: Session, office: Organisation, action: Action) -> Decision | None:
    """The decision that a block or its end carries out: the subject is its row id."""
    if not action.subject.isdecimal():
        return None
    decision = session.get(Decision, int(action.subject))
    return decision if decision and decision.organisation == office.key else None


def _removal_lacks(ruling: Ruling | None, sealed: Collection[int]) -> str:
    """`sealed`: the rulings that have a proof."""
    if ruling is None or ruling.verdict is not Verdict.REMOVE:
        return "нет решения специалиста об удалении"
    if ruling.ground is None:
        return "не указано основание по пункту 4.2"
    return "" if ruling.id in sealed else "доказательство не запечатано"


def _begun(session: Session, office: Organisation, kind: Kind, window: Window) -> list[Action]:
    return list(
        session.scalars(
            select(Action)
            .where(
                Action.organisation == office.key,
                Action.kind == kind,
                Action.state.in_(BEGUN),
                window.counts(Action.page),
                window.holds(Action.state_since),
            )
            .order_by(Action.state_since, Action.id)
        )
    )
