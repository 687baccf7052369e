"""What the head reads before he decides: what is one episode, what was removed, what he asked."""

import pytest
from sqlalchemy import select

from gospablik.moderation.block_case import MUTED, BlockCase, block_case
from gospablik.moderation.harvest import store_comments
from gospablik.store.answers import Closed, ResidentQuestion
from gospablik.store.session import Store
from tests.gospablik.moderation.town import PAGE, Town, office, written


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    return Town(sqlite_store)


def shown(town: Town) -> BlockCase:
    question = town.case()
    with town.store.read() as session:
        return block_case(session, town.office, question.id)


def test_what_was_written_before_the_first_telling_is_one_episode(town: Town) -> None:
    town.write(8, "ты козёл и дурак")
    town.write(9, "идиот ты")
    case = shown(town)
    assert [v.number for v in case.violations] == [1, 2, 3, 4]
    assert case.episode.startswith("Нарушения 1, 2, 3 — один случай")
    assert "Повторение: нарушение 4, написано после" in case.episode


def test_two_violations_are_the_first_case_and_its_repetition(town: Town) -> None:
    case = shown(town)
    assert case.episode.startswith("Нарушение 1 — первый случай")
    assert all(v.removed.startswith("удалён 25.11.2026") for v in case.violations)
    assert MUTED not in case.takes_away


def test_questions_that_no_page_answered(town: Town) -> None:
    town.write(20, "Когда дадут воду?")
    town.write(21, "Спасибо")
    town.write(22, "А почему свет мигает")
    town.write(23, "Сколько ждать?", author=300)
    town.write(24, "Ты дурак, где дорога?")
    asked = shown(town).questions
    assert [one.text for one in asked] == ["А почему свет мигает", "Когда дадут воду?"]
    assert asked[0].link


def test_what_a_specialist_settled_or_the_author_reworded_waits_no_more(town: Town) -> None:
    town.write(20, "Когда дадут воду?")
    town.write(21, "Почему света нет?")
    town.write(22, "Когда починят дорогу?")
    town.write(23, "Когда откроют баню?")
    town.harvest()
    town.write(22, "Уже починили")
    town.harvest()
    with town.store.write() as session:
        asked = session.scalars(select(ResidentQuestion).order_by(ResidentQuestion.id)).all()
        for row, how in zip(asked, (Closed.ALREADY, Closed.NOT_ASKED), strict=False):
            row.closed_at, row.closed_how = town.now, how
    assert [one.text for one in shown(town).questions] == ["Когда откроют баню?"]


def test_an_answer_of_the_page_ends_the_waiting(town: Town) -> None:
    town.write(20, "Когда дадут воду?")
    town.harvest()
    town.later(minutes=5)
    answer = written(99, "Завтра к вечеру.", author=-7, at=town.now, thread_root="20")
    town.wall.standing["99"] = answer
    with town.store.write() as session:
        live = town.wall.comments("1")
        store_comments(session, town.office, PAGE, "1", live, town.now)
    town.write(25, "А свет когда включат?")
    assert [one.text for one in shown(town).questions] == ["А свет когда включат?"]


def test_only_the_newest_questions_are_shown_and_the_rest_counted(town: Town) -> None:
    for number in range(20, 28):
        town.write(number, f"Когда починят дом {number}?")
    case = shown(town)
    assert (len(case.questions), case.more_questions) == (5, 3)
    assert case.questions[0].text == "Когда починят дом 27?"


def test_in_telegram_the_case_says_that_he_may_read_on(sqlite_store: Store) -> None:
    page = office().page[0].model_dump(exclude={"group_id"})
    telegram = {**page, "network": "telegram", "chat_id": -1001, "username": "town"}
    town = Town(sqlite_store)
    question = town.case()
    with sqlite_store.read() as session:
        case = block_case(session, office(page=[telegram]), question.id)
    assert case.takes_away.endswith(MUTED)
