"""What a check of something said last: a figure that several verdicts share."""

from dataclasses import dataclass
from datetime import datetime

from gospablik.store.tables import Result


@dataclass(frozen=True, slots=True)
class Status:
    """What the newest check of something said. `was_bad`: at any time of the week."""

    result: Result
    at: datetime | None
    words: str
    expected: str
    found: str
    was_bad: bool
