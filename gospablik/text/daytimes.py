"""Times of the day in words: «в 6 часов вечера», «18-00», «9 ч.–17 ч.»."""

import re
from dataclasses import replace
from itertools import pairwise

from gospablik.text.fact import Fact, Kind
from gospablik.text.figure_values import two_digits
from gospablik.text.loosely import NOTHING_COUNTED

SPACE = "[ \u00a0\u2009\u202f]"
_S = SPACE
_HOUR = rf"{_S}*(?:час(?:а|ов|ам|у)?|ч)(?!\w)\.?"
_DAYTIME = re.compile(
    rf"(?P<hours>{_HOUR})?(?P<minutes>{_S}*[0-9]{{1,2}}{_S}*мин\w*\.?)?"
    rf"{_S}*(?P<part>утра|дня|вечера|ночи)(?!\w)",
    re.IGNORECASE,
)
_HOURS = re.compile(_HOUR, re.IGNORECASE)
_BEFORE_HOUR = re.compile(rf"(?<!\w)(?:в|к|до|с|со|по|после|около|на|–|—|-){_S}*$", re.IGNORECASE)
_FROM_MORNING = re.compile(rf"(?:утра|дня|вечера|ночи){_S}до{_S}$", re.IGNORECASE)
_FROM_HOUR = re.compile(rf"(?<!\w)со?{_S}[0-9]{{1,2}}(?::[0-9]{{2}})?{_S}до{_S}$", re.IGNORECASE)
_MINUTES = re.compile(r"[-–]00(?![\w-])")
_CLOCK = re.compile(rf"{_HOUR}{_S}?[-–—]{_S}?", re.IGNORECASE)
_DAY_HOURS, _FIVE, _NOON = 24, 5, 12


def daytimes(facts: list[Fact], text: str) -> list[Fact]:
    """«В 6 часов вечера», «9 утра»; «3 дня» and «2 ночи» alone are lengths."""
    return [_daytime(fact, text) for fact in facts]


def _daytime(fact: Fact, text: str) -> Fact:
    found = _DAYTIME.match(text, fact.span[1])
    number = two_digits(fact.value[:2] if fact.kind is Kind.TIME else fact.value)
    if found is None or fact.kind not in (Kind.TIME, Kind.NUMBER) or number is None:
        return fact
    part = found["part"].lower()
    start = fact.span[0]
    sure = fact.kind is Kind.TIME or found["hours"] or part == "утра"
    before_it = text[max(0, start - 16) : start]
    ends = _FROM_MORNING.search(before_it) or _FROM_HOUR.search(before_it)
    before = _BEFORE_HOUR.search(text, max(0, start - 8), start)
    asked = ends or (part != "дня" and before)
    if not (sure or asked) or not 1 <= number <= 12:
        return fact
    if part == "дня" and _FIVE < number < _NOON:
        # «До 8.00 дня вывоза»
        return fact
    later = 12 if part in ("дня", "вечера") else 0
    number = (number % 12) + later if number < 12 or part == "ночи" else number
    minutes = fact.value[3:] if fact.kind is Kind.TIME else "00"
    if found["minutes"]:
        minutes = f"{int(re.sub('[^0-9]', '', found['minutes'])):02}"
    return Fact(Kind.TIME, f"{number:02}:{minutes}", (start, found.end()))


def clock_ranges(facts: list[Fact], text: str) -> list[Fact]:
    """«9 ч.–17 ч.» are times, «2–3 часа» a length."""
    out = list(facts)
    for n, (first, second) in enumerate(pairwise(facts)):
        gap = text[first.span[1] : second.span[0]]
        if first.kind is second.kind is Kind.NUMBER and _CLOCK.fullmatch(gap):
            for at, fact in ((n, first), (n + 1, second)):
                hour = two_digits(fact.value)
                if hour is not None and hour <= _DAY_HOURS:
                    out[at] = replace(fact, kind=Kind.TIME, value=f"{fact.value:0>2}:00")
    return out


def hours_behind(facts: list[Fact], text: str) -> list[Fact]:
    """«С 8:30 до 4», «с восьми утра до трёх»: the second is an hour, too, and a later one."""
    out = list(facts)
    for n, (first, second) in enumerate(pairwise(facts)):
        hour = two_digits(second.value)
        between = text[first.span[1] : second.span[0]].strip(" \u00a0\n").lower()
        if first.kind is not Kind.TIME or second.kind is not Kind.NUMBER or between != "до":
            continue
        if hour is None or hour > _DAY_HOURS or not NOTHING_COUNTED.match(text, second.span[1]):
            continue
        begun = int(first.value[:2])
        hour += _DAY_HOURS // 2 if hour <= begun and hour + _DAY_HOURS // 2 > begun else 0
        if hour <= _DAY_HOURS:
            out[n + 1] = replace(second, kind=Kind.TIME, value=f"{hour:02}:00")
    return out


def full_hours(facts: list[Fact], text: str) -> list[Fact]:
    """«18-00» is a time wherever it stands, and the word in «18:00 часов» belongs to it."""
    out: list[Fact] = []
    for fact in facts:
        start, end = fact.span
        minutes, hour = _MINUTES.match(text, end), two_digits(fact.value)
        if fact.kind is Kind.NUMBER and minutes and hour is not None and hour < _DAY_HOURS:
            out.append(Fact(Kind.TIME, f"{hour:02}:00", (start, minutes.end())))
        elif out and start < out[-1].span[1]:
            if fact.span == out[-1].span:
                out.append(fact)
        elif fact.kind is Kind.TIME and (word := _HOURS.match(text, end)):
            out.append(replace(fact, span=(start, word.end())))
        else:
            out.append(fact)
    return out
