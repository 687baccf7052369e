"""The part of the week that is counted, and the pages left out of it, as conditions of queries."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_

from gospablik.organisation import Organisation
from gospablik.span import Week


@dataclass(frozen=True, slots=True)
class Window:
    """From Monday's midnight to the cut-off; `until` is the last moment that belongs to it.

    `away`: keys of the pages that are suspended by `until`, hence in none of the week's numbers;
    `away_now`: of those that are suspended by now, hence in nothing that stands open.
    """

    since: datetime
    until: datetime
    away: tuple[str, ...] = ()
    away_now: tuple[str, ...] = ()

    @classmethod
    def of(cls, week: Week, now: datetime) -> "Window":
        """A week that goes on is counted up to and with now, a past one without its end."""
        return cls(week.start, min(now, week.end - timedelta(microseconds=1)))

    def without_suspended(self, office: Organisation, now: datetime) -> "Window":
        """The same part of the week without the pages that are suspended."""
        return replace(
            self,
            away=tuple(office.suspended_keys(self.until)),
            away_now=tuple(office.suspended_keys(now)),
        )

    def holds(self, column: Any) -> ColumnElement[bool]:
        """Whether the column's moment lies within."""
        return and_(column >= self.since, column <= self.until)

    def counts(self, page: Any) -> ColumnElement[bool]:
        """Whether what happened on the column's page belongs to the week's numbers."""
        here: ColumnElement[bool] = page.not_in(self.away)
        return here

    def stands(self, page: Any) -> ColumnElement[bool]:
        """Whether what is open on the column's page belongs to what is open now."""
        here: ColumnElement[bool] = page.not_in(self.away_now)
        return here
