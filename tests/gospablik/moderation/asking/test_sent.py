"""What happens between the word and the answer, and to what was never sent."""

from datetime import timedelta

import pytest

from gospablik.moderation.asking.answers import Chosen
from gospablik.moderation.asking.ready import NOT_ASKED
from gospablik.moderation.asking.topics import OTHER, theme_of
from gospablik.moderation.fate import fates
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.pointing import point_out
from gospablik.moderation.retention import erase_due
from gospablik.store.answers import Answer, Closed
from gospablik.store.ledger import Kind, State
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation.asking.kit import (
    APPEAL,
    PASSED,
    RUDE,
    WATER,
    ask,
    case_of,
    closed,
    queue,
    say,
)
from tests.gospablik.moderation.town import MORNING, Town


@pytest.mark.parametrize("state", [State.MISSED, State.CANCELLED, State.REJECTED])
def test_an_answer_that_was_never_sent_leaves_the_question_open(town: Town, state: State) -> None:
    say(town, ask(town)[0], Chosen(PASSED))
    (action,) = town.actions(Kind.REPLY)
    town.set_state(action.id, state)
    (again,) = ask(town)
    assert queue(town).many == 1
    assert say(town, again, Chosen(APPEAL)).replies == 1
    assert (ask(town), closed(town)) == ([], [Closed.ANSWERED])
    assert [one.subject for one in town.actions(Kind.REPLY)] == ["answer:1", "answer:2"]


def test_what_a_person_has_sent_after_all_closes_it_again(town: Town) -> None:
    say(town, ask(town)[0], Chosen(PASSED))
    (action,) = town.actions(Kind.REPLY)
    town.set_state(action.id, State.REJECTED)
    (again,) = ask(town)
    town.set_state(action.id, State.CONFIRMED)
    assert (ask(town), closed(town)) == ([], [Closed.ANSWERED])
    assert say(town, again, Chosen(PASSED)).refused


def test_what_was_ruled_to_be_answered_after_its_answer_closes_again_too(town: Town) -> None:
    say(town, ask(town)[0], Chosen(PASSED))
    town.later(minutes=1)
    with town.store.write() as session:
        point_out(session, town.office, "1", reason="грубость", official_key="spec", now=town.now)
    town.answer(town.ask()[0], "ответить")
    assert closed(town) == [Closed.ANSWERED]
    (action,) = town.actions(Kind.REPLY)
    town.set_state(action.id, State.REJECTED)
    assert len(ask(town)) == 1
    town.set_state(action.id, State.CONFIRMED)
    assert (ask(town), closed(town)) == ([], [Closed.ANSWERED])


def test_once_answered_anew_the_refused_answer_is_never_written(town: Town) -> None:
    say(town, ask(town)[0], Chosen(PASSED))
    (first,) = town.actions(Kind.REPLY)
    town.set_state(first.id, State.REJECTED)
    say(town, ask(town)[0], Chosen(APPEAL))
    town.set_state(first.id, State.DUE)
    town.carry(Kind.REPLY)
    (words,) = town.wall.replies
    assert "59-ФЗ" in words
    assert [one.state for one in town.actions(Kind.REPLY)] == [State.REJECTED, State.CONFIRMED]


def test_reworded_under_the_form_nobody_answers_what_was_not_seen(town: Town) -> None:
    (question,) = ask(town)
    town.write(1, "Когда уволят начальника водоканала?")
    town.harvest()
    assert [item.text for item in case_of(town, question).items] == [WATER]
    (note,) = say(town, question, Chosen(PASSED)).notes
    assert "автор изменил текст" in note
    assert town.actions(Kind.REPLY) == []
    (again,) = ask(town)
    assert case_of(town, again).items[0].text == "Когда уволят начальника водоканала?"


@pytest.mark.parametrize("how", ["pointed", "reworded"])
def test_what_must_be_ruled_on_is_let_go_by_the_form_for_the_review(town: Town, how: str) -> None:
    town.write(2, "Почему не вывозят мусор?", author=2)
    town.harvest()
    (question,) = ask(town)
    if how == "pointed":
        with town.store.write() as session:
            point_out(session, town.office, "1", reason="угроза", official_key="spec", now=town.now)
    else:
        town.write(1, RUDE)
        town.harvest()
    assert [one.id for one in ask(town)] == [question.id], "the other question still waits there"
    (review,) = town.ask()
    assert [place.comment.network_id for place in review.comments] == ["1"]
    result = say(town, question, Chosen(PASSED), Chosen(PASSED))
    assert (result.replies, len(result.notes)) == (1, 1)
    assert town.actions(Kind.REPLY)[0].subject == "answer:1"
    town.answer(review, "удалить: оскорбление")
    assert ask(town) == []


def test_no_question_asks_in_other_words_it_is_asked_about_anew(town: Town) -> None:
    say(town, ask(town)[0], Chosen(NOT_ASKED))
    town.harvest()
    assert ask(town) == []
    town.write(1, "Когда же вывезут мусор?")
    town.harvest()
    (again,) = ask(town)
    (item,) = case_of(town, again).items
    assert (item.text, item.topic) == ("Когда же вывезут мусор?", "мусор")
    assert item.asked_at > MORNING + timedelta(minutes=2), "waits since it was written"


def test_two_questions_about_no_known_topic_are_not_the_same(town: Town) -> None:
    say(town, ask(town)[0], Chosen(NOT_ASKED))
    town.write(2, "Когда праздник посёлка?")
    town.write(3, "Почему закрыта библиотека?")
    town.harvest()
    (question,) = ask(town)
    assert {item.topic for item in case_of(town, question).items} == {theme_of(OTHER).name}
    assert say(town, question, Chosen(APPEAL), Chosen(APPEAL)).replies == 2


@pytest.mark.parametrize("change", ["gone", "reworded", "watched"])
def test_gone_reworded_or_watched_meanwhile_nobody_is_answered(town: Town, change: str) -> None:
    (question,) = ask(town)
    if change == "gone":
        town.wall.standing.clear()
    elif change == "watched":
        town.office = watched()
    else:
        town.write(1, "Дали, спасибо")
    town.harvest()
    (note,) = say(town, question, Chosen(PASSED)).notes
    assert note.startswith("Вопрос 1: ")
    assert town.actions(Kind.REPLY) == []
    assert ask(town) == []


def test_gone_between_the_word_and_the_answer_it_is_refused_with_words(town: Town) -> None:
    say(town, ask(town)[0], Chosen(PASSED))
    town.wall.standing.clear()
    town.harvest()
    town.carry(Kind.REPLY)
    (action,) = town.actions(Kind.REPLY)
    assert (action.state, town.wall.replies) == (State.REJECTED, [])
    assert action.why == "комментария на странице больше нет. Ответ жителю не написан."


def test_erased_with_the_comment(town: Town) -> None:
    say(town, ask(town)[0], Chosen(PASSED))
    town.carry(Kind.REPLY)
    town.later(days=town.office.organisation.keep_comments_days + 1)
    with town.store.write() as session:
        erase_due(session, town.office, town.now)
        assert session.get_one(Answer, 1).text == ERASED


def test_where_it_has_gone_tells_of_the_answer(town: Town) -> None:
    say(town, ask(town)[0], Chosen(PASSED))
    town.carry(Kind.REPLY)
    with town.store.read() as session:
        story = "".join(fates(session, town.office, "на Лесной").found[0].story)
    assert "решено ответить от имени страницы: Имя spec" in story
    assert "ответ жителю: подтверждено" in story
