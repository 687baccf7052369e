"""What a control may change: how often one may call, how much fits, what MAX leaves unsaid."""

import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field, fields

from sandbox.fields import BadRequestError, Fields

KINDS = ("image", "video", "audio", "file")


@dataclass
class Limits:
    """Calls a second of a bot, operations a second in a chat, polls a second; sizes (facts 2.2).

    `retry_after` above 0 puts that header on a 429; MAX documents none.
    """

    enabled: bool = True
    overall: int = 30
    chat: int = 2
    updates: int = 2
    retry_after: int = 0
    text: int = 4000
    description: int = 16000
    image_bytes: int = 50 * 1024 * 1024
    image_side: int = 7680

    def update(self, body: Fields) -> None:
        """Change the named numbers, leave the rest."""
        for one in fields(self):
            if one.name == "enabled":
                self.enabled = body.flag("enabled", self.enabled)
            elif one.name in body:
                setattr(self, one.name, body.integer(one.name))


@dataclass
class Settings:
    """Where the facts are silent or the live service is odd.

    `senders` of comments: "null" for everybody (live report of August 2026) or "shown".
    `not_ready`: how many first uses of a fresh token of each kind are refused.
    `visible_after`: seconds of the sandbox's clock until lists know what the API took.
    `exclusive_bounds`: whether `before` and `after` leave out their own millisecond.
    """

    senders: str = "null"
    not_ready: dict[str, int] = field(
        default_factory=lambda: {"image": 0, "video": 2, "audio": 2, "file": 2}
    )
    visible_after: float = 0.0
    exclusive_bounds: bool = False

    def update(self, body: Fields) -> None:
        """Change the named members, leave the rest."""
        self.senders = body.choice("senders", ("null", "shown"), self.senders)
        self.visible_after = body.number("visible_after", self.visible_after)
        self.exclusive_bounds = body.flag("exclusive_bounds", self.exclusive_bounds)
        counts = Fields(body.data.get("not_ready", {}))
        unknown = set(counts.data) - set(KINDS)
        if unknown:
            raise BadRequestError(f"not_ready: no such kind as {', '.join(sorted(unknown))}")
        self.not_ready |= {kind: counts.integer(kind) for kind in counts.data}


class Rates:
    """Sliding one-second windows on real time, whatever the sandbox's clock says."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def admits(self, per_second: dict[str, int]) -> bool:
        """Whether one more call fits into all these windows; a refused one counts in none."""
        now = self._seconds()
        for key, most in per_second.items():
            calls = self._calls[key]
            while calls and calls[0] <= now - 1.0:
                calls.popleft()
            if len(calls) >= most:
                return False
        for key in per_second:
            self._calls[key].append(now)
        return True
