"""The week of a report: edges in the organisation's zone, New Year, zones that change clocks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gospablik.control.window import Window
from gospablik.span import Week
from tests.gospablik.control import factories as make

YAKUTSK = make.office()


def test_the_last_full_week_ended_with_the_local_sunday() -> None:
    # 00:00 on Monday in Yakutsk is still Sunday afternoon in UTC.
    week = Week.of(YAKUTSK, datetime(2026, 11, 29, 15, tzinfo=UTC))
    assert week.monday == date(2026, 11, 23)
    assert week.start == datetime(2026, 11, 22, 15, tzinfo=UTC)
    assert week.end == datetime(2026, 11, 29, 15, tzinfo=UTC)


def test_one_second_before_midnight_the_week_before_is_the_last_full_one() -> None:
    week = Week.of(YAKUTSK, datetime(2026, 11, 29, 14, 59, 59, tzinfo=UTC))
    assert week.monday == date(2026, 11, 16)


def test_new_years_eve_in_yakutsk_belongs_to_week_53_that_crosses_the_year() -> None:
    last_minute = datetime(2026, 12, 31, 14, 59, tzinfo=UTC)  # 23:59 there
    week = Week.current(YAKUTSK, last_minute)
    assert week == Week.current(YAKUTSK, last_minute + timedelta(minutes=2))
    assert week.words == "неделя 53 (28.12.2026–03.01.2027)"
    assert Week.of(YAKUTSK, datetime(2027, 1, 4, 1, tzinfo=UTC)) == week


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 25), "неделя 48 (23–29.11.2026)"),
        (date(2026, 12, 1), "неделя 49 (30.11–06.12.2026)"),
        (date(2027, 1, 10), "неделя 1 (04–10.01.2027)"),
    ],
)
def test_any_day_names_its_week(day: date, words: str) -> None:
    assert Week.starting(YAKUTSK, day).words == words


def test_where_clocks_change_the_week_is_an_hour_longer() -> None:
    raw = YAKUTSK.model_dump()
    raw["organisation"]["time_zone"] = "Europe/Berlin"
    berlin = type(YAKUTSK).model_validate(raw)
    week = Week.starting(berlin, date(2026, 10, 25))
    assert week.end - week.start == timedelta(days=7, hours=1)


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="без часового пояса"):
        Week.of(YAKUTSK, datetime(2026, 11, 29, 15))  # noqa: DTZ001


def test_flows_are_counted_to_the_end_of_a_past_week_and_to_now_in_this_one() -> None:
    week = Week.starting(YAKUTSK, date(2026, 11, 25))
    now = make.at(25, 18)
    assert week.cut_off(now) == now
    assert Window.of(week, now).until == now
    assert week.cut_off(make.at(30, 9)) == week.end
    assert Window.of(week, make.at(30, 9)).until < week.end
