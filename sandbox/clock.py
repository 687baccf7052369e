"""The sandbox's own clock, which a test may shift."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The system clock plus an offset; never a naive datetime."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """The sandbox's time, in UTC."""
        return datetime.now(UTC) + self.offset

    def unix(self) -> int:
        """The sandbox's time as VK counts it: whole seconds since 1970."""
        return int(self.now().timestamp())

    def milliseconds(self) -> int:
        """The sandbox's time as MAX counts it."""
        return int(self.now().timestamp() * 1000)

    def shift_to(self, seconds: float) -> None:
        """Set the offset (not add to it)."""
        self.offset = timedelta(seconds=seconds)
