"""What a report says of earlier letters of its week, and which of them goes out once more."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from gospablik.control.report import compose
from gospablik.control.report_letter import order_report, report_letter
from gospablik.control.report_sent import newest_sent
from gospablik.control.week import Week
from gospablik.letters import LetterKey
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, Report, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at
from tests.gospablik.control.sample import NOW

HOUSE = make.office(norm=3)
WEEK = Week.of(HOUSE, NOW)
THURSDAY = at(26, 15)
TUESDAY = at(1, 11, month=12)
IN_VAIN = (State.REJECTED, State.MISSED, State.CANCELLED)
HAS_IT = tuple(state for state in State if state not in IN_VAIN)


def _compose(store: Store, now: datetime = NOW) -> Report:
    with store.write() as session:
        return compose(session, HOUSE, WEEK, now, "v")


def _order(store: Store, report: Report, *, house: Organisation = HOUSE, **how: Any) -> bool:
    with store.write() as session:
        return order_report(session, house, report, NOW, **how)


def _becomes(store: Store, state: State) -> None:
    with store.write() as session:
        for action in session.scalars(select(Action).filter_by(kind=Kind.MAIL)):
            action.state = state


def _sent(store: Store, report: Report) -> Report:
    assert _order(store, report)
    _becomes(store, State.CONFIRMED)
    return report


def _changed(store: Store) -> None:
    """A figure of that week is another."""
    with store.write() as session:
        make.comment(session, when=at(27))


def _number(report: Report) -> str:
    """The letter's number as people read it, empty for none; subject and text agree."""
    _, told, number = report.subject.partition("уточнение № ")
    assert bool(told) is ("уже отправлялось" in report.text)
    return number.partition(":")[0]


def test_a_look_at_the_week_that_goes_on_makes_mondays_letter_no_sequel(store: Store) -> None:
    assert _number(_sent(store, _compose(store, THURSDAY))) == ""
    assert _number(_compose(store)) == ""


def test_a_second_preliminary_letter_is_no_sequel_of_the_first(sqlite_store: Store) -> None:
    _sent(sqlite_store, _compose(sqlite_store, THURSDAY))
    again = _compose(sqlite_store, at(27, 15))
    assert "предварительно" in again.subject
    assert _number(again) == ""


def test_what_was_only_shown_does_not_count_however_often(store: Store) -> None:
    first = _compose(store)
    _changed(store)
    second = _compose(store)
    assert first.id != second.id
    assert (_number(second), _compose(store).id) == ("", second.id)


def test_a_look_first_leaves_the_letter_the_bytes_it_had_without(sqlite_store: Store) -> None:
    alone = _compose(sqlite_store)
    with sqlite_store.write() as session:
        session.delete(session.get_one(Report, alone.id))
    _compose(sqlite_store, THURSDAY)
    after = _compose(sqlite_store)
    assert after.number == 2
    assert (after.subject, after.html, after.text) == (alone.subject, alone.html, alone.text)


def test_what_changed_since_the_letter_is_a_sequel_and_each_has_its_number(store: Store) -> None:
    first = _sent(store, _compose(store))
    assert _compose(store).id == first.id
    for number in ("2", "3"):
        _changed(store)
        shown = _compose(store)
        assert _number(shown) == number
        assert _compose(store).id == shown.id, "показанное уходит тем же"
        _sent(store, shown)


@pytest.mark.parametrize("state", HAS_IT)
def test_a_letter_that_somebody_has_or_may_have_counts(sqlite_store: Store, state: State) -> None:
    _order(sqlite_store, _compose(sqlite_store))
    _becomes(sqlite_store, state)
    _changed(sqlite_store)
    assert _number(_compose(sqlite_store)) == "2"


@pytest.mark.parametrize("state", IN_VAIN)
def test_a_letter_that_nobody_received_does_not(store: Store, state: State) -> None:
    _order(store, _compose(store))
    _becomes(store, state)
    _changed(store)
    assert _number(_compose(store)) == ""


def test_words_that_no_longer_hold_are_composed_anew(store: Store) -> None:
    """Shown before any letter went; then another went; then the figures are the first's again."""
    shown = _compose(store)
    with store.write() as session:
        comment = make.comment(session, when=at(27))
        extra = comment.id
    _sent(store, _compose(store))
    with store.write() as session:
        gone = session.get_one(type(comment), extra)
        for wording in gone.versions:
            session.delete(wording)
        session.delete(gone)
    now = _compose(store)
    assert now.digest == shown.digest
    assert now.id != shown.id
    assert _number(now) == "2"


@pytest.mark.parametrize("again", [False, True])
def test_what_nobody_received_is_ordered_anew_and_unmarked(store: Store, again: bool) -> None:
    report = _compose(store)
    _order(store, report)
    _becomes(store, State.CANCELLED)
    assert _order(store, report, again=again)
    key = LetterKey("report", report.id, "it-head")
    assert not report_letter(store, HOUSE, key, 2, NOW).repeat
    with store.write() as session:
        session.scalars(select(Action).filter_by(revision=1)).one().state = State.CONFIRMED
    assert report_letter(store, HOUSE, key, 2, NOW).repeat, "человек сказал: дошло"


def test_the_copies_know_a_letter_to_a_new_head_for_a_repeat(sqlite_store: Store) -> None:
    report = _sent(sqlite_store, _compose(sqlite_store))
    other = {"key": "new", "office": "начальник отдела ИТ", "name": "Н.", "mail": "n@example.test",
             "since": date(2026, 11, 30)}  # fmt: skip
    house = make.office(officials=[other])
    assert _order(sqlite_store, report, house=house, again=True)
    assert report_letter(sqlite_store, house, LetterKey("report", report.id, "new"), 1, NOW).repeat


def test_the_newest_letter_is_found_by_what_went_out(store: Store) -> None:
    def found(now: datetime) -> int | None:
        with store.read() as session:
            row = newest_sent(session, HOUSE, WEEK, now)
            return row.id if row else None

    early = _compose(store, THURSDAY)
    assert found(THURSDAY) is None
    _sent(store, early)
    assert found(THURSDAY) == early.id
    assert found(NOW) is None, "о части недели: не письмо за неделю"
    first = _sent(store, _compose(store))
    _changed(store)
    _compose(store)
    assert found(TUESDAY) == first.id, "второй отчёт только показан"
    _becomes(store, State.REJECTED)
    assert found(TUESDAY) is None
