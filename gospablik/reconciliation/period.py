"""The time that a reconciliation looks at, as a person typed it."""

import re
from datetime import UTC, date, datetime, time, timedelta

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.reconciliation.scope import Scope

_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def period(office: Organisation, days: int, since: str, until: str, now: datetime) -> Scope:
    """From the first day typed to the end of the last one, or `days` back from that end.

    Days are «ДД.ММ.ГГГГ» in the organisation's zone, empty where none is set. Raises OfficeError.
    """
    first, last = _day(since, "начала"), _day(until, "конца")
    try:
        end = min(_midnight(office, last + timedelta(days=1)), now) if last else now
        start = _midnight(office, first) if first else end - timedelta(days=days)
    except OverflowError:  # the calendar ends there
        typed = " – ".join(filter(None, [since.strip(), until.strip()]))
        raise _refusal(f"Таких дней программа не считает: {typed[:40]}.") from None
    if start >= end:
        raise _refusal(
            f"Период пуст: он начинается {office.local(start):%d.%m.%Y %H:%M}, а заканчивается"
            f" {office.local(end):%d.%m.%Y %H:%M}."
        )
    return Scope(start, end)


def _midnight(office: Organisation, day: date) -> datetime:
    return datetime.combine(day, time(), office.zone).astimezone(UTC)


def _day(typed: str, which: str) -> date | None:
    if not typed.strip():
        return None
    found = _DAY.fullmatch(typed.strip())
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:  # there is no 31st of February
        pass
    raise _refusal(f"День {which} «{typed.strip()[:40]}» не разобран.")


def _refusal(happened: str) -> OfficeError:
    return OfficeError(
        happened,
        not_done="ничего не сверено.",
        next_step="напишите дни так: 25.11.2026, начало раньше конца; пустое поле — по числу дней.",
    )
