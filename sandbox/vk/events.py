"""What happens in a community, kept for Bots Long Poll (facts A8)."""

import asyncio
import secrets
from collections import defaultdict
from copy import copy
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Event:
    """One thing that happened; `what` is the record as it was then. `n` is the `ts` after it."""

    n: int
    event_id: str
    type: str
    what: Any


@dataclass
class Queue:
    """The events of one community. Switched off until groups.setLongPollSettings.

    `floor`: what happened before this `ts` is lost. `dead` maps a key that no longer opens the
    queue to the `failed` it is answered. The next `swallow` events never arrive, of the `twice`
    after them each arrives a second time under the same event_id.
    """

    enabled: bool = False
    version: str = "5.199"
    wanted: dict[str, bool] = field(default_factory=dict)
    key: str = field(default_factory=lambda: secrets.token_hex(20))
    ts: int = 0
    floor: int = 0
    swallow: int = 0
    twice: int = 0
    events: list[Event] = field(default_factory=list)
    dead: dict[str, int] = field(default_factory=dict)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)

    def add(self, kind: str, what: Any) -> None:
        """Keep an event if anybody asked for its kind, and wake whoever waits."""
        if not (self.enabled and self.wanted.get(kind)):
            return
        if self.swallow:
            self.swallow -= 1
            return
        copies = 2 if self.twice else 1
        self.twice -= copies - 1
        event_id = secrets.token_hex(20)
        for _ in range(copies):
            self.ts += 1
            self.events.append(Event(self.ts, event_id, kind, copy(what)))
        self.arrived.set()
        self.arrived = asyncio.Event()

    def since(self, ts: int) -> list[Event]:
        """The events after this `ts`."""
        return [event for event in self.events if event.n > ts]

    def failure(self, key: str, ts: int | None) -> dict[str, int] | None:
        """The answer to a client whose key or `ts` is of no use any more, None if both are good."""
        if key != self.key:
            return {"failed": self.dead.get(key, 2)}
        if ts is None or not self.floor <= ts <= self.ts:
            return {"failed": 1, "ts": self.ts}
        return None

    def fail(self, code: int) -> None:
        """Lose the history (1), the key (2) or both (3)."""
        if code in {2, 3}:
            self.dead[self.key] = code
            self.key = secrets.token_hex(20)
        if code in {1, 3}:
            self.ts += 1
            self.floor, self.events = self.ts, []
        self.arrived.set()
        self.arrived = asyncio.Event()


class Events:
    """The queues of all communities."""

    def __init__(self) -> None:
        self._queues: dict[int, Queue] = defaultdict(Queue)

    def of(self, group_id: int) -> Queue:
        """The community's queue."""
        return self._queues[group_id]

    def add(self, group_id: int, kind: str, what: Any) -> None:
        """Something happened in the community."""
        self._queues[group_id].add(kind, what)
