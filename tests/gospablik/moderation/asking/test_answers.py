"""From a resident's question to the answer below it: the queue, the form's word, once, by hand."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from time import sleep

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.figures_asked import asked_week
from gospablik.control.report_tables import _asked
from gospablik.control.window import Window
from gospablik.moderation.asking import by_hand
from gospablik.moderation.asking.answers import AnswersWritten, Chosen, answer_questions
from gospablik.moderation.asking.by_hand import close_answered
from gospablik.moderation.asking.case import AnswerCase, answer_case
from gospablik.moderation.asking.questions import (
    OPEN_AT_ONCE,
    open_answers,
    withdraw_answered,
)
from gospablik.moderation.asking.ready import ALREADY, LATER, NOT_ASKED
from gospablik.moderation.asking.shown import Queue, question_queue
from gospablik.moderation.asking.topics import OTHER, theme_of
from gospablik.moderation.fate import fates
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.own_words import OwnWords, own_words
from gospablik.moderation.pointing import point_out
from gospablik.moderation.questions import BATCH, withdraw_old
from gospablik.moderation.retention import erase_due
from gospablik.moderation.telling import OF_ANSWER
from gospablik.organisation import Organisation
from gospablik.span import Week
from gospablik.store.answers import Answer, Closed, ResidentQuestion
from gospablik.store.comments import Author
from gospablik.store.ledger import Kind, State
from gospablik.store.review import Question, Topic
from gospablik.store.session import Store
from gospablik.store.troubles import ToldTrouble
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation.test_harvest import statements
from tests.gospablik.moderation.test_troubles import FIRE
from tests.gospablik.moderation.town import MORNING, Town, written

WATER = "Когда дадут воду на Лесной?"
PASSED, APPEAL = "ответить: передали в службу", "ответить: как подать обращение (59-ФЗ)"
PUBLISHED, OWN = "ответить: ответ есть в публикации", "ответить: своими словами"
RUDE = "Идиоты, когда вывезут мусор?"


@pytest.fixture
def town(sqlite_store: Store) -> Town:
    """One question, seen."""
    town = Town(sqlite_store)
    town.write(1, WATER)
    town.harvest()
    return town


def ask(town: Town) -> list[Question]:
    with town.store.write() as session:
        withdraw_old(session, town.office, town.now)
        withdraw_answered(session, town.office, town.now)
        open_answers(session, town.office, town.now)
    return town.questions(Topic.ANSWER)


def say(town: Town, question: Question, *said: Chosen, by: str = "spec") -> AnswersWritten:
    answers = dict(enumerate(said, 1))
    with town.store.write() as session:
        return answer_questions(
            session, town.office, question.id, question.round, answers, by, town.now
        )


def queue(town: Town) -> Queue:
    with town.store.read() as session:
        return question_queue(session, town.office, town.now)


def case_of(town: Town, question: Question) -> AnswerCase:
    with town.store.read() as session:
        return answer_case(session, town.office, question.id)


def closed(town: Town) -> list[Closed | None]:
    with town.store.read() as session:
        return [row.closed_how for row in session.query(ResidentQuestion).order_by("id")]


def page_writes(town: Town, number: int, text: str, **more: object) -> None:
    town.later(minutes=1)
    town.wall.standing[str(number)] = written(number, text, -7, town.now, **more)
    town.harvest()


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


def test_a_flood_is_few_forms_the_longest_waiting_first(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    for number in range(BATCH * OPEN_AT_ONCE + 5):
        town.write(number + 1, WATER, author=number + 1)
    town.harvest()
    questions = ask(town)
    assert [len(one.comments) for one in questions] == [BATCH] * OPEN_AT_ONCE
    assert case_of(town, questions[0]).items[0].author == "Житель 1"
    assert len(ask(town)) == OPEN_AT_ONCE


def test_what_waits_in_the_review_is_no_question_yet(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.write(1, RUDE)
    town.harvest()
    assert (ask(town), queue(town).many) == ([], 0)
    town.answer(town.ask()[0], "ответить")
    assert len(ask(town)) == 1
    assert queue(town).many == 1


@pytest.mark.parametrize("choice", ["предупредить", "удалить: оскорбление"])
def test_ruled_otherwise_it_stays_out(sqlite_store: Store, choice: str) -> None:
    town = Town(sqlite_store)
    town.write(1, RUDE)
    town.harvest()
    town.answer(town.ask()[0], choice)
    assert (ask(town), queue(town).many) == ([], 0)


def test_answered_by_hand_the_clock_stops_when_the_page_wrote(town: Town) -> None:
    (question,) = ask(town)
    page_writes(town, 9, "Воду дадут к вечеру.", thread_root="1")
    wrote_at = town.wall.standing["9"].written_at
    town.later(hours=3)
    assert ask(town) == []
    with town.store.read() as session:
        row = session.get_one(ResidentQuestion, 1)
        ended = session.get_one(Question, question.id)
        assert (row.closed_how, row.closed_at) == (Closed.BY_HAND, wrote_at)
        assert ended.ended_because == "страница уже ответила сама"
    assert say(town, question, Chosen(PASSED)).refused
    assert town.actions(Kind.REPLY) == []


def test_a_long_queue_is_closed_by_few_queries(town: Town) -> None:
    for number in range(2, 12):
        town.write(number, WATER, author=number)
    town.harvest()
    page_writes(town, 20, "Соседи, воду дадут в шесть.")
    with town.store.write() as session, statements(town.store) as told:
        assert close_answered(session, town.office) == 11
    assert len([one for one in told if one.startswith("SELECT")]) == 2


def test_what_asks_no_more_keeps_no_old_words_of_the_page_in_sight(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.write(1, "Дали, спасибо")
    town.harvest()
    town.later(days=300)
    town.write(2, WATER, author=2)
    town.harvest()
    read: list[datetime] = []

    def since(session: Session, office: Organisation, moment: datetime) -> OwnWords:
        read.append(moment)
        return own_words(session, office, moment)

    monkeypatch.setattr(by_hand, "own_words", since)
    with town.store.write() as session:
        assert close_answered(session, town.office) == 0
    assert read == [town.wall.standing["2"].written_at]


def test_an_answer_to_one_is_no_answer_to_another_below_the_post(town: Town) -> None:
    town.write(2, "Почему не вывозят мусор?", author=2)
    town.harvest()
    page_writes(town, 9, f"Житель 100, здравствуйте! {OF_ANSWER} 25 ноября 2026 года (09:31). …")
    (question,) = ask(town)
    assert len(question.comments) == 2
    page_writes(town, 10, "Соседи, воду дадут в шесть, мусор вывезут завтра.")
    assert ask(town) == []


def test_the_ready_answer_about_trouble_answers_nobody_else(town: Town) -> None:
    town.write(2, FIRE, author=2)
    town.harvest()
    with town.store.read() as session:
        reply = session.scalars(select(ToldTrouble)).one().reply
    page_writes(town, 9, reply)
    (question,) = ask(town)
    assert [item.text for item in case_of(town, question).items] == [WATER]
    assert closed(town) == [None, None]


@pytest.mark.parametrize("how", [Closed.BY_HAND, Closed.ALREADY])
def test_who_says_in_the_review_to_answer_is_asked_what(sqlite_store: Store, how: Closed) -> None:
    town = Town(sqlite_store)
    town.write(1, RUDE)
    town.harvest()
    if how is Closed.BY_HAND:
        page_writes(town, 9, "Вывезут завтра.", thread_root="1")
        ask(town)
    else:
        with town.store.write() as session:
            row = session.get_one(ResidentQuestion, 1)
            row.closed_at, row.closed_how = town.now, how
    assert closed(town) == [how]
    town.answer(town.ask()[0], "ответить")
    assert len(ask(town)) == 1
    assert closed(town) == [None], "the page's earlier words are not the answer"
    page_writes(town, 10, "Простите, вывезут послезавтра.", thread_root="1")
    assert (ask(town), closed(town)) == ([], [Closed.BY_HAND])


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


def test_a_watched_page_is_shown_and_nobody_is_asked(town: Town) -> None:
    town.office = watched()
    assert ask(town) == []
    assert queue(town).waiting[0].note.startswith("режим «наблюдение»")


def test_the_clock_counts_working_hours_over_new_year(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    # Thursday, 31 December 2026, 17:30 in Yakutsk; 1 and 4 January are holidays, 2 and 3 a weekend.
    town.clock.at = datetime(2026, 12, 31, 8, 29, tzinfo=UTC)
    town.write(1, WATER)
    town.harvest()
    town.clock.at = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)  # midnight in Yakutsk
    assert queue(town).longest == timedelta(minutes=30)
    town.clock.at = datetime(2027, 1, 5, 1, 0, tzinfo=UTC)
    assert queue(town).longest == timedelta(minutes=90)
    town.clock.at = datetime(2028, 1, 5, 1, 0, tzinfo=UTC)
    assert queue(town).longest is None, "нет списка праздников 2028 года"


def test_old_words_of_a_page_that_is_new_to_us_are_no_questions(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    town.wall.standing["1"] = written(1, WATER, at=MORNING - timedelta(days=15))
    town.harvest()
    assert queue(town).many == 0


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


def test_the_week_tells_who_asked_and_how_soon_they_were_answered(town: Town) -> None:
    town.write(2, "А мусор когда вывезут?", author=2)
    town.write(3, "Почему не работает фонарь?", author=3)
    town.harvest()
    town.later(hours=2)
    (question,) = ask(town)
    assert say(town, question, Chosen(PASSED), Chosen(NOT_ASKED), Chosen(LATER)).replies == 1
    town.carry(Kind.REPLY)
    town.later(hours=1)
    with town.store.read() as session:
        window = Window.of(Week.current(town.office, town.now), town.now)
        week = asked_week(session, town.office, window, town.now)
    assert (week.came, week.answered, week.by_hand, week.not_asked, week.waiting) == (3, 1, 0, 1, 1)
    assert week.longest
    assert timedelta(hours=2) < week.longest < timedelta(hours=2, minutes=10)
    assert week.waiting_longest
    assert week.waiting_longest > timedelta(hours=3)
    rows = {str(row[0]): row[1] for row in _asked(week)}
    assert rows["вопросов и просьб жителей за неделю"] == 3
    assert "дольше всех — 3 ч" in str(rows["они ждут"])
