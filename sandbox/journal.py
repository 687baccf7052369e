"""What came in from the outside, in order, and how it ended."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any


@dataclass
class Entry:
    """One request or letter. The outcome is «pending» until the answer is settled."""

    n: int
    time: str
    where: str
    params: dict[str, str]
    token_kind: str | None = None
    outcome: str = "pending"


class Journal:
    """All entries since the start or the last reset; numbers grow by one and never repeat."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []

    def open(self, now: datetime, where: str, params: dict[str, str]) -> Entry:
        """Note an arrival; tokens must be taken out of the params by the caller."""
        entry = Entry(len(self._entries) + 1, now.isoformat(), where, params)
        self._entries.append(entry)
        return entry

    def since(self, n: int) -> list[dict[str, Any]]:
        """The entries numbered above n."""
        return [asdict(entry) for entry in self._entries[max(n, 0) :]]
