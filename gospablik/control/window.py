"""The part of the week that is counted, as conditions of queries."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_

from gospablik.control.span import Week


@dataclass(frozen=True, slots=True)
class Window:
    """From Monday's midnight to the cut-off; `until` is the last moment that belongs to it."""

    since: datetime
    until: datetime

    @classmethod
    def of(cls, week: Week, now: datetime) -> "Window":
        """A week that goes on is counted up to and with now, a past one without its end."""
        return cls(week.start, min(now, week.end - timedelta(microseconds=1)))

    def holds(self, column: Any) -> ColumnElement[bool]:
        """Whether the column's moment lies within."""
        return and_(column >= self.since, column <= self.until)
