"""Checks are kept and found again, on both databases."""

from datetime import timedelta

from sqlalchemy import select

from gospablik.control import rules
from gospablik.control.checks import ever_bad, keep_check, latest, note_reading
from gospablik.store.session import Store
from gospablik.store.tables import Check, Result
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

HOUSE = make.office()


def _keep(store: Store, *, hour: int, result: Result, day: int = 25, subject: str = "1") -> None:
    with store.write() as session:
        keep_check(
            session, HOUSE, page="vk", rule=rules.LIVE_TEXT, subject=subject, result=result,
            words="текст тот же", now=at(day, hour),
        )  # fmt: skip


def _rows(store: Store) -> list[tuple[Result, int]]:
    with store.read() as session:
        rows = session.scalars(select(Check).order_by(Check.checked_at))
        return [(c.result, HOUSE.local(c.checked_at).hour) for c in rows]


def test_the_newest_check_of_each_subject_is_found(store: Store) -> None:
    _keep(store, hour=9, result=Result.BAD)
    _keep(store, hour=10, result=Result.GOOD)
    _keep(store, hour=8, result=Result.NOT_CHECKED, subject="2")
    with store.read() as session:
        found = latest(session, HOUSE, rules.LIVE_TEXT, at(25, 0), at(26, 0))
        assert [(c.subject, c.result) for c in found] == [
            ("1", Result.GOOD),
            ("2", Result.NOT_CHECKED),
        ]
        assert ever_bad(session, HOUSE, rules.LIVE_TEXT, at(25, 0), at(26, 0)) == {("vk", "1")}


def test_the_checks_of_one_page_are_found_alone(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        for page in ("vk", "ok", ""):
            note_reading(
                session, HOUSE, page=page, rule=rules.PAGE_READ, subject=page, unread=None,
                now=at(25, 9),
            )  # fmt: skip
    with sqlite_store.read() as session:
        for of, told in (("ok", ["ok"]), ("", [""]), (None, ["", "ok", "vk"])):
            found = latest(session, HOUSE, rules.PAGE_READ, at(25, 0), at(26, 0), page=of)
            assert [check.page for check in found] == told


def test_both_edges_belong_to_the_time_asked_for(store: Store) -> None:
    _keep(store, hour=9, result=Result.GOOD)
    with store.read() as session:
        for since, until, number in (
            (at(25, 9), at(25, 9), 1),
            (at(25, 8), at(25, 9) - timedelta(seconds=1), 0),
            (at(25, 9) + timedelta(seconds=1), at(25, 10), 0),
        ):
            assert len(latest(session, HOUSE, rules.LIVE_TEXT, since, until)) == number


def test_the_same_result_on_the_same_day_moves_the_row(store: Store) -> None:
    for hour in (9, 10, 11):
        _keep(store, hour=hour, result=Result.GOOD)
    assert _rows(store) == [(Result.GOOD, 11)]


def test_a_changed_result_and_a_new_local_day_are_rows_of_their_own(store: Store) -> None:
    _keep(store, hour=9, result=Result.GOOD)
    _keep(store, hour=10, result=Result.NOT_CHECKED)
    _keep(store, hour=11, result=Result.GOOD)
    _keep(store, day=26, hour=0, result=Result.GOOD)
    assert [hour for _, hour in _rows(store)] == [9, 10, 11, 0]


def test_what_could_not_be_read_is_not_checked_and_says_why(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        unread = note_reading(
            session, HOUSE, page="", rule=rules.SITE_READ, subject="https://a.test/" + "x" * 300,
            unread="сайт не отвечает", now=at(25),
        )  # fmt: skip
        assert unread.result is Result.NOT_CHECKED
        assert "сайт не отвечает" in unread.words
        assert len(unread.subject) == 200
