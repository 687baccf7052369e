"""Working days from a dated list; a year without a list is an error, never a guess."""

from datetime import UTC, date, datetime, timedelta

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation


def is_working_day(office: Organisation, day: date) -> bool:
    """Whether the office works on that day of its own calendar.

    Raises OfficeError when no holiday list covers the year.
    """
    for year in office.holidays:
        if year.year == day.year:
            if day in year.working_weekends:
                return True
            return day.weekday() < 5 and day not in year.days
    raise OfficeError(
        f"Нет списка праздничных дней на {day.year} год.",
        not_done="рабочее время не посчитано.",
        next_step=f"добавьте [[holidays]] year = {day.year} в organisation.toml.",
    )


def in_working_hours(office: Organisation, moment: datetime) -> bool:
    """Whether the office is at work at that aware moment."""
    local = office.local(moment)
    house = office.organisation
    return is_working_day(office, local.date()) and (
        house.day_starts <= local.time() < house.day_ends
    )


def after_working_days(office: Organisation, start: datetime, days: int) -> datetime:
    """The same local hour, so many working days later (UTC)."""
    local = office.local(start)
    while days:
        local += timedelta(days=1)
        days -= is_working_day(office, local.date())
    return local.astimezone(UTC)


def working_days_left(office: Organisation, now: datetime, until: datetime) -> int:
    """How many working days begin after that of `now`, that of `until` among them."""
    day, last = office.local(now).date(), office.local(until).date()
    left = 0
    while day < last:
        day += timedelta(days=1)
        left += is_working_day(office, day)
    return left


def after_working_hours(office: Organisation, start: datetime, hours: int) -> datetime:
    """When so many whole working hours have gone by (UTC); 0: `start` itself.

    What lies outside of the office's hours is not counted: on a Friday at 17:00, four hours of a
    day from 9 to 18 are over on Monday at 12:00. Raises OfficeError for a year without its list.
    """
    left, moment = timedelta(hours=hours), start.astimezone(UTC)
    day = office.local(start).date()
    house = office.organisation
    while left > timedelta(0):
        if is_working_day(office, day):
            # In UTC: where clocks are changed, an hour of the wall is not always an hour.
            opens = datetime.combine(day, house.day_starts, office.zone).astimezone(UTC)
            closes = datetime.combine(day, house.day_ends, office.zone).astimezone(UTC)
            begins = max(moment, opens)
            if begins + left <= closes:
                return begins + left
            left -= max(closes - begins, timedelta(0))
        day += timedelta(days=1)
    return moment


def before_working_days(office: Organisation, end: datetime, days: int) -> datetime:
    """A moment since which so many working days, that of `end` among them, have begun (UTC).

    At the same local hour as `end`.
    """
    local = office.local(end)
    while days:
        days -= is_working_day(office, local.date())
        local -= timedelta(days=1)
    return local.astimezone(UTC)


def a_working_day_or_24_hours(office: Organisation, start: datetime) -> datetime:
    """A working day later; 24 hours later where a year lacks its holiday list (UTC).

    For terms of what has to be written down or asked in any case: a lacking list is told elsewhere.
    """
    try:
        return after_working_days(office, start, 1)
    except OfficeError:
        return start.astimezone(UTC) + timedelta(days=1)


def working_time(office: Organisation, start: datetime, end: datetime) -> timedelta:
    """How much of the office's working hours lies between two aware moments; never below zero.

    Raises OfficeError when no holiday list covers a year in between.
    """
    total, house = timedelta(), office.organisation
    day, last = office.local(start).date(), office.local(end).date()
    while day <= last:
        if is_working_day(office, day):
            opens = datetime.combine(day, house.day_starts, office.zone)
            closes = datetime.combine(day, house.day_ends, office.zone)
            # In UTC: of moments of one zone Python subtracts what the clocks show.
            since = max(start.astimezone(UTC), opens.astimezone(UTC))
            until = min(end.astimezone(UTC), closes.astimezone(UTC))
            total += max(until - since, timedelta())
        day += timedelta(days=1)
    return total


def working_hours_or_two_weeks(office: Organisation, start: datetime, hours: int) -> datetime:
    """So many working hours later; two weeks later where a year lacks its holiday list (UTC).

    For what was decided and must not be lost: two weeks outlast the longest holidays.
    """
    try:
        return after_working_hours(office, start, hours)
    except OfficeError:
        return start.astimezone(UTC) + timedelta(days=14)


def require_holiday_lists(office: Organisation, today: datetime) -> None:
    """Refuse to start without the lists for this year and, from 15 December, for the next.

    A question asked at New Year's Eve is due in January: the list is needed before the bell.
    """
    local = office.local(today).date()
    is_working_day(office, local)
    if (local.month, local.day) >= (12, 15):
        is_working_day(office, date(local.year + 1, 1, 1))
