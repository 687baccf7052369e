"""Who waits for an answer, how long, and what the page wrote by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.figures_asked import asked_week
from gospablik.control.report_tables import _asked
from gospablik.control.window import Window
from gospablik.moderation.asking import by_hand
from gospablik.moderation.asking.answers import Chosen
from gospablik.moderation.asking.by_hand import close_answered
from gospablik.moderation.asking.questions import (
    OPEN_AT_ONCE,
)
from gospablik.moderation.asking.ready import LATER, NOT_ASKED
from gospablik.moderation.own_words import OwnWords, own_words
from gospablik.moderation.questions import BATCH
from gospablik.moderation.telling import OF_ANSWER
from gospablik.organisation import Organisation
from gospablik.span import Week
from gospablik.store.answers import Closed, ResidentQuestion
from gospablik.store.ledger import Kind
from gospablik.store.review import Question
from gospablik.store.session import Store
from gospablik.store.troubles import ToldTrouble
from tests.gospablik.ledger.answers import watched
from tests.gospablik.moderation.asking.kit import (
    PASSED,
    RUDE,
    WATER,
    ask,
    case_of,
    closed,
    page_writes,
    queue,
    say,
)
from tests.gospablik.moderation.test_harvest import statements
from tests.gospablik.moderation.test_troubles import FIRE
from tests.gospablik.moderation.town import MORNING, Town, written


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
