"""Alarms go once, to each whom they concern, with an all-clear, on both databases."""

import pytest
from sqlalchemy import select

from gospablik.control.alarms import alarm_letter, all_clear, raise_alarm
from gospablik.drafts import Draft, NothingToSay
from gospablik.letters import LetterKey
from gospablik.organisation import Organisation
from gospablik.store.session import Store
from gospablik.store.tables import Action, Kind
from tests.gospablik.control import factories as make
from tests.gospablik.control.factories import at

HOUSE = make.office()
NOW = at(25)


def _raise(store: Store, *, subject: str = "run:42", house: Organisation = HOUSE) -> bool:
    with store.write() as session:
        return raise_alarm(
            session, house, subject, "Сбой: Публикация", "Поток упал.\n<b>Запуск</b> 42", NOW
        )


def _clear(store: Store, subject: str = "run:42") -> bool:
    with store.write() as session:
        return all_clear(session, HOUSE, subject, "Снова работает.", NOW)


def _subjects(store: Store) -> list[str]:
    with store.read() as session:
        rows = session.scalars(select(Action).filter_by(kind=Kind.MAIL).order_by(Action.id))
        return [action.subject for action in rows]


def _draft(store: Store, subject: str) -> Draft:
    return alarm_letter(store, HOUSE, LetterKey.parse(subject), 1, NOW)


def test_an_alarm_is_written_once_to_duty_and_the_acting_specialist(store: Store) -> None:
    assert _raise(store)
    assert not _raise(store)
    subjects = _subjects(store)
    assert [subject.split(":")[2] for subject in subjects] == ["duty", "specialist"]
    assert [_draft(store, subject).to for subject in subjects] == [
        ("duty@example.test",),
        ("specialist@example.test",),
    ]


def test_the_all_clear_comes_once_and_lets_the_next_trouble_ring_again(store: Store) -> None:
    assert not _clear(store)
    for _ in range(3):
        assert _raise(store)
        assert not _raise(store)
        assert _clear(store)
        assert not _clear(store)
    assert len(_subjects(store)) == 3 * 2 * 2
    assert _draft(store, _subjects(store)[2]).subject == "Госпаблик: Отбой: Сбой: Публикация"


def test_what_nobody_saw_end_is_not_said_to_be_over(sqlite_store: Store) -> None:
    _raise(sqlite_store)
    with sqlite_store.write() as session:
        assert all_clear(session, HOUSE, "run:42", "Исправлено ли, неизвестно.", NOW, seen=False)
    draft = _draft(sqlite_store, _subjects(sqlite_store)[2])
    assert draft.subject == "Госпаблик: Больше не проверяется: Сбой: Публикация"
    for face in (draft.text, draft.html):
        assert "? Больше не проверяется" in face
        for words in ("Отбой", "✓", "Закончилось", "#14532d", "придёт отбой"):
            assert words not in face
    assert not _clear(sqlite_store)
    assert _raise(sqlite_store), "новый сбой звонит снова"


def test_subjects_that_begin_alike_do_not_clear_each_other(sqlite_store: Store) -> None:
    _raise(sqlite_store, subject="run:4")
    _raise(sqlite_store, subject="run:4_")
    assert _clear(sqlite_store, "run:4_")
    assert not _raise(sqlite_store, subject="run:4")
    assert _clear(sqlite_store, "run:4")


def test_nobody_gets_the_same_alarm_twice(sqlite_store: Store) -> None:
    raw = HOUSE.model_dump()
    raw["mail"]["duty"] = "specialist@example.test"
    _raise(sqlite_store, house=Organisation.model_validate(raw))
    assert len(_subjects(sqlite_store)) == 1


def test_both_faces_say_the_same_and_escape(sqlite_store: Store) -> None:
    _raise(sqlite_store)
    draft = _draft(sqlite_store, _subjects(sqlite_store)[0])
    assert "&lt;b&gt;Запуск&lt;/b&gt; 42" in draft.html
    assert "<b>Запуск</b> 42" in draft.text
    for face in (draft.text, draft.html):
        assert "✗ Тревога" in face
        assert "25.11.2026 12:00" in face


def test_a_letter_without_its_alarm_has_nothing_to_say(sqlite_store: Store) -> None:
    with pytest.raises(NothingToSay):
        _draft(sqlite_store, "alarm:7:duty")
