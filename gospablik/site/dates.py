"""Dates as sites write them: RFC 822, ISO, Russian words, with and without a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from gospablik.text.months import MONTH, month_number

_CLOCK = r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
_OFFSET = r"(?P<offset>[+-][0-9]{2}:?[0-9]{2}(?![0-9])|[A-Za-z]{1,5}(?![A-Za-z]))"
_REST = rf"(?:(?:\s*г(?:ода|\.)?)?(?:\s*,|\s+в|\s*T|\s+-)?\s*{_CLOCK}(?:\s*{_OFFSET})?)?"
_FORMS = [
    re.compile(rf"(?<!\w)(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_REST}"),
    re.compile(
        r"(?<!\w)(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4}|[0-9]{2})(?![0-9])"
        + _REST,
    ),
    re.compile(
        r"(?<!\w)(?P<day>[0-9]{1,2})(?:-?го)?[\s-]+"
        rf"(?P<month>{MONTH})\.?[\s,-]+(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9]){_REST}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\w)(?P<near>сегодня|вчера){_REST}", re.IGNORECASE),
]
# Names that one place alone can mean; anything else unknown is the site's own time.
_ZONES = {
    "MSK": "Europe/Moscow",
    "YEKT": "Asia/Yekaterinburg",
    "KRAT": "Asia/Krasnoyarsk",
    "IRKT": "Asia/Irkutsk",
    "YAKT": "Asia/Yakutsk",
    "VLAT": "Asia/Vladivostok",
    "MAGT": "Asia/Magadan",
}


@dataclass(frozen=True, slots=True)
class SiteDate:
    """A moment in UTC; with `date_only` the local midnight of the day that was named."""

    at: datetime
    date_only: bool


def read_date(raw: str, zone: ZoneInfo, now: datetime) -> SiteDate | None:
    """The moment a site's date means, None if it cannot be read.

    Without an offset, or with a zone name nobody knows, it is the time of the site's `zone`.
    A bare day, and midnight sharp (so Bitrix writes a day without an hour), are `date_only`.
    `now` (aware) is needed for «сегодня» and «вчера».
    """
    found = next((match for form in _FORMS if (match := form.search(raw))), None)
    if found is None:
        return None
    parts = found.groupdict()
    offset = _offset(parts["offset"], zone)
    try:
        day = _day(parts, now.astimezone(zone).date())
        hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
        local = datetime.combine(day, time(hour, minute, second), offset)
        # 00:00 UTC is an hour like any other: WordPress writes all dates in UTC.
        universal = offset is UTC and zone.utcoffset(local.replace(tzinfo=None)) != timedelta(0)
        if local.time() == time() and not universal:
            return SiteDate(datetime.combine(day, time(), zone).astimezone(UTC), True)
        return SiteDate(local.astimezone(UTC), False)
    except (ValueError, OverflowError):
        return None


def _day(parts: dict[str, str | None], today: date) -> date:
    near = parts.get("near")
    if near:
        return today - timedelta(days=near.lower() == "вчера")
    year, month, day = (parts[name] or "" for name in ("year", "month", "day"))
    number = int(month) if month.isdecimal() else month_number(month)
    return date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))


def _offset(name: str | None, zone: ZoneInfo) -> tzinfo:
    if name is None:
        return zone
    if name[0] in "+-":
        digits = name[1:].replace(":", "")
        size = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        if not size:
            return UTC
        return timezone(-size if name[0] == "-" else size) if size < timedelta(days=1) else zone
    if name.upper() in ("Z", "UT", "UTC", "GMT"):
        return UTC
    return ZoneInfo(_ZONES[name.upper()]) if name.upper() in _ZONES else zone
