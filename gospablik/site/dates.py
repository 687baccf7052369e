"""Dates as sites write them: RFC 822, ISO, Russian words, with and without a zone."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from gospablik.text.months import MONTH, month_number

_CLOCK = r"(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
_OFFSET = r"(?P<offset>[+-][0-9]{2}:?[0-9]{2}(?![0-9])|[A-Za-z]{1,5}(?![A-Za-z]))"
_REST = rf"(?:(?:\s*г(?:ода|\.)?)?(?:\s*[,|/]|\s+в|\s*T|\s+[-–—])?\s*{_CLOCK}(?:\s*{_OFFSET})?)?"
_BEFORE = (
    r"(?:(?<![0-9:.])(?P<early_hour>[0-9]{1,2}):(?P<early_minute>[0-9]{2})(?:\s*[,|/]\s*|\s+))?"
)
_DAY = r"(?<!\w)(?P<day>[0-9]{1,2})"
_FORMS = [
    re.compile(rf"(?<!\w)(?P<year>[0-9]{{4}})-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}}){_REST}"),
    re.compile(
        rf"{_BEFORE}{_DAY}(?P<dot>[./-])(?P<month>[0-9]{{1,2}})(?P=dot)"
        rf"(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9]){_REST}",
    ),
    re.compile(
        rf"{_BEFORE}{_DAY}(?:-?го)?[\s-]+"
        rf"(?P<month>{MONTH})\.?[\s,-]+(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9:]){_REST}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\w)(?P<month>{MONTH})\.?\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+"
        rf"(?P<year>[0-9]{{4}})(?![0-9]){_REST}",
        re.IGNORECASE,
    ),
    re.compile(rf"{_BEFORE}(?<!\w)(?P<near>сегодня|вчера|позавчера){_REST}", re.IGNORECASE),
    re.compile(rf"{_BEFORE}{_DAY}(?:-?го)?\s+(?P<month>{MONTH}){_REST}", re.IGNORECASE),
]
_NEAR = {"сегодня": 0, "вчера": 1, "позавчера": 2}
_AGO = re.compile(
    r"(?<!\w)(?P<count>[0-9]{1,3})?\s*(?P<unit>минут|час)[а-я]*\s+назад", re.IGNORECASE
)
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
    `now` (aware) is needed for «сегодня», «2 часа назад» and days without a year.
    """
    found = next((match for form in _FORMS if (match := form.search(raw))), None)
    if found is None:
        return _ago(raw, now)
    parts = found.groupdict()
    offset = _offset(parts.get("offset"), zone)
    try:
        day = _day(parts, now.astimezone(zone).date())
        local = datetime.combine(day, _time(parts), offset)
        # 00:00 UTC is an hour like any other: WordPress writes all dates in UTC.
        universal = offset is UTC and zone.utcoffset(local.replace(tzinfo=None)) != timedelta(0)
        if local.time() == time() and not universal:
            return SiteDate(datetime.combine(day, time(), zone).astimezone(UTC), True)
        return SiteDate(local.astimezone(UTC), False)
    except (ValueError, OverflowError):
        return None


def _ago(raw: str, now: datetime) -> SiteDate | None:
    """«5 минут назад», «час назад»."""
    found = _AGO.search(raw)
    if found is None:
        return None
    count = int(found["count"] or 1)
    hours = found["unit"].lower() == "час"
    past = timedelta(hours=count) if hours else timedelta(minutes=count)
    return SiteDate((now - past).astimezone(UTC).replace(second=0, microsecond=0), False)


def _time(parts: dict[str, str | None]) -> time:
    if parts["hour"] is None and parts.get("early_hour"):
        return time(int(parts["early_hour"] or 0), int(parts["early_minute"] or 0))
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    return time(hour, minute, second)


def _day(parts: dict[str, str | None], today: date) -> date:
    near = parts.get("near")
    if near:
        return today - timedelta(days=_NEAR[near.lower()])
    month, day = parts["month"] or "", int(parts["day"] or 0)
    number = int(month) if month.isdecimal() else month_number(month)
    year = parts.get("year")
    if not year:  # «15 сентября»: the last one there was
        this_year = date(today.year, number, day)
        past = this_year <= today + timedelta(days=1)
        return this_year if past else this_year.replace(year=today.year - 1)
    return date(int(year) + (2000 if len(year) == 2 else 0), number, day)


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
