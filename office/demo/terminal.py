"""What the demo prints: steps with the seconds since the start, links, and requests to a person."""

import select
import sys
import time


class Terminal:
    """The teller of the day. `once`: nobody sits in front of it."""

    def __init__(self, *, once: bool) -> None:
        self.once = once
        self._start = time.monotonic()

    @property
    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self._start

    def step(self, words: str) -> None:
        """A step of the day."""
        print(f"[{self.seconds:5.1f} с] {words}", flush=True)

    def more(self, words: str) -> None:
        """A line under a step."""
        print(f"          {words}", flush=True)

    def enter_pressed(self) -> bool:
        """Whether somebody at a terminal has pressed Enter since the last question."""
        if not sys.stdin.isatty() or not select.select([sys.stdin], [], [], 0)[0]:
            return False
        sys.stdin.readline()
        return True
