"""What was decided of a case and whether it can still be stopped or decided otherwise (4.3)."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger.book import newest
from gospablik.moderation.evidence import deciders
from gospablik.moderation.impartiality import why_barred
from gospablik.organisation import Official, Organisation
from gospablik.regulation import Office
from gospablik.store.decisions import Decision, DecisionVerdict, Ended
from gospablik.store.ledger import Action, Kind, State
from gospablik.working_time import working_hours_or_two_weeks

FOR_EVER = timedelta(days=364)
"""How long the codes of a block without an end are kept while it waits for its page."""


def last_decision(session: Session, proposal_id: int, *, lock: bool = False) -> Decision | None:
    """The newest decision of a case, whether it holds or not; `lock`: as it is at this moment."""
    newest_first = (
        select(Decision)
        .filter_by(proposal_id=proposal_id)
        .order_by(Decision.number.desc())
        .limit(1)
    )
    if lock:
        newest_first = newest_first.execution_options(populate_existing=True)
    return session.scalars(newest_first).first()


def acts_from(office: Organisation, decided_at: datetime) -> datetime:
    """Until when a decision of that moment can be stopped; where a year has no list, two weeks."""
    return working_hours_or_two_weeks(office, decided_at, office.organisation.block_after_hours)


def duty_day(office: Organisation, decision: Decision) -> date:
    """The day on which the duty had to be in force: the paper's own, else that of the deciding."""
    paper = decision.document
    return paper.dated if paper else office.local(decision.decided_at).date()


def block_action(session: Session, decision: Decision, *, lock: bool = False) -> Action | None:
    """The ledger's order to block by that decision."""
    return _ordered(session, decision, Kind.BLOCK, lock=lock)


def begun(session: Session, decision: Decision, *, stands: bool) -> bool:
    """Whether its block stands or may stand: done, being done, left to a person, or taken back.

    One that the network refused a person may have made by hand, while the decision `stands`.
    """
    block = block_action(session, decision)
    tried = block is not None and (
        block.state in _BEGUN or (stands and block.state is State.REJECTED)
    )
    return tried or block_end(session, decision) is not None


def block_end(session: Session, decision: Decision, *, lock: bool = False) -> Action | None:
    """The ledger's order to give access back by that decision, the newest."""
    return _ordered(session, decision, Kind.UNBLOCK, lock=lock)


def _ordered(session: Session, decision: Decision, kind: Kind, *, lock: bool) -> Action | None:
    return newest(
        session,
        organisation=decision.organisation,
        kind=kind,
        page=decision.proposal.page,
        subject=str(decision.id),
        lock=lock,
    )


def waits(session: Session, decision: Decision) -> bool:
    """Whether a block that could be stopped from the first is not begun yet, however late it is."""
    if decision.ended or decision.verdict is not DecisionVerdict.BLOCK:
        return False
    action = block_action(session, decision, lock=True)
    cools = decision.acts_at > decision.decided_at
    return cools and action is not None and action.state is State.DUE


def rethink_until(office: Organisation, decision: Decision) -> datetime:
    """Until when the head may decide otherwise: a stop gives as much time as the decision gave."""
    if decision.ended is Ended.STOPPED and decision.ended_at:
        return acts_from(office, decision.ended_at)
    return decision.acts_at


def codes_until(office: Organisation, decision: Decision) -> datetime:
    """Until when the codes for stopping or changing a decision are worth anything."""
    if decision.ended or decision.verdict is not DecisionVerdict.BLOCK:
        return rethink_until(office, decision)
    return decision.until or decision.acts_at + FOR_EVER


def may_stop(
    session: Session, office: Organisation, decision: Decision, who: Official, now: datetime
) -> bool:
    """Whether that official may stop it now. What the head decided anew only the head stops."""
    entitled = who in deciders(office, now) and (decision.number == 1 or is_head(who))
    return entitled and waits(session, decision)


def may_change(
    session: Session, office: Organisation, decision: Decision, who: Official, now: datetime
) -> bool:
    """Whether that official may decide otherwise now: the head alone, if nothing bars him."""
    rulings = decision.proposal.rulings
    return (
        who in deciders(office, now)
        and is_head(who)
        and why_barred(session, office, rulings, who, office.local(now).date()) is None
        and why_final(session, office, decision, now) is None
    )


def why_final(
    session: Session, office: Organisation, decision: Decision, now: datetime
) -> str | None:
    """Why even the head cannot decide otherwise any more, in Russian; None if he can."""
    if decision.ended is Ended.STOPPED or decision.verdict is DecisionVerdict.REFUSE:
        return None if now < rethink_until(office, decision) else LATE
    if decision.ended:
        return f"решение по этому делу {decision.ended.value}"
    return None if waits(session, decision) else LATE


def is_head(who: Official) -> bool:
    """Whether it is the head, whose word is the last one."""
    return who.office is Office.HEAD


_BEGUN = (State.CLAIMED, State.UNKNOWN, State.CONFIRMED, State.ERRAND)
LATE = "по этому делу уже решено; второй ответ не принят"
