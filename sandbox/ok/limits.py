"""How much OK lets one do (facts B4); all figures may be changed by a control."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, field, fields

from sandbox.fields import BadRequestError, Fields

DAY = 24 * 3600.0


@dataclass
class Limits:
    """Calls, lengths, sizes. `methods` names calls of one method a day for one token.

    Known are comment_text, photo_stored_side and the two figures of videos; the rest is a guess.
    """

    enabled: bool = True
    per_second: int = 100
    per_method: int = 1_000_000
    methods: dict[str, int] = field(default_factory=dict)
    topic_text: int = 8000
    topic_blocks: int = 20
    poll_question: int = 1000
    poll_answers: int = 20
    poll_answer: int = 200
    comment_text: int = 3000
    photo_bytes: int = 50_000_000
    photo_min_side: int = 1
    photo_max_side: int = 14_000
    photo_stored_side: int = 1680
    video_min_bytes: int = 16 * 1024
    video_max_bytes: int = 1024**3

    def update(self, body: Fields) -> None:
        """Change the named figures, leave the rest."""
        unknown = set(body.data) - {one.name for one in fields(self)}
        if unknown:
            raise BadRequestError(f"no such limit: {', '.join(sorted(unknown))}")
        for name in body.data:
            if name == "enabled":
                self.enabled = body.flag(name)
            elif name == "methods":
                calls = Fields(body.data[name])
                self.methods |= {method: calls.integer(method) for method in calls.data}
            else:
                setattr(self, name, body.integer(name))

    def daily(self, method: str) -> int:
        """How often one token may call the method within a day."""
        return self.methods.get(method, self.per_method)


class Windows:
    """Sliding windows on real time, whatever the sandbox's clock says."""

    def __init__(self) -> None:
        self._calls: dict[tuple[str, str], deque[float]] = defaultdict(deque)

    def count(self, token: str, what: str, seconds: float) -> int:
        """The admitted calls within the last seconds."""
        calls, now = self._calls[token, what], time.monotonic()
        while calls and calls[0] <= now - seconds:
            calls.popleft()
        return len(calls)

    def note(self, token: str, what: str) -> None:
        """One more call was admitted."""
        self._calls[token, what].append(time.monotonic())
