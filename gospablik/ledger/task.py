"""An action as an effect sees it: plain values, no session behind them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from sqlalchemy.orm import Session

from gospablik.outcomes import DoOutcome, LookOutcome, NeedsPerson
from gospablik.store.ledger import Action, Kind, State


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done. `since`: when it was first claimed; nothing of ours is older.

    `answered`: the network has said that it is done, and it is looked for once more.
    """

    id: int
    key: str
    kind: Kind
    organisation: str
    page: str
    subject: str
    revision: int
    token: str
    tries: int
    since: datetime
    answered: bool = False

    @classmethod
    def of(cls, action: Action) -> "Task":
        """A copy of the row that outlives its session."""
        return cls(
            id=action.id,
            key=action.key,
            kind=action.kind,
            organisation=action.organisation,
            page=action.page,
            subject=action.subject,
            revision=action.revision,
            token=action.claim_token or "",
            tries=action.tries,
            since=action.first_claimed_at or action.recorded_at,
            answered=action.state is State.CONFIRMED,
        )


class Effect(Protocol):
    """Two verbs on the outside world, called with no transaction open."""

    limit: timedelta
    """The longest that one verb takes, all its requests together."""
    settle: timedelta
    """How long the other side may take to show what it accepted."""

    def look(self, task: Task) -> LookOutcome:
        """Is it so already? Absent only if everything since `task.since` was read.

        Raises CouldNotRead when the other side cannot be read just now.
        """
        ...

    def do(self, task: Task) -> DoOutcome:
        """Make it so, once."""
        ...

    def may_repeat(self, task: Task) -> bool:
        """Whether an outcome that nobody can read may be tried again: doing it twice is once."""
        ...

    def by_hand(self, task: Task) -> NeedsPerson:
        """How a person does it, or sees that it is done: for an outcome that nobody can read."""
        ...

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Write what follows for our own tables, in the transaction that confirms the action.

        Called at the answer and again at the read-back: the second time changes nothing. Called,
        too, when it was so without us (`AlreadySo`): it is so all the same.
        """
        ...


@runtime_checkable
class Uneven(Protocol):
    """An effect whose times differ from task to task: each network has its own."""

    def limit_of(self, task: Task) -> timedelta:
        """The longest that *do* takes for this task, all its requests together."""
        ...

    def settle_of(self, task: Task) -> timedelta:
        """How long the other side may take to show what it accepted of this task."""
        ...


def limit_of(effect: Effect, task: Task) -> timedelta:
    """The longest that the effect's *do* takes for this task."""
    return effect.limit_of(task) if isinstance(effect, Uneven) else effect.limit


def settle_of(effect: Effect, task: Task) -> timedelta:
    """How long until what the effect did for this task can be read."""
    return effect.settle_of(task) if isinstance(effect, Uneven) else effect.settle


def claim_time(effect: Effect, task: Task) -> timedelta:
    """How long a claim holds: twice the effect's whole limit and 30 s for a sleepy process."""
    return 2 * limit_of(effect, task) + timedelta(seconds=30)
