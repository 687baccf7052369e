"""An undecided case reminds each who may still decide it, after one and three working days."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from gospablik.letters import LetterKey
from gospablik.moderation.case_letters import order_reminders
from gospablik.moderation.letters import case_letter
from gospablik.store.ledger import Action, Kind, State
from gospablik.store.review import Topic
from gospablik.store.session import Store
from gospablik.working_time import working_days_left
from tests.gospablik.moderation.town import MORNING, Town


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def remind(town: Town, days: float = 0) -> int:
    town.later(days=days)
    with town.store.write() as session:
        return order_reminders(session, town.office, town.now)


def letters(town: Town) -> list[tuple[str, int]]:
    mails = [a for a in town.actions(Kind.MAIL) if a.subject.startswith("case:")]
    return [(a.subject.split(":")[2], a.revision) for a in mails]


def test_after_one_and_three_working_days_and_once_each(store: Store) -> None:
    town = Town(store)
    question = town.case()  # Wednesday
    assert remind(town, 0.5) == 0
    assert [remind(town, 0.51), remind(town)] == [2, 0]
    assert town.mail() == 2
    assert [remind(town, days) for days in (1, 1, 1)] == [0, 0, 0], "Sat, Sun are no working days"
    assert [remind(town, 1), remind(town, 1), remind(town, 5)] == [2, 0, 0]
    assert town.mail() == 2
    assert letters(town) == [
        (who, revision) for revision in (1, 2, 3) for who in ("head", "deputy")
    ]
    old, *_, new = town.codes[(1, "head")]
    assert "заменён новым" in (town.decide(question, code=old).refused or "")
    assert town.decide(town.questions(Topic.BLOCK)[0], code=new).refused is None
    assert remind(town, 1) == 0, "решено"


def test_a_reminder_says_what_is_left_and_that_its_code_is_new(town: Town) -> None:
    town.case()
    remind(town, 1.1)
    key = LetterKey("case", 1, "deputy")
    draft = case_letter(town.store, town.office, key, 2, town.now)
    assert draft.subject.startswith("Напоминание. Предложение о блокировке № 1: осталось 9 рабочих")
    for face in (draft.text, draft.html):
        assert "Осталось: 9 рабочих дней, до 09.12.2026" in face
        assert "не заблокирован" in face
        assert "код из прежнего письма больше не действует" in face
    assert "апоминание" not in case_letter(town.store, town.office, key, 1, town.now).text


def test_late_by_days_it_reminds_once_and_not_before_its_letter_is_out(town: Town) -> None:
    town.case()
    assert [remind(town, 8), remind(town)] == [2, 0]
    assert remind(town, 1) == 0, "письмо ещё в пути"
    assert town.mail() == 2
    assert remind(town, 1) == 0


@pytest.mark.parametrize("state", [State.DUE, State.UNKNOWN, State.REJECTED])
def test_a_first_letter_that_is_not_out_is_not_doubled(town: Town, state: State) -> None:
    town.case()
    with town.store.write() as session:
        for action in session.scalars(select(Action).filter_by(kind=Kind.MAIL)):
            action.state = state
    assert remind(town, 5) == 0


def test_who_came_into_office_later_is_reminded_from_his_own_letter_on(town: Town) -> None:
    town.case()
    remind(town, 5)
    town.mail()
    people = town.office.model_dump()["official"]
    people.append({**people[1], "key": "deputy2", "name": "Новый", "until": None})
    town.office = type(town.office).model_validate({**town.office.model_dump(), "official": people})
    town.propose()
    town.mail()
    assert remind(town) == 0
    assert remind(town, 2.1) == 1
    assert letters(town)[-1] == ("deputy2", 2)


def test_reminders_are_no_letters_of_one_who_guesses(town: Town) -> None:
    town.case()
    for days in (1.1, 5):
        remind(town, days)
        town.mail()
    sent = 0
    for n in range(1, 60):
        town.decide(town.questions(Topic.BLOCK)[0], code="AAAAAAAA", round=n)
        sent += town.mail()
    assert sent == 2 * 4


def test_working_days_left_over_the_new_year(town: Town) -> None:
    """In Yakutsk it is already 1 January; 4 January is a holiday of that town's list."""
    eve = datetime(2026, 12, 31, 16, tzinfo=MORNING.tzinfo)
    assert working_days_left(town.office, eve, eve + timedelta(days=5)) == 2
    assert working_days_left(town.office, eve, eve) == 0
