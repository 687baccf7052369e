"""Weeks in which the clocks are changed: the letter, its history and the plan of the week."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from gospablik.control.history import history
from gospablik.control.week import Week, figures
from gospablik.control.week_plan import behind
from gospablik.control.week_plan_letter import order_plan
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Action
from tests.gospablik.control import factories as make
from tests.gospablik.control.printed import composed, printed

LONG, SHORT = date(2026, 10, 19), date(2026, 3, 23)
"""Weeks that end with the Sunday on which clocks go back (169 hours) and on (167 hours)."""


def berlin(**more: Any) -> Organisation:
    return make.office(since=date(2026, 1, 1), time_zone="Europe/Berlin", **more)


def wall(house: Organisation, day: date, hour: int, minute: int = 0, fold: int = 0) -> datetime:
    """A moment by the clock on the wall; `fold`: the second time that it shows so."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=house.zone, fold=fold)


def letter_of(store: Store, house: Organisation, monday: date) -> str:
    return composed(store, house, wall(house, monday + timedelta(days=7), 9)).text


@pytest.mark.parametrize(
    ("monday", "silence", "following"),
    [
        (LONG, "7 дней 1 час: с 19.10.2026 00:00 по 26.10.2026 00:00", "2 ноября"),
        (SHORT, "6 дней 23 часа: с 23.03.2026 00:00 по 30.03.2026 00:00", "6 апреля"),
    ],
)
def test_a_week_without_posts_is_as_long_as_it_was(
    sqlite_store: Store, monday: date, silence: str, following: str
) -> None:
    house = berlin(norm=3)
    with sqlite_store.write() as session:
        # The last moment before the week and the first one after it belong to its neighbours.
        make.post(session, when=wall(house, monday, 0) - timedelta(minutes=1))
        make.post(session, when=wall(house, monday + timedelta(days=7), 0))
    text = letter_of(sqlite_store, house, monday)
    before = f"с {monday - timedelta(days=1):%d.%m.%Y} 23:59"
    assert f"{silence.replace(f'с {monday:%d.%m.%Y} 00:00', before)}" in text
    assert "- всего за неделю\n    Администрация Жатая: 0\n" in text
    assert f"Числа за неделю — по {monday + timedelta(days=7):%d.%m.%Y} 00:00" in text
    assert f"Следующее письмо придёт в понедельник, {following} 2026 года." in text


def test_posts_of_the_hour_that_comes_twice_are_of_one_sunday(sqlite_store: Store) -> None:
    house, sunday = berlin(), LONG + timedelta(days=6)
    with sqlite_store.write() as session:
        make.post(session, when=wall(house, LONG, 0))
        make.post(session, when=wall(house, sunday - timedelta(days=1), 12))
        for hour, fold in ((2, 0), (2, 1), (23, 0)):
            make.post(session, when=wall(house, sunday, hour, 30, fold))
        make.asked(session, when=wall(house, sunday - timedelta(days=2), 17))
    text = letter_of(sqlite_store, house, LONG)
    days = [row[1].rpartition(" ")[2] for row in printed(text, "Посты по дням").rows]
    assert days == ["1", "0", "0", "0", "0", "1", "3", "5"]
    assert "- они ждут: половина жителей — не дольше 1 ч 00 мин" in text
    silence = "5 дней 12 часов: с 19.10.2026 00:00 по 24.10.2026 12:00"
    assert f"- самая долгая тишина\n    Администрация Жатая: {silence}\n" in text


@pytest.mark.parametrize(("monday", "hours"), [(LONG, 25), (SHORT, 23)])
def test_from_noon_to_noon_over_the_change_is_no_day_of_24_hours(
    sqlite_store: Store, monday: date, hours: int
) -> None:
    house, saturday = berlin(), monday + timedelta(days=5)
    week = Week.starting(house, monday)
    with sqlite_store.write() as session:
        moment = week.start
        while moment < wall(house, saturday, 12):
            make.post(session, when=moment)
            moment += timedelta(hours=12)
        for day, hour in ((saturday, 12), (saturday + timedelta(days=1), 12)):
            make.post(session, when=wall(house, day, hour))
    with sqlite_store.read() as session:
        told = figures(session, house, week, week.end)
        later = Week.starting(house, monday + timedelta(days=7))
        past = history(session, house, house.page, later, now=later.end)
    silence = told.pages[0].silence
    assert silence
    assert silence.hours == hours
    (lengths,) = [one.values for one in past.series if one.key == "silence"]
    (posts,) = [one.values for one in past.series if one.key == "posts"]
    assert lengths[-2:] == (hours, 7 * 24 + 12)
    assert posts[-2:] == (len(told.pages[0].posts), 0)


@pytest.mark.parametrize(("monday", "hours"), [(LONG, 169), (SHORT, 167)])
def test_the_plan_of_such_a_week_goes_by_its_real_hours(
    sqlite_store: Store, monday: date, hours: int
) -> None:
    """With as many posts due as the week has hours, the plan is the hours that have gone by."""
    house = berlin(norm=hours)
    for day, hour, gone in ((2, 12, 60), (4, 12, 108), (6, 12, hours - 12), (6, 23, hours - 1)):
        now = wall(house, monday + timedelta(days=day), hour, 1)
        with sqlite_store.read() as session:
            (found,) = behind(session, house, now)
        assert f"по плану к этому часу {gone};" in found.why
    sunday = monday + timedelta(days=6)
    with sqlite_store.write() as session:
        order_plan(session, house, wall(house, sunday, 1))
        first = session.scalars(select(Action).order_by(Action.id)).first()
        assert first
        assert first.subject == f"plan:{sunday:%Y%m%d}:specialist"
        assert first.not_after == wall(house, sunday + timedelta(days=1), 0)
