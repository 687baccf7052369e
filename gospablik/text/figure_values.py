"""Normal forms of figures: a reader gets a match and gives values; none if it is no figure."""

import re
from decimal import Decimal

from gospablik.text.months import month_number
from gospablik.text.powers import exponent

_PHONE = 10
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def trimmed(address: str) -> str:
    """An address without the punctuation of the sentence around it."""
    address = address.rstrip(".,;:!?'’…»]")
    while address.endswith(")") and address.count(")") > address.count("("):
        address = address[:-1].rstrip(".,;:!?")
    return address


def bare(address: str) -> str:
    """An address without scheme and www."""
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address, flags=re.IGNORECASE)


def host_of(address: str) -> str:
    """The host of an address, in small letters."""
    return re.split("[/?#:]", bare(address), maxsplit=1)[0].lower()


def link(found: re.Match[str]) -> list[str]:
    """`www.Example.ru/News/` → `example.ru/News`."""
    host, slash, path = bare(trimmed(found[0])).partition("/")
    value = (host.lower() + slash + path).rstrip("/")
    return [value] if value else []


def _date(year: str | None, month: int, day: int) -> list[str]:
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]):
        return []
    full = "-" if year is None else year if len(year) == 4 else f"20{year}"
    return [f"{full}-{month:02}-{day:02}"]


def numeric_date(found: re.Match[str]) -> list[str]:
    """`15.09.2026`, `15.09.26`, `15.09`, `2026-09-15`."""
    return _date(found.groupdict().get("year"), int(found["month"]), int(found["day"]))


def worded_dates(found: re.Match[str]) -> list[str]:
    """`15 сентября 2026 года`; `15–17 сентября` gives both ends."""
    month = month_number(found["month"])
    days = [_date(found["year"], month, int(day)) for day in re.findall("[0-9]+", found["days"])]
    return [value for values in days for value in values] if all(days) else []


def phone(found: re.Match[str]) -> list[str]:
    """`8 (41137) 2-15-30` → `+74113721530`; a number inside of the town stays bare digits."""
    digits = re.sub("[^0-9]", "", found[0])
    return [f"+7{digits[1:]}" if len(digits) >= 9 else digits]


def coded_phone(found: re.Match[str]) -> list[str]:
    """`(8-38499) 2-77-19`, `(41154) 42760`: the code in brackets, with the eight or without it."""
    digits = re.sub("[^0-9]", "", found[0])
    digits = digits[1:] if len(digits) == _PHONE + 1 and digits[0] == "8" else digits
    return [f"+7{digits}"] if len(digits) == _PHONE else []


def _time(hour: str, minute: str) -> list[str]:
    whole = int(hour) < 24 or (int(hour), int(minute)) == (24, 0)
    return [f"{int(hour):02}:{int(minute):02}"] if whole and int(minute) < 60 else []


def time(found: re.Match[str]) -> list[str]:
    """`9:00`, `в 9-00`, `в 9 часов 30 минут`."""
    return _time(found["hour"], found["minute"] or "0")


def dotted_time(found: re.Match[str]) -> list[str]:
    """`18.00`: only what cannot be a decimal of money or measure is taken for a time."""
    return _time(found["hour"], found["minute"]) if found["minute"][-1] in "05" else []


def hours(found: re.Match[str]) -> list[str]:
    """`с 9 до 18` gives both ends."""
    start, end = _time(found["hour"], "0"), _time(found["until"], "0")
    return start + end if start and end else []


def literal(found: re.Match[str]) -> list[str]:
    """A word with digits in it, as it is."""
    return [found[0].casefold()]


def number(found: re.Match[str]) -> list[str]:
    """`5 тыс.` → `5000`, `1 200` → `1200`, `12,50` → `12.5`, `5-й` → `5`, `5-А` → `5-а`."""
    groups = found.groupdict()
    whole, part = re.sub("[^0-9]", "", groups["whole"]), groups["part"] or ""
    power = exponent(groups.get("power") or "")
    part = part.ljust(power, "0")
    whole, part = (whole + part[:power]).lstrip("0") or "0", part[power:].rstrip("0")
    suffix = groups.get("suffix") or ""
    # «5-й», «17-тэн» are endings of the same number; «5-А» is another class than «5-Б».
    kept = f"-{suffix.casefold()}" if len(suffix) == 1 and suffix.isupper() else ""
    sign = "-" if groups.get("sign") else ""
    return [sign + whole + ("." + part if part else "") + kept]


def amount(value: str) -> Decimal | None:
    """A value as the quantity it tells; None for «4.2.1», «15а», «3/5» and all below zero."""
    return Decimal(value) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", value) else None


def two_digits(value: str) -> int | None:
    """A value that may be an hour or a day, as a number; None for all that is longer or no number.

    The digits of a hostile text are more than `int` reads.
    """
    return int(value) if re.fullmatch("[0-9]{1,2}", value) else None
