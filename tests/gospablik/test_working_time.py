"""Working days and hours: from a dated list, in the organisation's own zone."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.working_time import (
    after_working_days,
    after_working_hours,
    before_working_days,
    in_working_hours,
    is_working_day,
    require_holiday_lists,
    working_hours_or_two_weeks,
    working_time,
)
from tests.gospablik.moderation.town import office

NEW_YEAR = [date(2027, 1, day) for day in (1, 4, 5, 6, 7, 8)]
TOWN = office(
    holidays=[
        {
            "year": 2026,
            "document": "календарь",
            "days": [date(2026, 12, 31), date(2026, 11, 4)],
            "working_weekends": [date(2026, 11, 28)],
        },
        {"year": 2027, "document": "календарь", "days": NEW_YEAR},
    ]
)


def yakutsk(*parts: int) -> datetime:
    """A moment by the clock on the town's wall."""
    return datetime(*parts, tzinfo=TOWN.zone)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 25), True),
        (date(2026, 11, 28), True),  # a Saturday moved by decree
        (date(2026, 11, 29), False),
        (date(2026, 11, 4), False),
        (date(2026, 12, 31), False),
        (date(2027, 1, 11), True),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert is_working_day(TOWN, day) is works


def test_a_year_without_a_list_is_an_error_never_a_guess() -> None:
    with pytest.raises(OfficeError) as refusal:
        is_working_day(TOWN, date(2028, 1, 11))
    assert "Нет списка праздничных дней на 2028 год" in str(refusal.value)
    assert "[[holidays]] year = 2028" in str(refusal.value)


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        (yakutsk(2026, 11, 25, 8, 59, 59), False),
        (yakutsk(2026, 11, 25, 9), True),
        (yakutsk(2026, 11, 25, 17, 59, 59), True),
        (yakutsk(2026, 11, 25, 18), False),
        (yakutsk(2026, 11, 29, 12), False),
        (datetime(2026, 11, 25, 0, 0, tzinfo=UTC), True),  # 09:00 in Yakutsk
        (datetime(2026, 11, 25, 12, 0, tzinfo=UTC), False),  # 21:00 in Yakutsk
    ],
)
def test_working_hours_are_those_of_the_town(moment: datetime, works: bool) -> None:
    assert in_working_hours(TOWN, moment) is works


def test_over_new_years_eve() -> None:
    """Asked in the last working minute of the year, due after the long holidays.

    In UTC it is the 30th of December all the while; the town's calendar is what counts.
    """
    asked = yakutsk(2026, 12, 30, 17, 59)
    assert after_working_days(TOWN, asked, 1) == yakutsk(2027, 1, 11, 17, 59)
    assert after_working_days(TOWN, asked, 3) == yakutsk(2027, 1, 13, 17, 59)


def test_after_midnight_in_the_town_it_is_the_next_year_though_not_in_utc() -> None:
    bell = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    assert TOWN.local(bell).date() == date(2027, 1, 1)
    assert after_working_days(TOWN, bell, 1) == yakutsk(2027, 1, 11, 0, 0)


def test_what_comes_out_is_utc() -> None:
    assert after_working_days(TOWN, yakutsk(2026, 11, 25, 9), 1).tzinfo is UTC
    assert after_working_days(TOWN, yakutsk(2026, 11, 29, 9), 0) == yakutsk(2026, 11, 29, 9)


@pytest.mark.parametrize(
    ("today", "years", "lacks"),
    [
        (yakutsk(2026, 12, 14, 23, 59), (2026,), None),
        (yakutsk(2026, 12, 15), (2026,), "2027"),
        (yakutsk(2026, 12, 15), (2026, 2027), None),
        (yakutsk(2027, 1, 1), (2026,), "2027"),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), (2026,), "2027"),
        (datetime(2026, 12, 14, 14, 59, tzinfo=UTC), (2026,), None),
        (datetime(2026, 12, 14, 15, 0, tzinfo=UTC), (2026,), "2027"),  # the 15th in Yakutsk
    ],
)
def test_the_next_years_list_is_asked_for_before_the_bell(
    today: datetime, years: tuple[int, ...], lacks: str | None
) -> None:
    town = with_years(*years)
    if lacks is None:
        require_holiday_lists(town, today)
    else:
        with pytest.raises(OfficeError, match=f"на {lacks} год"):
            require_holiday_lists(town, today)


def test_with_the_list_that_was_asked_for_a_term_over_the_bell_can_be_counted() -> None:
    """Ten working days, the longest term there is, never ask for a list nobody was told of."""
    day = date(2026, 12, 14)
    town = with_years(2026)
    require_holiday_lists(town, datetime.combine(day, time(12), town.zone))
    after_working_days(town, datetime.combine(day, time(12), town.zone), 10)


def with_years(*years: int) -> Organisation:
    return office(holidays=[{"year": year, "document": "календарь", "days": []} for year in years])


MOMENTS = st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 10, 1), timezones=st.just(UTC)  # noqa: DTZ001
)  # fmt: skip


@settings(max_examples=60)
@given(start=MOMENTS, first=st.integers(0, 6), second=st.integers(0, 6))
def test_terms_add_up_and_end_on_a_working_day(start: datetime, first: int, second: int) -> None:
    end = after_working_days(TOWN, start, first)
    assert after_working_days(TOWN, end, second) == after_working_days(TOWN, start, first + second)
    assert TOWN.local(end).time() == TOWN.local(start).time()
    if first:
        assert is_working_day(TOWN, TOWN.local(end).date())


