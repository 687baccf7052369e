"""What words leave open: which half of the day an hour is of, which day of a month it is."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gospablik.text.fact import Fact, Kind
from gospablik.text.figure_values import two_digits

_HALF_DAY = 12
_SURE = re.compile(r"[0-9]|утра|дня|вечера|ночи|полдень|полудня|полночь|полуночи", re.IGNORECASE)
_BEFORE = re.compile(r"(?<!\w)(?:в|к|с|со|до|после|около)[ \u00a0]$", re.IGNORECASE)
NOTHING_COUNTED = re.compile(
    r"\s*(?:$|[\n,.;:)!?—–]|(?-i:[А-ЯЁ][а-яё])|[^\w\s%₽°№/-]"
    r"|(?:в|во|на|и|или|а|но|по|без|кроме|у|за|для|с|со|к|каждый|пока)(?!\w))",
    re.IGNORECASE,
)
"""What stands behind an hour without its noun: «до четырёх в будни»."""


def marked(fact: Fact, text: str) -> Fact:
    """The fact, marked if it is an hour told in words alone."""
    start, end = fact.span
    if fact.kind not in (Kind.TIME, Kind.NUMBER, Kind.RANGE) or _SURE.search(text, start, end):
        return fact
    bare = _BEFORE.search(text, max(0, start - 8), start) and NOTHING_COUNTED.match(text, end)
    if ":" not in fact.value and not bare:
        return fact
    clocks = [_clock(value) for value in fact.value.split("–")]
    return replace(fact, loosely=True) if all(clocks) else fact


def same_clock(one: str, other: str) -> bool:
    """«02:30» and «14:30», «3» and «15:00»: the hands of a clock stand alike."""
    return bool(_clock(one)) and _clock(one) == _clock(other)


def same_third(loose: str, date: str) -> bool:
    """«В середине июля» (`--07-15`) for `2026-07-12`."""
    # With the hyphen before the month: «---15» has none.
    return loose[-6:-3] == date[-6:-3] and _third(loose) == _third(date)


def clock_keys(value: str) -> Iterator[str]:
    """What hours that may be told for each other have in common."""
    clock = _clock(value)
    if clock:
        yield f"clock:{clock}"


def _third(date: str) -> int:
    return (date[-2:] > "10") + (date[-2:] > "20")


def _clock(value: str) -> str:
    """Where the hands stand; empty for what is no hour."""
    hour, _, minute = value.partition(":")
    number = two_digits(hour)
    if number is None or (not minute and number > _HALF_DAY):
        return ""
    return f"{number % _HALF_DAY}:{minute or '00'}"
