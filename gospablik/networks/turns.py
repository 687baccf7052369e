"""Whose turn it is with a key: what a pace asks, and the answer for one process alone.

All processes of all machines share `gospablik.store.turns.StoredTurns`.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol


class Turns(Protocol):
    """Lanes of places by key: each begins where the last place that was taken ends.

    Moments are those of `time.monotonic` in this process.
    """

    def take(
        self, key: str, lane: str, *, apart: float, count: int, patience: float
    ) -> tuple[float, Mapping[str, float]]:
        """Take the next `count` places, so many seconds apart.

        Returns the moment of the first one, and when each lane of this key will be free that is
        not yet. Takes nothing if the first one is `patience` seconds away or more.
        """
        ...

    def hold(self, key: str, lanes: Sequence[str], seconds: float) -> None:
        """Let nobody take a place of these lanes for so long."""
        ...


class MemoryTurns:
    """The turns of one process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._free: dict[tuple[str, str], float] = {}

    def take(
        self, key: str, lane: str, *, apart: float, count: int, patience: float
    ) -> tuple[float, Mapping[str, float]]:
        """See `Turns`."""
        with self._lock:
            now = self._clock()
            start = max(now, self._free.get((key, lane), now))
            if start - now < patience:
                self._free[key, lane] = start + apart * count
            free = self._free.items()
            return start, {one: at for (whose, one), at in free if whose == key and at > now}

    def hold(self, key: str, lanes: Sequence[str], seconds: float) -> None:
        """See `Turns`."""
        with self._lock:
            until = self._clock() + seconds
            for lane in lanes:
                self._free[key, lane] = max(until, self._free.get((key, lane), until))
