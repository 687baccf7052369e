"""Figures read with the words around them: numerals, hours of the day, years, kopecks, houses."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

from gospablik.text.calendar_words import calendar_words, sakha_dates, sakha_times
from gospablik.text.days import LISTED, days, days_alone, days_before_dates, years
from gospablik.text.daytimes import SPACE, clock_ranges, daytimes, full_hours, hours_behind
from gospablik.text.fact import Fact, Kind
from gospablik.text.figure_values import amount
from gospablik.text.figures import figures
from gospablik.text.loosely import NOTHING_COUNTED, marked
from gospablik.text.misprints import misprints
from gospablik.text.numerals import spelled
from gospablik.text.powers import exponent_in
from gospablik.text.ranges import with_ranges

_S = SPACE
_KOPECKS = re.compile(rf"{_S}*коп(?:\.|ее?к\w{{0,3}}|ей\w{{0,3}})", re.IGNORECASE)
_FROST = re.compile(
    rf"{_S}?(?:°{_S}?[CС]?|градус\w{{0,3}}){_S}(?:мороза|ниже{_S}нуля)", re.IGNORECASE
)
_TO_FROST = re.compile(r"\s?(?:[-–—…]|до)\s?", re.IGNORECASE)
# «50 тысяч вместо 40», «повару — 58 тысяч, в прачечной — 49»
_ELIDED = re.compile(r"(?:[—–]|(?<!\w)(?:от|до|вместо|было))\s$", re.IGNORECASE)
_SENTENCE = re.compile(r"[!?\n]|\.\s")
_LETTER = re.compile(rf"-?{_S}?[«\"]?(?P<letter>[а-дА-Д])[»\"]?(?![\w.])(?!{_S}?[а-яё])")
_POWERED = 1000
_MINUS = re.compile(rf"(?<!\w)минус{_S}$", re.IGNORECASE)
_NO_NUMBER = {"м2", "м3", "м²", "м³", "км2", "24/7"}


def quantities(text: str) -> list[Fact]:
    """The facts that can be counted, dialled, opened or entered in a calendar, in order.

    Kinds LINK to RANGE; they do not overlap but for lists that share a span («15 и 17 мая»).
    Numerals in words are read as figures are.
    """
    words = spelled(text)
    sure = [*sakha_dates(words.text), *sakha_times(words.text), *misprints(words.text)]
    free = _free(sure, words.text)
    found = [
        figure
        for figure in figures(words.text)
        if figure.value not in _NO_NUMBER and all(free[slice(*figure.span)])
    ]
    for read in _READERS:
        found = read(found, words.text)
    free = _free(found + sure, words.text)
    found += [fact for fact in calendar_words(words.text) if all(free[slice(*fact.span)])]
    found = with_ranges(sorted(found + sure, key=lambda fact: fact.span), words.text)
    placed = [replace(fact, span=words.back(fact.span)) for fact in found]
    return [marked(fact, text) for fact in placed]


def _free(facts: list[Fact], text: str) -> bytearray:
    """For each character whether no fact stands on it."""
    free = bytearray(b"\1") * len(text)
    for fact in facts:
        start, end = fact.span
        free[start:end] = bytes(end - start)
    return free


def _pairs(facts: list[Fact], join: Callable[[Fact, Fact], Fact | None]) -> list[Fact]:
    """Neighbours that are one fact are joined into it."""
    out: list[Fact] = []
    for fact in facts:
        joined = join(out[-1], fact) if out else None
        if joined is None:
            out.append(fact)
        else:
            out[-1] = joined
    return out


def _money(facts: list[Fact], text: str) -> list[Fact]:
    """«15 руб. 40 коп.», «4 млн 200 тыс. рублей» are one sum."""

    def join(roubles: Fact, kopecks: Fact) -> Fact | None:
        if text[roubles.span[1] : kopecks.span[0]].strip(" \u00a0"):
            return None
        large, small = amount(roubles.value), amount(kopecks.value)
        falls = _powers_fall(text[slice(*roubles.span)], text[slice(*kopecks.span)])
        if falls and large is not None and small is not None:
            return Fact(kopecks.kind, f"{large + small:f}", (roubles.span[0], kopecks.span[1]))
        if roubles.kind is not Kind.MONEY or kopecks.kind is not Kind.NUMBER:
            return None
        if len(kopecks.value) > 2 or not kopecks.value.isdecimal() or "." in roubles.value:
            return None
        end = _KOPECKS.match(text, kopecks.span[1])
        if end is None:
            return None
        part = f"{kopecks.value:0>2}".rstrip("0")
        value = f"{roubles.value}.{part}" if part else roubles.value
        return Fact(Kind.MONEY, value, (roubles.span[0], end.end()))

    return _pairs(facts, join)


def _listed_powers(facts: list[Fact], text: str) -> list[Fact]:
    """«30, 20 и 10 тысяч рублей» are three sums."""
    out = list(facts)
    power = 0
    for n in range(len(facts) - 2, -1, -1):
        first, second = facts[n], out[n + 1]
        between = text[first.span[1] : second.span[0]]
        own = exponent_in(text[slice(*second.span)])
        power = own if own and between.strip() == "и" else power * bool(LISTED.fullmatch(between))
        size = amount(first.value)
        if power and size is not None and first.kind is Kind.NUMBER and size < _POWERED:
            value = f"{(size * 10**power).normalize():f}"
            out[n] = replace(first, kind=second.kind, value=value)
        else:
            power = 0
    return out


def _powers_fall(first: str, second: str) -> bool:
    """«4 млн» and «200 тыс.»: whole numbers, the second of a smaller power."""
    whole = not re.search("[.,][0-9]", first + second)
    return whole and exponent_in(first) > exponent_in(second) > 0


def _below_zero(facts: list[Fact], text: str) -> list[Fact]:
    """«Минус 38» is −38."""
    out = []
    for fact in facts:
        found = _MINUS.search(text, max(0, fact.span[0] - 8), fact.span[0])
        if fact.kind is Kind.NUMBER and found:
            out.append(replace(fact, value=f"-{fact.value}", span=(found.start(), fact.span[1])))
        else:
            out.append(fact)
    return out


def _frost(facts: list[Fact], text: str) -> list[Fact]:
    """«50 градусов мороза» is −50, and so is the first end of «от 50 до 54 градусов мороза»."""
    out = list(facts)
    for n, fact in enumerate(facts):
        found = _FROST.match(text, fact.span[1]) if fact.kind is Kind.NUMBER else None
        if found is None or fact.value.startswith("-"):
            continue
        out[n] = replace(fact, value=f"-{fact.value}", span=(fact.span[0], found.end()))
        before = facts[n - 1] if n else None
        if before and _TO_FROST.fullmatch(text[before.span[1] : fact.span[0]]):
            out[n - 1] = replace(before, value=f"-{before.value.removeprefix('-')}")
    return out


def _elided_powers(facts: list[Fact], text: str) -> list[Fact]:
    """«50 тысяч вместо 40»: forty thousand."""
    out = list(facts)
    for n, (first, second) in enumerate(pairwise(facts)):
        power = exponent_in(text[slice(*first.span)])
        size, start = amount(second.value), second.span[0]
        if not power or size is None or size >= _POWERED or second.kind is not Kind.NUMBER:
            continue
        between = text[first.span[1] : start]
        if _SENTENCE.search(between) or not _ELIDED.search(between):
            continue
        if NOTHING_COUNTED.match(text, second.span[1]):
            value = f"{(size * 10**power).normalize():f}"
            out[n + 1] = replace(second, kind=first.kind, value=value)
    return out


def _letters(facts: list[Fact], text: str) -> list[Fact]:
    """«5 А», «5-а», «5 «А»» are house (or class) 5а, as «5а» is."""
    return [_lettered(fact, text) for fact in facts]


def _lettered(fact: Fact, text: str) -> Fact:
    start, end = fact.span
    if fact.kind is not Kind.NUMBER:
        return fact
    grown = re.fullmatch(r"([0-9]{1,4})-([а-дА-Д])", text[start:end])
    if grown:
        return replace(fact, value=f"{grown[1]}{grown[2].lower()}")
    found = _LETTER.match(text, end) if fact.value.isdecimal() and len(fact.value) < 5 else None
    if found is None or not (found["letter"].isupper() or text[end] == "-"):
        return fact
    return Fact(Kind.NUMBER, fact.value + found["letter"].lower(), (start, found.end()))


_READERS = (
    _money,
    _listed_powers,
    _elided_powers,
    _below_zero,
    _frost,
    days_alone,
    days_before_dates,
    days,
    clock_ranges,
    daytimes,
    full_hours,
    hours_behind,
    years,
    _letters,
)
