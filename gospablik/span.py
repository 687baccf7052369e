"""A week: Monday to Sunday in the organisation's zone, its edges in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from gospablik.clock import require_aware
from gospablik.organisation import Organisation


@dataclass(frozen=True, slots=True)
class Week:
    """One calendar week. `start` belongs to it, `end` does not; both are aware, UTC."""

    monday: date
    start: datetime
    end: datetime

    @classmethod
    def of(cls, office: Organisation, now: datetime) -> "Week":
        """The last full week: the one that ended with the latest local Sunday."""
        return cls.starting(office, _today(office, now) - timedelta(days=7))

    @classmethod
    def current(cls, office: Organisation, now: datetime) -> "Week":
        """The week that is going on, for a preliminary report."""
        return cls.starting(office, _today(office, now))

    @classmethod
    def starting(cls, office: Organisation, day: date) -> "Week":
        """The week that holds that day of the organisation's calendar."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, midnight(office, monday), midnight(office, monday + timedelta(days=7)))

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def days(self) -> tuple[date, ...]:
        """The seven days, Monday first."""
        return tuple(self.monday + timedelta(days=n) for n in range(7))

    @property
    def number(self) -> int:
        """The number of the week in its ISO year; the first days of January may be week 53."""
        return self.monday.isocalendar().week

    @property
    def words(self) -> str:
        """«неделя 48 (23–29.11.2026)»."""
        return f"неделя {self.number} ({self._dates()})"

    def cut_off(self, now: datetime) -> datetime:
        """Up to when flows are counted: the end of the week, or now if it still goes on (UTC)."""
        return min(require_aware(now), self.end)

    def gone(self, now: datetime) -> float:
        """The part of the week that is over by then, 0 to 1; `now` not before its beginning."""
        return (self.cut_off(now) - self.start) / (self.end - self.start)

    def _dates(self) -> str:
        first, last = self.monday, self.sunday
        if first.year != last.year:
            return f"{first:%d.%m.%Y}–{last:%d.%m.%Y}"
        if first.month != last.month:
            return f"{first:%d.%m}–{last:%d.%m.%Y}"
        return f"{first:%d}–{last:%d.%m.%Y}"


def midnight(office: Organisation, day: date) -> datetime:
    """When that day begins where the organisation is (UTC)."""
    return datetime.combine(day, time(), office.zone).astimezone(UTC)


def _today(office: Organisation, now: datetime) -> date:
    return office.local(require_aware(now)).date()
