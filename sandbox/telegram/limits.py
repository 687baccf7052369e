"""How often a bot may send and how much (facts 1.3); a control may change every number."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass, fields

from sandbox.fields import Fields


@dataclass
class Limits:
    """`enabled` concerns the rates and the fuse of getUpdates; sizes hold always.

    `per_second`: messages of a bot over all chats. `chat_per_minute`: messages to one group or
    channel. `chat_burst`: one message a second to one chat, so many at a stroke tolerated.
    """

    enabled: bool = True
    per_second: int = 30
    chat_per_minute: int = 20
    chat_burst: int = 5
    photo_bytes: int = 10 << 20
    upload_bytes: int = 50 << 20
    download_bytes: int = 20 << 20

    def update(self, body: Fields) -> None:
        """Change the named numbers, leave the rest."""
        for one in fields(self):
            if one.name == "enabled":
                self.enabled = body.flag("enabled", self.enabled)
            elif one.name in body:
                setattr(self, one.name, body.integer(one.name))


class Rates:
    """Sliding windows over what was sent, on real time whatever the clock says."""

    def __init__(self) -> None:
        self._sent: dict[tuple[int, int | None], deque[float]] = defaultdict(deque)

    def wait(self, bot: int, chat: int, count: int, limits: Limits) -> float:
        """The seconds to wait before so many messages fit in; 0 when they do, and are counted."""
        now = time.monotonic()
        windows = (
            ((bot, None), limits.per_second, 1.0),
            ((bot, chat), limits.chat_per_minute, 60.0),
            ((bot, chat), limits.chat_burst, float(limits.chat_burst)),
        )
        waits = [self._lack(key, most, span, count, now) for key, most, span in windows]
        if max(waits) > 0:
            return max(waits)
        for key in {(bot, None), (bot, chat)}:
            self._sent[key].extend([now] * count)
        return 0.0

    def _lack(
        self, key: tuple[int, int | None], most: int, span: float, count: int, now: float
    ) -> float:
        """How long until enough of the window has passed; an album may overfill an empty one."""
        sent = self._sent[key]
        while sent and sent[0] <= now - 60.0:
            sent.popleft()
        recent = [at for at in sent if at > now - span]
        excess = len(recent) + count - most
        return (
            0.0 if not recent or excess <= 0 else recent[min(excess, len(recent)) - 1] + span - now
        )
