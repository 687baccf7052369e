"""The two figures of a reconciliation and their course over the last weeks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.store.reconciliation import Audit

WEEKS = 8
LOOKS_BACK = timedelta(days=14)
"""So far back at the least an audit must have looked that its figures are a week's."""
_AT_ONCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Figure:
    """`number` of `of`. `mark`: what share of them is a pass, 0 to 1; None: not judged."""

    number: int
    of: int
    mark: float | None = None

    @property
    def percent(self) -> int | None:
        """Rounded down, so that 100 means all; None if there was nothing to count."""
        return self.number * 100 // self.of if self.of else None

    @property
    def passed(self) -> bool | None:
        """Whether the mark is reached, by the exact share; None without a mark or numbers."""
        if self.mark is None or not self.of:
            return None
        return self.number / self.of >= self.mark

    @property
    def mark_words(self) -> str:
        """«95 %»; empty without a mark."""
        return "" if self.mark is None else f"{100 * self.mark:g} %"

    @property
    def words(self) -> str:
        """«47 из 50, 94 %», «не из чего считать»."""
        if self.percent is None:
            return "не из чего считать"
        return f"{self.number} из {self.of}, {self.percent} %"


@dataclass(frozen=True, slots=True)
class CourseWeek:
    """One local week, by the day of its Monday; both figures None if no audit ended in it."""

    monday: date
    coverage: Figure | None
    fidelity: Figure | None

    @property
    def words(self) -> str:
        """«23.11–29.11.2026»; with both years where there are two."""
        sunday = self.monday + timedelta(days=6)
        year = f".{self.monday:%Y}" if self.monday.year != sunday.year else ""
        return f"{self.monday:%d.%m}{year}–{sunday:%d.%m.%Y}"


def course(
    session: Session, office: Organisation, until: datetime, weeks: int = WEEKS
) -> tuple[CourseWeek, ...]:
    """The last whole audit of each week, oldest first; the last week is the one of `until` (aware).

    Weeks run from Monday to Sunday in the organisation's zone; for what is whole see `is_whole`.
    """
    last = _monday(office, until)
    mondays = [last - timedelta(weeks=back) for back in reversed(range(weeks))]
    since = datetime.combine(mondays[0], time(), office.zone).astimezone(UTC)
    found = session.scalars(
        select(Audit)
        .where(Audit.organisation == office.key, Audit.page == "", Audit.address == "")
        .where(Audit.ended_at >= since, Audit.ended_at <= until)
        .order_by(Audit.ended_at, Audit.id)
    )
    # The later one of a week takes the place of the earlier.
    by_week = {
        _monday(office, audit.ended_at): audit
        for audit in found
        if audit.ended_at and is_whole(audit)
    }
    return tuple(_weeks(mondays, by_week))


def is_whole(audit: Audit) -> bool:
    """It looked at all pages and at no single address, two weeks back at the least, and up to its
    own beginning: an old day looked at by hand is not how things stand.
    """
    everything = not (audit.page or audit.address)
    now = audit.until >= audit.began_at - _AT_ONCE
    return everything and now and audit.until - audit.since >= LOOKS_BACK


def _weeks(mondays: list[date], by_week: dict[date, Audit]) -> Iterator[CourseWeek]:
    for monday in mondays:
        audit = by_week.get(monday)
        if audit is None:
            yield CourseWeek(monday, None, None)
        else:
            coverage = Figure(audit.covered, audit.items)
            yield CourseWeek(monday, coverage, Figure(audit.faithful, audit.posts))


def _monday(office: Organisation, moment: datetime) -> date:
    day = office.local(moment).date()
    return day - timedelta(days=day.weekday())
