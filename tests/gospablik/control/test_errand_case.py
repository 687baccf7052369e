"""The forms that a person's own run shows: asked also where next year lacks its holiday list."""

from datetime import timedelta

import pytest

from gospablik.control.errand_case import errand_case, open_form
from gospablik.control.wording import open_wording
from gospablik.errors import OfficeError
from gospablik.letters import NO_POINT
from gospablik.store.session import Store
from gospablik.store.tables import Kind, Question, State
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

NEW_YEARS_EVE = at(31, 12, month=12)


def errand(store: Store) -> None:
    with store.write() as session:
        make.action(session, kind=Kind.DESCRIBE, subject=1, when=at(25), state=State.ERRAND)


def test_on_new_years_eve_both_forms_are_shown_without_next_years_list(
    sqlite_store: Store,
) -> None:
    errand(sqlite_store)
    house = make.office(years=(2026,))
    with sqlite_store.write() as session:
        form = open_form(session, house, "run", NEW_YEARS_EVE)
        assert form is not None
        wording = open_wording(session, house, house.page[0], "", run="run", now=NEW_YEARS_EVE)
        for question in (form, wording):
            until = session.get_one(Question, question).until
            assert until == NEW_YEARS_EVE + timedelta(days=1)
        assert len(errand_case(session, house, form).items) == 1


def test_what_was_refused_comes_after_the_errands_unless_it_lost_its_point(
    sqlite_store: Store,
) -> None:
    house = make.office()
    with sqlite_store.write() as session:
        for subject, why in ((2, "550 нет такого ящика"), (3, f"{NO_POINT}: решение отменено")):
            make.action(session, kind=Kind.MAIL, subject=subject, when=at(24), why=why,
                        state=State.REJECTED)  # fmt: skip
    errand(sqlite_store)
    with sqlite_store.write() as session:
        form = open_form(session, house, "run", at(25))
        assert form
        case = errand_case(session, house, form)
    assert [(item.refused, item.errand.state) for item in case.items] == [
        (False, "поручение сотруднику"),
        (True, "отклонено"),
    ]
    assert case.words == "1 поручение, отклонённых действий: 1"


def test_with_nobody_to_answer_neither_is_asked(sqlite_store: Store) -> None:
    errand(sqlite_store)
    house = make.office(officials=[])
    with sqlite_store.write() as session:
        with pytest.raises(OfficeError, match=r"Ждут поручения \(1\).*форма не показана"):
            open_form(session, house, "run", at(25))
        with pytest.raises(OfficeError, match="описание не изменено"):
            open_wording(session, house, house.page[0], "", run="run", now=at(25))
        assert session.query(Question).count() == 0
