"""Two ends that belong together: «с 9 до 18», «3–7 июня», «от 5 до 7 тысяч рублей», «пн–пт»."""

import re

from gospablik.text.calendar_words import WEEKDAYS
from gospablik.text.fact import Fact, Kind
from gospablik.text.figure_values import amount, two_digits
from gospablik.text.powers import exponent_in

_BETWEEN = re.compile(
    r"\s*(?:час\w{0,2}\.?|ч\.?|лет|года?|г\.?|утра)?\s*(?:[-–—−…]|(?:и )?(?:до|по)(?!\w))\s*",
    re.IGNORECASE,
)
# «Детям до 14 лет — 50 рублей.»
_AGED = re.compile(r"\s*(?:лет|года?)\s", re.IGNORECASE)
_HOURS = re.compile(r"\s*(?:ч|час\w{0,2})(?!\w)", re.IGNORECASE)
_NUMBERS = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.YEAR)
_LATE = re.compile("дня|вечера", re.IGNORECASE)
_DAY_HOURS = 24
_NAMING = re.compile(r"-[йея]$")
_LIST = re.compile(r"(?<!\w)и(?!\w)", re.IGNORECASE)


def with_ranges(facts: list[Fact], text: str) -> list[Fact]:
    """The facts, with the ends of each range joined into one RANGE `start–end`.

    `facts` stand in order; the first end takes what it lacks from the second («5–7 тыс. рублей»,
    «с 9 до 18:00»).
    """
    out: list[Fact] = []
    for fact in facts:
        joined = _join(out[-1], fact, text) if out else None
        if joined is None:
            out.append(fact)
        else:
            out[-1] = joined
    return out


def ends(value: str) -> tuple[str, str]:
    """The two values of a RANGE."""
    start, _, end = value.partition("–")
    return start, end


def _join(first: Fact, second: Fact, text: str) -> Fact | None:
    if Kind.RANGE in (first.kind, second.kind) or second.kind in (Kind.PHONE, Kind.LINK):
        return None
    shared = first.span == second.span
    between = text[slice(*first.span)] if shared else text[first.span[1] : second.span[0]]
    if shared:
        if _LIST.search(between) or _next_day(first.value, second.value):
            return None
    elif not _BETWEEN.fullmatch(between) or (
        first.kind is not second.kind and _AGED.match(between)
    ):
        return None
    start = _like(first, second, text)
    if start is None:
        return None
    span = (first.span[0], second.span[1])
    loosely = first.loosely or second.loosely
    sure = start if second.loosely else second.value
    exact = "" if first.loosely == second.loosely else sure
    return Fact(Kind.RANGE, f"{start}–{second.value}", span, loosely, exact)


def _numbered(first: Fact, second: Fact, text: str) -> str | None:
    """«Дома с 4-го по 22-й»: houses, for a day would be «по 22-е»."""
    houses = first.value.startswith("---") and text[slice(*second.span)].endswith("-й")
    return first.value[3:].lstrip("0") if houses else None


def _next_day(first: str, second: str) -> bool:
    """«21–22 ноября» are two days, as «21 и 22 ноября» are."""
    return first[:-2] == second[:-2] and int(second[-2:]) - int(first[-2:]) == 1


def _like(first: Fact, second: Fact, text: str) -> str | None:
    """The value of the first end told in the second's kind; None if they do not go together."""
    if first.kind is second.kind is Kind.TIME:
        return first.value
    if first.kind is Kind.NUMBER and _parted(first, second, text):
        return None
    if first.kind is Kind.NUMBER and second.kind is Kind.TIME:
        return _hour_before(two_digits(first.value), second, text)
    if first.kind is Kind.NUMBER and second.kind is Kind.DATE:
        return None
    if first.kind is Kind.DATE and second.kind is Kind.NUMBER:
        return _numbered(first, second, text)
    if first.kind is second.kind is Kind.NUMBER and _HOURS.match(text, first.span[1]):
        return None
    if first.kind is second.kind:
        return _powered(first, second, text)
    if first.kind is Kind.NUMBER and second.kind in (Kind.MONEY, Kind.PERCENT, Kind.YEAR):
        return _powered(first, second, text)
    return None


def _hour_before(hour: int | None, second: Fact, text: str) -> str | None:
    """«С трёх до шести вечера» is 15 to 18, «с девяти до шести вечера» 9 to 18."""
    if hour is None or hour > _DAY_HOURS:
        return None
    later = hour + _DAY_HOURS // 2
    if _LATE.search(text[slice(*second.span)]) and later < int(second.value[:2]):
        hour = later
    return f"{hour:02}:00"


def _parted(first: Fact, second: Fact, text: str) -> bool:
    """«Школа № 1 — 10:00»: a dash between spaces tells of a thing with a number."""
    dash = re.fullmatch(r"\s+[-–—]\s+", text[first.span[1] : second.span[0]])
    if dash is None:
        return False
    if _NAMING.search(text, *first.span):
        # «За второе — 12 тысяч»
        return not _NAMING.search(text, *second.span)
    numbered = text[max(0, first.span[0] - 2) : first.span[0]].strip(" \u00a0") in ("№", "N")
    return numbered or first.kind is not second.kind


def _powered(first: Fact, second: Fact, text: str) -> str:
    power = exponent_in(text[slice(*second.span)])
    if first.kind not in (Kind.NUMBER, Kind.MONEY) or not power:
        return first.value
    if exponent_in(text[slice(*first.span)]):
        return first.value
    start, end = amount(first.value), amount(second.value)
    # «от 500 до 2 тысяч» is what it says.
    if start is None or end is None or start * 10**power >= end:
        return first.value
    return f"{(start * 10**power).normalize():f}"


def alone(fact: Fact, value: str) -> Fact:
    """One end of a range as a fact of its own."""
    loosely = fact.loosely and value != fact.exact
    return Fact(kind_of(value), value, fact.span, loosely)


def kind_of(value: str) -> Kind:
    """The kind of an end, seen from its shape."""
    if re.fullmatch(r"[0-9]{2}:[0-9]{2}", value):
        return Kind.TIME
    if re.fullmatch(r"(?:[0-9]{4}|-)-[0-9]{2}(?:-[0-9]{2})?|---[0-9]{2}", value):
        return Kind.DATE
    return Kind.WEEKDAY if value in WEEKDAYS else Kind.NUMBER


def group(fact: Fact) -> str:
    """Facts of one group may stand in each other's place."""
    kind = kind_of(ends(fact.value)[0]) if fact.kind is Kind.RANGE else fact.kind
    return "number" if kind in _NUMBERS else kind.value
