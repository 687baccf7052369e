"""The rows of the ledger: recorded, claimed, written. Every transition happens here.

    due     -> claimed | missed | cancelled
    claimed -> confirmed | due | rejected | errand | unknown | cancelled (it was so without us)
    unknown -> confirmed | due | errand
    errand  -> confirmed | cancelled | unknown (by a person)
    rejected -> confirmed | cancelled | due (by a person)

Nothing leaves confirmed. A claim that ran out becomes unknown, never due: whoever held it may
have done the thing before dying. So does an errand that is given back: the hand it was left to
may have done it a moment ago. What was refused becomes due: nothing happened, and that is sure.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select, update
from sqlalchemy.orm import Session

from gospablik.ledger.task import Effect, Task, settle_of
from gospablik.outcomes import TOO_OLD, ConfirmedBy
from gospablik.store.base import UtcDateTime
from gospablik.store.ledger import Action, Attempt, Kind, State
from gospablik.store.once import changed, insert_each_once, insert_once
from gospablik.store.session import Store

LEFT_TO_PEOPLE = (State.ERRAND, State.REJECTED)
"""What the program does not touch until a person has done something or said so."""


def record(
    session: Session,
    *,
    organisation: str,
    kind: Kind,
    page: str,
    subject: str,
    now: datetime,
    revision: int = 1,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> bool:
    """Enter an action in the caller's transaction, with whatever decided it.

    Returns False if the ledger has it already: asking twice is not doing twice.
    """
    return insert_once(
        session,
        Action,
        organisation=organisation,
        kind=kind,
        page=page,
        subject=subject,
        revision=revision,
        recorded_at=now,
        not_before=not_before or now,
        not_after=not_after,
        state=State.DUE,
        state_since=now,
        tries=0,
    )


def record_many(
    session: Session,
    *,
    organisation: str,
    kind: Kind,
    about: Sequence[tuple[str, str]],
    now: datetime,
) -> set[tuple[str, str]]:
    """Enter an action about each (page, subject), due at once, as `record` does one.

    Returns those that are new.
    """
    if not about:
        return set()
    same = {"organisation": organisation, "kind": kind, "revision": 1, "recorded_at": now}
    same |= {"not_before": now, "state": State.DUE, "state_since": now, "tries": 0}
    rows = [{**same, "page": page, "subject": subject} for page, subject in about]
    return set(insert_each_once(session, Action, rows, Action.page, Action.subject))


def newest(
    session: Session, *, organisation: str, kind: Kind, page: str, subject: str, lock: bool = False
) -> Action | None:
    """The newest action about that subject, if any; `lock`: held against whoever orders another."""
    key = {"organisation": organisation, "kind": kind, "page": page, "subject": subject}
    newest = select(Action).filter_by(**key).order_by(Action.revision.desc()).limit(1)
    return session.scalars(newest.with_for_update() if lock else newest).first()


def sweep(store: Store, organisation: str, now: datetime, kinds: Sequence[Kind]) -> list[Task]:
    """Claims that ran out become unknown; what is past its term is missed. Returns both.

    Of these kinds only: whoever sweeps tells what was swept.
    """
    ours = and_(Action.organisation == organisation, Action.kind.in_(kinds))
    with store.write() as session:
        lost = session.scalars(
            update(Action)
            .where(ours, Action.state == State.CLAIMED, Action.claimed_until < now)
            .values(
                state=State.UNKNOWN,
                state_since=now,
                why="исполнитель не вернулся: процесс остановлен или прерван",
            )
            .returning(Action)
        ).all()
        missed = session.scalars(
            update(Action)
            .where(ours, Action.state == State.DUE, Action.not_after < now)
            .values(state=State.MISSED, state_since=now, why="срок прошёл прежде, чем удалось")
            .returning(Action)
        ).all()
        return [Task.of(action) for action in (*lost, *missed)]


def due(store: Store, organisation: str, now: datetime, kinds: Sequence[Kind]) -> list[Task]:
    """Actions that may be claimed now, oldest first."""
    return _tasks(
        store, organisation, kinds, and_(Action.state == State.DUE, Action.not_before <= now)
    )


def open_ends(
    store: Store, organisation: str, now: datetime, kinds: Sequence[Kind], *, again: bool = False
) -> list[Task]:
    """Actions to look for: unknown outcomes, errands, and answers of today not yet read back.

    `again`: unknown outcomes only, since all the others were looked for a moment ago.
    """
    if again:
        return _tasks(store, organisation, kinds, Action.state == State.UNKNOWN)
    return _tasks(
        store,
        organisation,
        kinds,
        or_(Action.state.in_((State.UNKNOWN, State.ERRAND)), _not_read_back(now)),
    )


def _not_read_back(now: datetime) -> ColumnElement[bool]:
    """Answers of today that a look may confirm. No letter: mail cannot be read back."""
    return and_(
        Action.state == State.CONFIRMED,
        Action.confirmed_by == ConfirmedBy.ANSWER,
        Action.state_since > now - TOO_OLD,
        Action.kind != Kind.MAIL,
    )


def anything_open(store: Store, organisation: str, now: datetime, kinds: Sequence[Kind]) -> bool:
    """Whether a pass has anything to do or to look for: one cheap question before the keys."""
    over = (State.CONFIRMED, State.MISSED, State.CANCELLED, State.REJECTED)
    with store.read() as session:
        return bool(
            session.scalar(
                select(
                    exists().where(
                        Action.organisation == organisation,
                        Action.kind.in_(kinds),
                        or_(Action.state.not_in(over), _not_read_back(now)),
                    )
                )
            )
        )


def left_undone(
    store: Store, organisation: str, now: datetime, kinds: Sequence[Kind]
) -> list[Task]:
    """What is still to be done after a pass: put off to a later moment, or of unknown outcome."""
    begun = and_(Action.state == State.DUE, or_(Action.tries > 0, Action.not_before <= now))
    return _tasks(store, organisation, kinds, or_(begun, Action.state == State.UNKNOWN))


def next_moment(
    store: Store, organisation: str, kinds: Sequence[Kind], effects: dict[Kind, Effect]
) -> datetime | None:
    """When the next claim runs out, unknown outcome settles or due action may be claimed."""
    with store.read() as session:
        rows = session.scalars(
            select(Action).where(
                Action.organisation == organisation,
                Action.kind.in_(kinds),
                Action.state.in_((State.CLAIMED, State.UNKNOWN, State.DUE)),
            )
        )
        moments = [_moment(action, effects[action.kind]) for action in rows]
    return min((m for m in moments if m), default=None)


def _moment(action: Action, effect: Effect) -> datetime | None:
    if action.state is State.CLAIMED:
        return action.claimed_until
    if action.state is State.UNKNOWN:
        return action.state_since + settle_of(effect, Task.of(action))
    return action.not_before


def claim(store: Store, task: Task, *, now: datetime, hold: timedelta) -> Task | None:
    """Take a due action for so long. None if another took it or it is not due any more."""
    token = token_hex(16)
    with store.write() as session:
        taken = changed(
            session.execute(
                update(Action)
                .where(
                    Action.id == task.id,
                    Action.state == State.DUE,
                    Action.not_before <= now,
                    or_(Action.not_after.is_(None), Action.not_after >= now),
                )
                .values(
                    state=State.CLAIMED,
                    state_since=now,
                    claim_token=token,
                    claimed_until=now + hold,
                    first_claimed_at=func.coalesce(
                        Action.first_claimed_at, literal(now, UtcDateTime())
                    ),
                    tries=Action.tries + 1,
                )
            )
        )
        return Task.of(session.get_one(Action, task.id, populate_existing=True)) if taken else None


def hasten(
    session: Session, *, organisation: str, kind: Kind, page: str, subject: str, now: datetime
) -> bool:
    """Have what is due at a later moment done now. False if there is nothing of that kind."""
    return changed(
        session.execute(
            update(Action)
            .filter_by(organisation=organisation, kind=kind, page=page, subject=subject)
            .where(Action.state == State.DUE, Action.not_before > now)
            .values(not_before=now)
        )
    )


def cancel(
    session: Session, task_id: int, *, why: str, now: datetime, by_person: bool = False
) -> bool:
    """Take back what is not begun, or what nobody did: an errand, a refused action.

    False once it is claimed or done. `by_person`: somebody said so, and the week's letter names it.
    """
    return changed(
        session.execute(
            update(Action)
            .where(Action.id == task_id, Action.state.in_((State.DUE, *LEFT_TO_PEOPLE)))
            .values(
                state=State.CANCELLED,
                state_since=now,
                why=why,
                # What a person took back has something to press, what the program did has not.
                press=func.coalesce(Action.press, "") if by_person else None,
            )
        )
    )


def confirm_errand(session: Session, task_id: int, *, person: str, now: datetime) -> bool:
    """A person's word that it is done by hand (their key in organisation.toml)."""
    return changed(
        session.execute(
            update(Action)
            .where(Action.id == task_id, Action.state.in_(LEFT_TO_PEOPLE))
            .values(
                state=State.CONFIRMED,
                state_since=now,
                confirmed_by=ConfirmedBy.PERSON,
                confirmed_person=person,
            )
        )
    )


