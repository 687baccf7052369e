"""Politeness: no more requests a second with a key than its network allows, whoever uses the key.

Each key has two lanes of evenly spaced places: one for reading, and a slow one for writing. A lane
is kept by `Turns`, which all processes may share; a process that is in a hurry takes places ahead,
a second's worth at most, so that not every request costs a transaction.
"""

import hashlib
import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from gospablik.networks.errors import Hold, NetworkError, not_sent
from gospablik.networks.transport import SHORT_WAIT
from gospablik.networks.turns import MemoryTurns, Turns

WINDOW = 1.05
"""How long we hold each second of a network's limit to last: a request may be late on its way."""
_IN_MINUTES = 120.0
"""From so many seconds on, people are told minutes."""


class Lane(StrEnum):
    """Reading and writing do not wait for each other; their rates together are the key's limit."""

    READ = "read"
    WRITE = "write"


@dataclass(slots=True)
class _Block:
    """Places that are ours: the moment of the next one, how many there are, how far apart.

    `taken`: how many were asked for last time; 0 if some of them went by unused.
    """

    at: float = -math.inf
    left: int = 0
    apart: float = 0.0
    taken: int = 0

    def forget_before(self, now: float) -> None:
        """A place that went by is lost: used later, it would be too near to somebody else's."""
        while self.left and self.at < now:
            self.at += self.apart
            self.left, self.taken = self.left - 1, 0

    def wanted(self, now: float, rate: float) -> int:
        """How many to take next: one, and twice as many each time they were too few."""
        hurried = self.taken and self.at >= now
        return max(min(2 * self.taken, int(rate)), 1) if hurried else 1


class Pace:
    """Hands out places by key and lane. Knows digests of keys, never the keys.

    `clock`: seconds, of which only differences count.
    """

    def __init__(
        self, turns: Turns | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._turns = turns or MemoryTurns(clock)
        self._clock = clock
        self._lock = threading.Lock()
        self._blocks: dict[tuple[str, str], _Block] = {}
        self._held: dict[tuple[str, str], float] = {}

    def reserve(
        self,
        token: str,
        rate: float,
        lane: Lane = Lane.READ,
        *,
        method: str = "",
        patience: float = math.inf,
    ) -> float:
        """Book the next free place of the lane and tell how many seconds away it is.

        `rate`: places a second. Nothing is booked if the answer is `patience` or more; it always
        is while the network wants `method` to be left alone.
        """
        key = _digest(token)
        with self._lock:
            block = self._blocks.setdefault((key, lane), _Block())
            block.forget_before(self._clock())
            if not block.left:
                self._take(block, key, lane, rate, patience)
            now = self._clock()
            pause = max(block.at - now, 0.0)
            held = self._held.get((key, _mark(method)), now) - now
            if held > 0 or pause >= patience or not block.left:
                return max(pause, held, patience)
            block.at, block.left = block.at + block.apart, block.left - 1
            return pause

    def penalise(self, token: str, wait: timedelta, hold: Hold, *, lane: Lane, method: str) -> None:
        """Let nobody use so much of the key as `hold` says for so long."""
        key, seconds = _digest(token), wait.total_seconds()
        lanes: tuple[str, ...] = (lane,)
        if hold is not Hold.LANE:
            lanes = tuple(Lane) if hold is Hold.KEY else (_mark(method),)
        self._turns.hold(key, lanes, seconds)
        with self._lock:
            for one in lanes:
                self._blocks.pop((key, one), None)
                self._held[key, one] = self._clock() + seconds

    def _take(self, block: _Block, key: str, lane: Lane, rate: float, patience: float) -> None:
        now = self._clock()
        count, apart = block.wanted(now, rate), WINDOW / rate
        at, busy = self._turns.take(key, lane, apart=apart, count=count, patience=patience)
        block.at, block.apart = at, apart
        block.left = block.taken = count if at - now < patience else 0
        self._held |= {(key, mark): until for mark, until in busy.items()}


SHARED = Pace()
"""The one that all adapters ask. Alone in its process until the desk lays our database under it."""


@contextmanager
def turn(
    token: str,
    rate: float,
    lane: Lane = Lane.READ,
    *,
    network: str,
    patience: float,
    method: str = "",
) -> Iterator[None]:
    """Wait for the key's turn, and remember for everybody what the network answers about waiting.

    `rate`: requests a second in this lane. `patience`: seconds that the request may wait. Raises
    NetworkError(LATER) if that is too short: then nothing was sent.
    """
    pause = SHARED.reserve(token, rate, lane, method=method, patience=patience)
    if pause >= patience:
        wait = max(SHORT_WAIT, timedelta(seconds=pause))
        raise not_sent(network, _too_long(pause, patience), wait)
    time.sleep(pause)
    try:
        yield
    except NetworkError as error:
        if error.hold and error.wait:
            SHARED.penalise(token, error.wait, error.hold, lane=lane, method=method)
        raise


def _too_long(pause: float, patience: float) -> str:
    if patience <= 0:
        return "на этот запрос не осталось времени"
    far = f"{math.ceil(pause)} с" if pause < _IN_MINUTES else f"{math.ceil(pause / 60)} мин"
    return f"очередь этого ключа настанет через {far}, столько запрос не ждёт"


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _mark(method: str) -> str:
    """The lane's name of one method; it has eight characters in the database."""
    return hashlib.sha256(method.encode()).hexdigest()[:8]
