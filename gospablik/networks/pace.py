"""Politeness: no more requests a second with a key than its network allows."""

import hashlib
import threading
import time
from collections import defaultdict, deque

WINDOW = 1.05
"""Seconds. A little over one, since the network's second does not begin with ours."""


class Pace:
    """Counts requests by key over a sliding window. Keeps digests, never the keys."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sent: dict[bytes, deque[float]] = defaultdict(deque)

    def reserve(self, token: str, rate: int) -> float:
        """Book the next free place and tell how many seconds away it is."""
        key = hashlib.sha256(token.encode()).digest()
        with self._lock:
            now = time.monotonic()
            sent = self._sent[key]
            place = now if len(sent) < rate else max(now, sent[-rate] + WINDOW)
            sent.append(place)
            while len(sent) > rate:
                sent.popleft()
            return place - now


SHARED = Pace()
"""One for the process: a key's limit is the same whoever uses the key."""
