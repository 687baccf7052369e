"""Numbers that are days or years: «3, 5 и 7 июня», «20-го», «26 и 27 числа», «2026 года»."""

import re
from dataclasses import replace

from gospablik.text.daytimes import SPACE
from gospablik.text.fact import Fact, Kind
from gospablik.text.figure_values import two_digits

_S = SPACE
_YEAR = re.compile(rf"{_S}*(?:(?:учебн\w{{1,4}}{_S})?(?:год\w{{0,3}}|гг?)(?!\w)\.?)", re.IGNORECASE)
# «С 4-го по 22-й дом», «не ниже 4-го разряда»: what is numbered is told behind it.
_NUMBERED = (
    r"дом|этаж|подъезд|корпус|кабинет|класс|разряд|маршрут|километр|участ|микрорайон|квартал|созыв"
    r"|этап|тур|мест|ребен|ребён|год|век|разреш|отделени|округ|размер|поколени"
)
_DAY_ALONE = re.compile(
    rf"[0-9]{{1,2}}(?:-(?:го|му)(?!\w|{_S}(?:{_NUMBERED}))|(?<=\bпо{_S}[0-9])-е(?!\w)"
    rf"|(?<=\bпо{_S}[0-9]{{2}})-е(?!\w)|{_S}числа(?!\w))"
)
_TO_DATE = re.compile(rf"[-–—]|{_S}(?:по|до|и){_S}")
LISTED = re.compile(rf",{_S}|{_S}и{_S}|,{_S}и{_S}")
"""What stands between the members of a list."""
_BEFORE_DAYS = re.compile(
    rf"(?:^|[:\n]{_S}?|(?:^|\n){_S}?[^\w\s]{{1,2}}{_S}?|(?<!\w)(?!дом|кв|каб|школ|№|ул)[А-ЯЁ]?[а-яё]{{1,20}}{_S})$"
)
_MONTH_DAYS = 31


def days(facts: list[Fact], text: str) -> list[Fact]:
    """«Приём 3, 5 и 7 июня»: three dates; «дом 3, 5 июня» one."""
    out = list(facts)
    for n in range(len(facts) - 2, -1, -1):
        day, date = out[n], out[n + 1]
        listed = LISTED.fullmatch(text[day.span[1] : date.span[0]])
        if not listed or day.kind is not Kind.NUMBER or date.kind is not Kind.DATE:
            continue
        before = _BEFORE_DAYS.search(text, max(0, day.span[0] - 30), day.span[0])
        among = n and LISTED.fullmatch(text[out[n - 1].span[1] : day.span[0]])
        if 1 <= (two_digits(day.value) or 0) <= _MONTH_DAYS and (before or among):
            out[n] = replace(day, kind=Kind.DATE, value=f"{date.value[:-2]}{day.value:0>2}")
    return out


def days_before_dates(facts: list[Fact], text: str) -> list[Fact]:
    """«С 15 по 28.06.2026», «26–27.09», «19 и 20.09»: the first day is of the same month."""
    out = list(facts)
    for n in range(len(facts) - 1):
        day, date = facts[n], facts[n + 1]
        number, last = two_digits(day.value), two_digits(date.value[-2:])
        if day.kind is not Kind.NUMBER or date.kind is not Kind.DATE or number is None:
            continue
        written = "." in text[slice(*date.span)]
        joined = _TO_DATE.fullmatch(text[day.span[1] : date.span[0]])
        if written and joined and last and 1 <= number < last:
            out[n] = replace(day, kind=Kind.DATE, value=f"{date.value[:-2]}{number:02}")
    return out


def days_alone(facts: list[Fact], text: str) -> list[Fact]:
    """«20-го», «26 и 27 числа»: days of a month that is not told beside them."""
    out = list(facts)
    listed = False
    for n in range(len(facts) - 1, -1, -1):
        fact, day = facts[n], two_digits(facts[n].value)
        behind = facts[n + 1].span[0] if n + 1 < len(facts) else fact.span[1]
        listed = listed and bool(LISTED.fullmatch(text[fact.span[1] : behind]))
        found = _DAY_ALONE.match(text, fact.span[0])
        listed = (
            fact.kind is Kind.NUMBER and 1 <= (day or 0) <= _MONTH_DAYS and (listed or bool(found))
        )
        if listed:
            end = max(found.end() if found else 0, fact.span[1])
            out[n] = Fact(Kind.DATE, f"---{day:02}", (fact.span[0], end))
    return out


def years(facts: list[Fact], text: str) -> list[Fact]:
    """«2026 года» as YEAR wherever a bare number is one."""
    return [_year(fact, text) for fact in facts]


def _year(fact: Fact, text: str) -> Fact:
    """«2026 года», «2026г», «2026ҥи»."""
    found = re.fullmatch("(?P<year>(?:19|20)[0-9]{2})(?P<suffix>[^\\W\\d_]{1,3})?", fact.value)
    if fact.kind is not Kind.NUMBER or found is None:
        return fact
    if found["suffix"]:
        return replace(fact, kind=Kind.YEAR, value=found["year"])
    word = _YEAR.match(text, fact.span[1])
    return Fact(Kind.YEAR, fact.value, (fact.span[0], word.end())) if word else fact
