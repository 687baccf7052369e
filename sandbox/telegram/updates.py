"""The updates that wait for a bot (facts 1.6, 1.7)."""

import asyncio
import time
from typing import Any, NamedTuple

DAY = 86400
ASKED_ONLY = {"chat_member", "message_reaction", "message_reaction_count"}
OTHER_CONSUMER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)


class Update(NamedTuple):
    """One update: unconfirmed until its bot asks for a higher number."""

    id: int
    kind: str
    body: dict[str, Any]
    expires: int

    def shown(self) -> dict[str, Any]:
        """The Update object."""
        return {"update_id": self.id, self.kind: self.body}


class Queue:
    """One bot's updates, its choice of kinds, its webhook and the poll that waits.

    `allowed` None means every kind but those that must be asked for by name.
    """

    def __init__(self) -> None:
        self.waiting: list[Update] = []
        self.allowed: frozenset[str] | None = None
        self.webhook = ""
        self.arrived = asyncio.Event()
        self.turn = 0
        self.ended_by = OTHER_CONSUMER
        self._next_id = 480001
        self._asked: tuple[int, float] = (0, -1e9)

    def add(self, kind: str, body: dict[str, Any], date: int, now: int) -> None:
        """Keep an update unless the bot does not want its kind or it is a day old."""
        wanted = kind not in ASKED_ONLY if self.allowed is None else kind in self.allowed
        if wanted and date + DAY > now:
            self.waiting.append(Update(self._next_id, kind, body, date + DAY))
            self._next_id += 1
            self.arrived.set()

    def choose(self, kinds: list[str]) -> None:
        """Kinds for later updates; an empty list brings the default back."""
        self.allowed = frozenset(kinds) if kinds else None

    def confirm(self, offset: int) -> None:
        """Forget what lies before the offset; a negative one keeps only so many of the last."""
        if offset > 0:
            self.waiting = [one for one in self.waiting if one.id >= offset]
        elif offset < 0:
            self.waiting = self.waiting[offset:]

    def ready(self, limit: int, now: int) -> list[dict[str, Any]]:
        """The first updates that have not gone out of date; they stay until confirmed."""
        self.waiting = [one for one in self.waiting if one.expires > now]
        return [one.shown() for one in self.waiting[:limit]]

    def take_turn(self, ended_by: str = OTHER_CONSUMER) -> int:
        """End the poll that waits, whoever's it is; the number of the new one."""
        self.turn += 1
        self.ended_by = ended_by
        self.arrived.set()
        return self.turn

    def fused(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        """Limit and timeout after the server's fuse against hasty repetition (facts 1.3)."""
        asked, at = self._asked
        now = time.monotonic()
        self._asked = offset, now
        if offset != asked:
            return limit, timeout
        if timeout < 3 and now < at + 3:
            timeout = 3
        return (1 if now < at + 0.5 else limit), timeout
