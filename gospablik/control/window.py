"""The part of the week that is counted, and the pages left out of it, as conditions of queries."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, true

from gospablik.organisation import Organisation
from gospablik.span import Week
from gospablik.store.planning import Unindexed

NO_PAGE = ""
"""Stands in the place of a page's key where a row is of none: a letter, the site's reading."""


@dataclass(frozen=True, slots=True)
class Window:
    """From Monday's midnight to the cut-off; `until` is the last moment that belongs to it.

    `run`: keys of the pages in the week's numbers, those of organisation.toml that are not
    suspended by `until`; `run_now`: in what stands open, those not suspended by now. None: all.
    """

    since: datetime
    until: datetime
    run: tuple[str, ...] | None = None
    run_now: tuple[str, ...] | None = None

    @classmethod
    def of(cls, week: Week, now: datetime) -> "Window":
        """A week that goes on is counted up to and with now, a past one without its end."""
        return cls(week.start, min(now, week.end - timedelta(microseconds=1)))

    def of_run_pages(self, office: Organisation, now: datetime) -> "Window":
        """The same part of the week without the pages that are suspended, or not in the file."""
        return replace(
            self,
            run=tuple(page.key for page in office.active_pages(self.until)),
            run_now=tuple(page.key for page in office.active_pages(now)),
        )

    def holds(self, column: Any) -> ColumnElement[bool]:
        """Whether the column's moment lies within."""
        return and_(column >= self.since, column <= self.until)

    def tells_of(self, page: str) -> bool:
        """Whether the page of that key is in the week's numbers."""
        return self.run is None or page in self.run

    def counts(self, page: Any) -> ColumnElement[bool]:
        """Whether what happened on the column's page belongs to the week's numbers."""
        return _among(page, self.run)

    def stands(self, page: Any) -> ColumnElement[bool]:
        """Whether what is open on the column's page belongs to what is open now."""
        return _among(page, self.run_now)


def _among(page: Any, keys: tuple[str, ...] | None) -> ColumnElement[bool]:
    if keys is None:
        return true()
    # Nearly all rows are of these pages: no place to begin a search at.
    here: ColumnElement[bool] = Unindexed(page).in_((*keys, NO_PAGE))
    return here
