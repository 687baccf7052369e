"""The year of a date that is told with its day of the week, and the day of a date."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from gospablik.text.calendar_words import WEEKDAYS
from gospablik.text.fact import Fact, Kind
from gospablik.text.token import Unit

_YEARS = range(2000, 2100)


def dates_of_weekdays(unit: Unit) -> Iterator[str]:
    """«14 июля, во вторник»: full dates that fit, `2026-07-14` among them."""
    facts = [token.fact for token in unit.tokens if token.fact]
    for one, other in pairwise(facts):
        for day, weekday in ((one, other), (other, one)):
            if day.kind is Kind.DATE and weekday.kind is Kind.WEEKDAY:
                yield from _fitting(day, weekday)


def _fitting(day: Fact, weekday: Fact) -> Iterator[str]:
    month_and_day = day.value[-5:]
    for year in _YEARS:
        try:
            found = date.fromisoformat(f"{year}-{month_and_day}")
        except ValueError:
            continue
        if WEEKDAYS[found.weekday()] == weekday.value:
            yield found.isoformat()


def weekday_of(value: str) -> str:
    """The day of the week of a full date, empty for one without its year or that cannot be."""
    try:
        return WEEKDAYS[date.fromisoformat(value).weekday()]
    except ValueError:
        return ""
