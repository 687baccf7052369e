"""Answers about trouble change no figure of the week; their letters are letters."""

from dataclasses import replace

import pytest

from gospablik.control.figures_actions import actions_week, open_errands
from gospablik.control.model import ActionsWeek
from gospablik.control.window import Window
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

HOUSE = make.office()
NOW = at(29, 23)


def week(store: Store) -> ActionsWeek:
    with store.read() as session:
        return actions_week(session, HOUSE, Window(at(23), NOW), NOW)


def test_told_of_a_removal_is_counted_and_answered_about_trouble_is_not(
    sqlite_store: Store,
) -> None:
    with sqlite_store.write() as session:
        make.action(session, kind=Kind.REPLY, subject="told:1", when=at(26))
    before = week(sqlite_store)
    assert before.tellings.total == 1
    with sqlite_store.write() as session:
        make.action(session, kind=Kind.REPLY, subject="trouble:1", when=at(26))
    assert week(sqlite_store) == before


def test_its_letter_is_a_letter_and_is_named_when_it_was_refused(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        make.action(session, kind=Kind.MAIL, subject="trouble:1:duty", when=at(26), page="")
        make.action(session, kind=Kind.MAIL, subject="trouble:2:duty", when=at(26), page="",
                    state=State.REJECTED, why="550")  # fmt: skip
    figures = week(sqlite_store)
    assert figures.letters.total == 1
    (lost,) = figures.mail_rejected
    assert lost.what == f"письмо «беда» для {HOUSE.mail.duty}"


@pytest.mark.parametrize("state", [State.ERRAND, State.UNKNOWN, State.REJECTED])
def test_one_that_hangs_is_no_author_left_untold(sqlite_store: Store, state: State) -> None:
    with sqlite_store.write() as session:
        make.action(session, kind=Kind.REPLY, subject="trouble:1", when=at(26), state=state)
    figures = week(sqlite_store)
    assert figures.open_of(Kind.REPLY.words) == []
    assert [end.kind for end in figures.open_ends] == ["ответ о беде"]
    with sqlite_store.read() as session:
        assert len(open_errands(session, HOUSE, NOW)) == (state is State.ERRAND)
    assert replace(figures, open_ends=()) == week_without(sqlite_store)


def week_without(store: Store) -> ActionsWeek:
    with store.write() as session:
        session.query(Action).delete()
    return week(store)