def allow_again(session: Session, task_id: int, *, person: str, now: datetime) -> bool:
    """A person (in words) has the program try again what was refused or left to people.

    An errand is looked for first, once the network shows what may have been done by hand till now.
    False if it waits for nobody any more. Who said so is kept as an attempt.
    """
    held = session.get_one(Action, task_id).state
    if held not in LEFT_TO_PEOPLE:
        return False
    allowed = changed(
        session.execute(
            update(Action)
            .where(Action.id == task_id, Action.state == held)
            .values(
                state=State.UNKNOWN if held is State.ERRAND else State.DUE,
                state_since=now,
                not_before=now,
                why=f"повтор разрешён: {person}",
                link=None,
                press=None,
                do_by=None,
            )
        )
    )
    if allowed:
        session.add(
            Attempt(
                action_id=task_id,
                claim_token="",
                verb="again",
                finished_at=now,
                outcome="Allowed",
                detail=person,
                counted=True,
            )
        )
    return allowed


def _tasks(store: Store, organisation: str, kinds: Sequence[Kind], which: Any) -> list[Task]:
    with store.read() as session:
        rows = session.scalars(
            select(Action)
            .where(Action.organisation == organisation, Action.kind.in_(kinds), which)
            .order_by(Action.not_before, Action.id)
        )
        return [Task.of(action) for action in rows]
