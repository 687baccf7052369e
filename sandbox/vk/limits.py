"""How often VK lets one act (facts A4); all numbers may be changed by a control."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, fields

from sandbox.fields import Fields


@dataclass
class Limits:
    """Calls a second for each kind of token, posts a day, lengths, the time to undo a removal."""

    enabled: bool = True
    user: int = 3
    service: int = 3
    community: int = 20
    posts_per_day: int = 50
    text: int = 16384
    restore_seconds: int = 24 * 3600

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