@settings(max_examples=60)
@given(start=MOMENTS, days=st.integers(1, 8))
def test_a_term_counts_each_working_day_once(start: datetime, days: int) -> None:
    end = TOWN.local(after_working_days(TOWN, start, days)).date()
    day, counted = TOWN.local(start).date(), 0
    while day < end:
        day += timedelta(days=1)
        counted += is_working_day(TOWN, day)
    assert counted == days


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (yakutsk(2026, 11, 27, 10), yakutsk(2026, 11, 24, 10)),  # Friday: since Tuesday
        (yakutsk(2026, 11, 30, 10), yakutsk(2026, 11, 26, 10)),  # a Saturday that is worked
        (yakutsk(2027, 1, 11, 10), yakutsk(2026, 12, 28, 10)),  # after the long holidays
    ],
)
def test_three_working_days_back(now: datetime, since: datetime) -> None:
    assert before_working_days(TOWN, now, 3) == since


@given(st.integers(0, 670 * 24), st.integers(0, 9))
def test_so_many_working_days_have_passed_since(hours: int, days: int) -> None:
    now = yakutsk(2026, 2, 1) + timedelta(hours=hours)
    assert after_working_days(TOWN, before_working_days(TOWN, now, days), days) <= now


def test_a_year_without_a_list_is_no_guess_backwards_either() -> None:
    with pytest.raises(OfficeError, match="2025"):
        before_working_days(TOWN, yakutsk(2026, 1, 1, 9), 3)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ((2026, 11, 25, 10), (2026, 11, 25, 12, 30), 2.5),
        ((2026, 11, 25, 17), (2026, 11, 26, 10), 2),
        ((2026, 11, 27, 17), (2026, 11, 30, 10), 11),  # Saturday the 28th is worked
        ((2026, 11, 29, 1), (2026, 11, 29, 23), 0),
        ((2026, 12, 30, 17), (2027, 1, 11, 10), 2),  # over the New Year's holidays
        ((2026, 11, 25, 20), (2026, 11, 26, 8), 0),
        ((2026, 11, 25, 12), (2026, 11, 25, 10), 0),
    ],
)
def test_working_time(start: tuple[int, ...], end: tuple[int, ...], hours: float) -> None:
    assert working_time(TOWN, yakutsk(*start), yakutsk(*end)) == timedelta(hours=hours)


def test_working_time_into_a_year_without_a_list_is_an_error() -> None:
    with pytest.raises(OfficeError, match="2028"):
        working_time(TOWN, yakutsk(2027, 12, 31, 12), yakutsk(2028, 1, 1, 0))


@given(
    minutes=st.integers(0, 80 * 24 * 60),
    first=st.timedeltas(timedelta(), timedelta(days=20)),
    second=st.timedeltas(timedelta(), timedelta(days=20)),
)
def test_working_time_adds_up(minutes: int, first: timedelta, second: timedelta) -> None:
    start = datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    middle, end = start + first, start + first + second
    whole = working_time(TOWN, start, end)
    assert whole == working_time(TOWN, start, middle) + working_time(TOWN, middle, end)
    assert timedelta() <= whole <= end - start


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ((2026, 11, 26, 10), 4, (2026, 11, 26, 14)),
        ((2026, 11, 20, 17), 4, (2026, 11, 23, 12)),  # Friday to Monday
        ((2026, 11, 20, 14), 4, (2026, 11, 20, 18)),
        ((2026, 11, 20, 22), 4, (2026, 11, 23, 13)),
        ((2026, 11, 27, 17), 4, (2026, 11, 28, 12)),  # that Saturday is a working day
        ((2026, 12, 30, 17), 4, (2027, 1, 11, 12)),  # New Year's holidays
        ((2026, 11, 26, 10), 0, (2026, 11, 26, 10)),
        ((2026, 11, 22, 3), 0, (2026, 11, 22, 3)),
    ],
)
def test_working_hours(start: tuple[int, ...], hours: int, end: tuple[int, ...]) -> None:
    assert after_working_hours(TOWN, yakutsk(*start), hours) == yakutsk(*end)


@given(
    start=st.datetimes(datetime(2026, 1, 10), datetime(2026, 12, 1)),  # noqa: DTZ001
    hours=st.integers(1, 40),
)
def test_working_hours_end_within_working_hours_one_after_the_other(
    start: datetime, hours: int
) -> None:
    moment = start.replace(tzinfo=TOWN.zone)
    end = after_working_hours(TOWN, moment, hours)
    assert in_working_hours(TOWN, end - timedelta(seconds=1))
    assert end == after_working_hours(TOWN, after_working_hours(TOWN, moment, hours - 1), 1)
    assert end - moment >= timedelta(hours=hours)


def test_without_a_list_hours_are_refused_or_two_weeks() -> None:
    last = yakutsk(2027, 12, 31, 17)
    with pytest.raises(OfficeError):
        after_working_hours(TOWN, last, 4)
    assert working_hours_or_two_weeks(TOWN, last, 4) == last + timedelta(days=14)
    assert working_hours_or_two_weeks(TOWN, last, 1) == yakutsk(2027, 12, 31, 18)
