"""Writing what an attempt came to: only from the state, and under the claim, that were read."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from gospablik.ledger.task import Effect, Task, settle_of
from gospablik.outcomes import (
    TOO_OLD,
    Absent,
    AlreadySo,
    CannotTell,
    ConfirmedBy,
    Done,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NothingHappened,
    Present,
    Refused,
    Unknown,
)
from gospablik.store.ledger import LEAVES, Action, Attempt, State
from gospablik.store.once import changed
from gospablik.store.session import Store


def write_do(
    store: Store,
    effect: Effect,
    task: Task,
    outcome: DoOutcome,
    *,
    now: datetime,
    run: str | None,
    do_by: datetime | None = None,
) -> bool:
    """Write what *do* came to, if the claim is still ours; `do_by`: until when an errand is due.

    False: the claim ran out meanwhile. The outcome is kept as an attempt and changes no state.
    """
    with store.write() as session:
        values = _after_do(outcome, now, do_by)
        counted = _move(session, task, State.CLAIMED, values)
        if counted and isinstance(outcome, Done | AlreadySo):
            effect.confirmed(session, task, outcome.external_id, now)
        _keep(session, task, "do", outcome, counted=counted, now=now, run=run)
        return counted


def write_look(
    store: Store,
    effect: Effect,
    task: Task,
    outcome: LookOutcome,
    *,
    looked_at: datetime,
    now: datetime,
    run: str | None,
    do_by: datetime | None = None,
) -> bool:
    """Write what *look* came to. `looked_at`: when the reading began; `do_by`: as above.

    Absent makes an unknown action due only after the settle time: before it, the network may
    have accepted the thing and not show it yet.
    """
    with store.write() as session:
        action = session.get_one(Action, task.id)
        if isinstance(outcome, CannotTell) and effect.may_repeat(task):
            told: LookOutcome = Absent(f"{outcome.why}; повторить безвредно")
        else:
            told = outcome
        values = _after_look(action, settle_of(effect, task), told, looked_at, now)
        if values.get("state") is State.ERRAND:
            values |= _errand(effect.by_hand(task), do_by) | {"why": values["why"]}
        counted = bool(values) and _move(session, task, action.state, values)
        if counted and isinstance(outcome, Present):
            effect.confirmed(session, task, outcome.external_id, now)
        if counted or isinstance(outcome, Absent):
            _keep(session, task, "look", outcome, counted=counted, now=now, run=run)
        return counted


def _move(session: Session, task: Task, held: State, values: dict[str, Any]) -> bool:
    """The one conditional write: only from the state, and under the claim, that were read."""
    token = Action.claim_token == task.token if task.token else Action.claim_token.is_(None)
    return changed(
        session.execute(
            update(Action).where(Action.id == task.id, Action.state == held, token).values(**values)
        )
    )


def _after_do(outcome: DoOutcome, now: datetime, do_by: datetime | None) -> dict[str, Any]:
    match outcome:
        case Done(external_id):
            return _confirmed(external_id, ConfirmedBy.ANSWER, now)
        case AlreadySo(_, why):
            # Nothing to press: that would mean that a person took it back (`book.cancel`).
            return {"state": State.CANCELLED, "state_since": now, "why": why, "press": None}
        case NothingHappened(why, wait):
            return {"state": State.DUE, "state_since": now, "not_before": now + wait, "why": why}
        case Refused(why):
            return {"state": State.REJECTED, "state_since": now, "why": why}
        case NeedsPerson():
            return {"state": LEAVES[NeedsPerson], "state_since": now, **_errand(outcome, do_by)}
        case Unknown(why):
            return {"state": LEAVES[Unknown], "state_since": now, "why": why}


def _after_look(
    action: Action, settle: timedelta, outcome: LookOutcome, looked_at: datetime, now: datetime
) -> dict[str, Any]:
    """What the row becomes; empty if it stays as it is."""
    if isinstance(outcome, Present):
        return _confirmed(outcome.external_id, ConfirmedBy.READBACK, now)
    if action.state is not State.UNKNOWN:
        return {}
    if isinstance(outcome, CannotTell) or now - action.state_since > TOO_OLD:
        why = "исход неизвестен больше суток" if isinstance(outcome, Absent) else outcome.why
        return {
            "state": LEAVES[CannotTell],
            "state_since": now,
            "why": f"Неизвестно, сделано ли: {(action.why or '').rstrip('.')}. "
            f"Проверить нечем: {why}",
        }
    if isinstance(outcome, Absent) and looked_at >= action.state_since + settle:
        return {"state": State.DUE, "state_since": now, "not_before": now}
    return {}


def _errand(person: NeedsPerson, do_by: datetime | None) -> dict[str, Any]:
    return {
        "why": person.why,
        "link": person.link,
        "press": person.press,
        "do_by": min(filter(None, (person.do_by, do_by)), default=None),
    }


def _confirmed(external_id: str, by: ConfirmedBy, now: datetime) -> dict[str, Any]:
    return {
        "state": State.CONFIRMED,
        "state_since": now,
        "external_id": external_id,
        "confirmed_by": by,
        "why": None,
    }


def _keep(
    session: Session,
    task: Task,
    verb: str,
    outcome: DoOutcome | LookOutcome,
    *,
    counted: bool,
    now: datetime,
    run: str | None,
) -> None:
    match outcome:
        case Present(detail) | Done(detail) | Absent(detail):
            pass
        case _:
            detail = outcome.why
    session.add(
        Attempt(
            action_id=task.id,
            claim_token=task.token,
            verb=verb,
            finished_at=now,
            outcome=type(outcome).__name__,
            detail=detail,
            counted=counted,
            run=run,
        )
    )
