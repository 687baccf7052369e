"""From a resident's question to the answer below it: the form's word, once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
from sqlalchemy import select

from gospablik.moderation.asking.answers import AnswersWritten, Chosen, answer_questions
from gospablik.moderation.asking.questions import (
    open_answers,
)
from gospablik.moderation.asking.ready import ALREADY, LATER, NOT_ASKED
from gospablik.moderation.telling import OF_ANSWER
from gospablik.store.answers import Closed
from gospablik.store.comments import Author
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Question, Topic
from gospablik.store.session import Store
from tests.gospablik.moderation.asking.kit import (
    APPEAL,
    OWN,
    PASSED,
    PUBLISHED,
    WATER,
    ask,
    case_of,
    closed,
    queue,
    say,
)
from tests.gospablik.moderation.town import Town, written


def test_asked_once_and_the_form_shows_who_waits(town: Town) -> None:
    (question,) = ask(town)
    assert question.officials == ["it-head", "spec"]
    assert [q.id for q in ask(town)] == [question.id]
    case = case_of(town, question)
    (item,) = case.items
    assert (item.text, item.topic, item.before) == (WATER, "вода", None)
    assert case.choices[:3] == (LATER, NOT_ASKED, ALREADY)
    assert "по какому телефону узнать" not in [title for title, _ in case.samples]
    assert queue(town).waiting[0].note == "форма открыта"


def test_the_answer_is_one_action_below_the_comment_and_is_written_once(town: Town) -> None:
    (question,) = ask(town)
    assert say(town, question, Chosen(PASSED)) == AnswersWritten(replies=1)
    assert say(town, question, Chosen(PASSED)) == AnswersWritten(replies=1, repeated=True)
    assert "уже ответили" in (say(town, question, Chosen(NOT_ASKED)).refused or "")
    assert "уже ответили" in (say(town, question, Chosen(PASSED), by="it-head").refused or "")
    (action,) = town.actions(Kind.REPLY)
    assert action.subject == "answer:1"
    town.carry(Kind.REPLY)
    town.carry(Kind.REPLY)
    (words,) = town.wall.replies
    assert town.wall.answered == ["1"]
    assert words.startswith(f"Житель 100, здравствуйте! {OF_ANSWER} 25 ноября 2026 года (09:31).")
    assert "Вопрос о водоснабжении передали тем, кто за это отвечает." in words
    assert town.actions(Kind.REPLY)[0].state is State.CONFIRMED
    assert (ask(town), queue(town).many, closed(town)) == ([], 0, [Closed.ANSWERED])


def test_a_name_of_nothing_but_signs_is_greeted_once(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.wall.standing["1"] = written(1, WATER, author_name="@*@")
    town.harvest()
    say(town, ask(town)[0], Chosen(PASSED))
    town.carry(Kind.REPLY)
    (words,) = town.wall.replies
    assert words.startswith(f"Здравствуйте! {OF_ANSWER}")


def test_later_comes_back_and_no_question_does_not(town: Town) -> None:
    town.write(2, "А автобус будет ходить?", author=2)
    town.harvest()
    (question,) = ask(town)
    assert say(town, question, Chosen(LATER), Chosen(NOT_ASKED)) == AnswersWritten(
        settled=1, left=1
    )
    (again,) = ask(town)
    assert [item.text for item in case_of(town, again).items] == [WATER]
    assert say(town, again, Chosen(ALREADY)) == AnswersWritten(settled=1)
    assert ask(town) == []
    assert town.actions(Kind.REPLY) == []
    assert closed(town) == [Closed.ALREADY, Closed.NOT_ASKED]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (Chosen(OWN, "  "), "поле «Свои слова» пустое"),
        (Chosen(PUBLISHED, "на сайте"), "нет адреса публикации"),
        (Chosen(PASSED, "и ещё"), "выберите одно из двух"),
    ],
)
def test_what_cannot_be_written_comes_back_with_the_reason(
    town: Town, said: Chosen, why: str
) -> None:
    (question,) = ask(town)
    result = say(town, question, said)
    assert (result.replies, result.left) == (0, 1)
    assert why in result.notes[0]
    assert say(town, question, said).repeated
    assert len(ask(town)) == 1


@pytest.mark.parametrize(
    "answers", [{2: Chosen(PASSED)}, {1: Chosen("спасибо")}, {0: Chosen(LATER)}]
)
def test_nonsense_changes_nothing(town: Town, answers: dict[int, Chosen]) -> None:
    (question,) = ask(town)
    with town.store.write() as session:
        result = answer_questions(session, town.office, question.id, 1, answers, "spec", town.now)
    assert "Не сделано: по нему жителям не отвечено" in (result.refused or "")
    assert [q.id for q in ask(town)] == [question.id]


@pytest.mark.parametrize("by", ["head", "deputy", "nobody"])
def test_only_who_was_asked_may_answer(town: Town, by: str) -> None:
    (question,) = ask(town)
    assert say(town, question, Chosen(PASSED), by=by).refused
    assert town.actions(Kind.REPLY) == []


def test_the_same_author_and_topic_gets_no_ready_answer_twice(town: Town) -> None:
    town.write(2, "Скажите, когда же вода?")
    town.write(3, "А мусор когда вывезут?")
    town.harvest()
    (question,) = ask(town)
    result = say(town, question, Chosen(PASSED), Chosen(APPEAL), Chosen(PASSED))
    assert result.replies == 2
    assert result.notes == (
        "Вопрос 2: об этом автору уже отвечали 25.11, ещё раз — только своими словами;"
        " ответ не отправляется.",
    )
    (again,) = ask(town)
    (item,) = case_of(town, again).items
    assert item.before is not None
    assert say(town, again, Chosen(OWN, "Вода будет к 18:00.")).replies == 1
    assert len(town.actions(Kind.REPLY)) == 3


def test_after_two_weeks_the_ready_answer_may_go_again(town: Town) -> None:
    say(town, ask(town)[0], Chosen(PASSED))
    town.later(days=15)
    town.write(2, WATER)
    town.harvest()
    assert say(town, ask(town)[0], Chosen(PASSED)).replies == 1


def test_two_forms_of_one_author_answered_at_once_answer_once(store: Store) -> None:
    town = Town(store)
    town.write(1, WATER)
    town.harvest()
    (first,) = ask(town)
    town.write(2, WATER)
    town.harvest()
    second = ask(town)[-1]
    assert first.id != second.id
    at_once = Barrier(2)

    def answer(question: Question) -> AnswersWritten:
        at_once.wait()
        return say(town, question, Chosen(PASSED))

    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(answer, (first, second)))
    assert sum(one.replies for one in results) == 1
    assert len(town.actions(Kind.REPLY)) == 1


def test_two_forms_of_one_question_answered_at_once_answer_once(store: Store) -> None:
    town = Town(store)
    town.write(1, WATER)
    town.harvest()
    (first,) = ask(town)
    with store.write() as session:
        session.get_one(Question, first.id).comments[0].released_at = town.now
    second = ask(town)[-1]
    assert first.id != second.id
    with ThreadPoolExecutor(2) as threads:
        with store.write() as session:  # both have come as far as they can
            session.scalars(select(Author).with_for_update()).all()
            said = [
                threads.submit(say, town, one, Chosen(OWN, "К шести.")) for one in (first, second)
            ]
            sleep(2)
        results = [one.result() for one in said]
    assert sum(one.replies for one in results) == 1
    assert "ответ уже выбран" in "".join(note for one in results for note in one.notes)
    assert len(town.actions(Kind.REPLY)) == 1


def test_two_passes_at_once_ask_about_a_comment_once(store: Store) -> None:
    town = Town(store)
    town.write(1, WATER)
    town.harvest()
    at_once = Barrier(2)

    def ask_at_once() -> None:
        at_once.wait()
        with store.write() as session:
            open_answers(session, town.office, town.now)

    with ThreadPoolExecutor(2) as threads:
        for done in [threads.submit(ask_at_once) for _ in range(2)]:
            done.result()
    (question,) = town.questions(Topic.ANSWER)
    assert len(question.comments) == 1
