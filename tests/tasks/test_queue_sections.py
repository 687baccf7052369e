"""The queue's other sections: what many ask, what may be missed, in words for a layman."""

from datetime import timedelta

import pytest

from gospablik.moderation.missed import Read
from gospablik.store.session import Store
from tasks.queue_sections import mass_section, missed_section, missed_words
from tests.gospablik.moderation.town import MORNING, Town, written


def asked_by_four(store: Store) -> Town:
    town = Town(store)
    for number in range(1, 5):
        town.write(number, "Когда дадут воду? | <b>!</b>", author=number)
    town.harvest()
    return town


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.queue_sections.now", lambda: MORNING + timedelta(hours=3))


@pytest.mark.usefixtures("at_noon")
def test_a_mass_question_is_one_row_with_people_links_and_no_answer(sqlite_store: Store) -> None:
    town = asked_by_four(sqlite_store)
    with sqlite_store.read() as session:
        *_, table = mass_section(session, town.office)
    (row,) = table.splitlines()[2:]
    assert "**4 человека**, 4 комментария; с 25.11 09:31" in row
    assert "| **нет** |" in row
    assert row.count("](https://vk.com/wall-7_1?reply=") == 3
    assert "и ещё 1" in row
    assert "<b>" not in row


@pytest.mark.usefixtures("at_noon")
def test_an_answer_is_told_where_it_stands(sqlite_store: Store) -> None:
    town = asked_by_four(sqlite_store)
    town.wall.standing["9"] = written(9, "К 18:00", -7, town.now, thread_root="2")
    town.harvest()
    with sqlite_store.read() as session:
        assert "| есть под 1 из 4 |" in mass_section(session, town.office)[-1]


@pytest.mark.usefixtures("at_noon")
def test_nothing_asked_alike_is_no_section(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, "Когда дадут воду?")
    town.harvest()
    with sqlite_store.read() as session:
        assert mass_section(session, town.office) == []
        assert "Ещё не оценено: прочитано наугад 0" in missed_section(session, town.office)[1]


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (Read(19, 3, 300), "Ещё не оценено: прочитано наугад 19, нужно не меньше 20."),
        (
            Read(20, 1, 300),
            "Из 20 прочитанных наугад за 12 недель нарушение в 1: программа, вероятно, пропускает "
            "не больше 24 на 100 комментариев, о которых молчит. На прошлой неделе таких было 300: "
            "это от 2 до 71.",
        ),
        (Read(60, 12, 0), "пропускает от 11 до 32 на 100 комментариев"),
        (
            Read(60, 0, 10),
            "за 12 недель нарушений нет: программа, вероятно, пропускает не больше 7",
        ),
    ],
)
def test_the_estimate_in_words(read: Read, words: str) -> None:
    assert words in missed_words(read, 5)


def test_none_drawn_is_not_fine() -> None:
    assert missed_words(Read(0, 0, 0), 0).startswith("Не оценивается: выборка выключена")
