"""How often VK lets one act (facts A4); all numbers may be changed by a control."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, fields

from sandbox.fields import Fields


@dataclass
class Limits:
    """Calls a second for each kind of token, calls and posts a day, lengths, times to wait.

    How many Long Poll servers a day VK gives is not published; 1000 is a guess on the safe side.
    What the API took appears in lists `*_visible_after` seconds later.
    """

    enabled: bool = True
    user: int = 3
    service: int = 3
    community: int = 20
    posts_per_day: int = 50
    wall_get_per_day: int = 5000
    long_poll_servers_per_day: int = 1000
    text: int = 16384
    restore_seconds: int = 24 * 3600
    post_visible_after: int = 0
    comment_visible_after: int = 0

    def per_day(self, method: str) -> int | None:
        """How often a token may call this method within 24 hours (facts A3: error 29, A4)."""
        if method == "wall.get":
            return self.wall_get_per_day
        return self.long_poll_servers_per_day if method == "groups.getLongPollServer" else None

    def update(self, body: Fields) -> None:
        """Change the named numbers, leave the rest."""
        for one in fields(self):
            if one.name == "enabled":
                self.enabled = body.flag("enabled", self.enabled)
            elif one.name in body:
                setattr(self, one.name, body.integer(one.name))


class Rates:
    """Sliding one-second windows, one for each token, on real time whatever the clock says."""

    def __init__(self) -> None:
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def admits(self, token: str, per_second: int) -> bool:
        """Whether one more call fits in; a refused call is not counted."""
        now = time.monotonic()
        calls = self._calls[token]
        while calls and calls[0] <= now - 1.0:
            calls.popleft()
        if len(calls) >= per_second:
            return False
        calls.append(now)
        return True


class Quotas:
    """Sliding windows of 24 hours on the sandbox's clock, one for each token and method."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, str], deque[int]] = defaultdict(deque)

    def admits(self, token: str, method: str, per_day: int, now: int) -> bool:
        """Whether one more call fits in; a refused call is not counted."""
        calls = self._calls[token, method]
        while calls and calls[0] <= now - 24 * 3600:
            calls.popleft()
        if len(calls) >= per_day:
            return False
        calls.append(now)
        return True
