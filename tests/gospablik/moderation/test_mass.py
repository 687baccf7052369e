"""What several residents ask alike is one question, on whatever pages; an answer is seen."""

import random
import time
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from gospablik.moderation.harvest import store_comments
from gospablik.moderation.mass import MassQuestion, mass_questions
from gospablik.moderation.telling import OF_REMOVAL, OF_UNDOING, OF_WARNING
from gospablik.networks.base import LiveComment
from gospablik.organisation import Organisation
from gospablik.root import ROOT
from gospablik.store.session import Store
from tests.gospablik.moderation.town import MORNING, PAGE, Town, office, written

WATER = ["Когда дадут воду?", "Воды нет, когда дадут?", "когда воду дадут"]


def two_pages() -> Organisation:
    vk = office().page[0].model_dump()
    max_page = {
        "key": "town-max", "network": "max", "chat_id": -5, "link": "town", "name": "MAX",
        "mode": "самостоятельно", "since": date(2026, 11, 1), "official_wording": "Официальный",
    }  # fmt: skip
    return office(page=[vk, {**vk, "key": "town-vk-2", "group_id": 8}, max_page])


def keep(
    session: Session, said: list[LiveComment], page: str = PAGE, at: datetime = MORNING
) -> None:
    store_comments(session, two_pages(), page, "1", said, at, whole=False)


def asked(store: Store, now: datetime = MORNING + timedelta(hours=1)) -> list[MassQuestion]:
    with store.read() as session:
        return mass_questions(session, two_pages(), now)


def by_three(start: int = 1) -> list[LiveComment]:
    return [written(start + n, text, author=100 + n) for n, text in enumerate(WATER)]


def test_three_people_on_two_pages_of_a_network_are_one_question(store: Store) -> None:
    with store.write() as session:
        keep(session, by_three()[:2])
        keep(session, by_three()[2:], page="town-vk-2", at=MORNING)
    (question,) = asked(store)
    assert (question.people, question.nameless, question.answered) == (3, 0, 0)
    assert question.example in WATER
    assert question.since == MORNING
    assert {one.page for one in question.comments} == {PAGE, "town-vk-2"}


def test_one_person_is_one_on_both_pages(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        keep(session, by_three()[:2])
        keep(session, [written(9, WATER[2], author=100)], page="town-vk-2")
    assert asked(sqlite_store) == []


def test_two_people_and_one_who_is_not_named_may_be_two(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        keep(session, by_three()[:2])
        keep(session, [written(9, WATER[2], author_id=None)], page="town-max")
    assert asked(sqlite_store) == []


def test_comments_without_an_author_are_told_apart(sqlite_store: Store) -> None:
    nameless = [written(n, WATER[n % 3], author_id=None) for n in range(1, 4)]
    with sqlite_store.write() as session:
        keep(session, nameless, page="town-max")
    (question,) = asked(sqlite_store)
    assert (question.people, question.nameless) == (0, 3)
    with sqlite_store.write() as session:
        keep(session, by_three())
    (question,) = asked(sqlite_store)
    assert (question.people, question.nameless, len(question.comments)) == (3, 3, 6)


@pytest.mark.parametrize(
    ("reply", "answered"),
    [
        ({"thread_root": "1"}, 1),
        ({"thread_root": "2"}, 1),
        ({"thread_root": None}, 3),
        ({"thread_root": None, "at": MORNING - timedelta(minutes=1)}, 0),
        ({"thread_root": None, "text": f"Ваш комментарий {OF_REMOVAL} Положения"}, 0),
        ({"thread_root": None, "text": f"Имя, {OF_UNDOING} 25 ноября отменено"}, 0),
        ({"thread_root": "7"}, 0),
    ],
)
def test_an_answer_of_the_page_below_is_seen(
    sqlite_store: Store, reply: dict[str, object], answered: int
) -> None:
    more = {"author": -7, "text": "К 18:00", "at": MORNING + timedelta(minutes=5), **reply}
    with sqlite_store.write() as session:
        keep(session, [*by_three(), written(50, **more)])  # type: ignore[arg-type]
    (question,) = asked(sqlite_store)
    assert question.answered == answered


def test_an_answered_question_comes_after_the_open_one(sqlite_store: Store) -> None:
    road = [written(20 + n, "Почистите дорогу на Ленина", author=300 + n) for n in range(3)]
    answer = written(60, "К 18:00", author=-7, at=MORNING + timedelta(minutes=5))
    with sqlite_store.write() as session:
        keep(session, [*by_three(), *[written(9, WATER[0], author=109)], answer])
        store_comments(session, two_pages(), "town-vk-2", "2", road, MORNING, whole=False)
    assert [(one.people, one.answered) for one in asked(sqlite_store)] == [(3, 0), (4, 4)]


@pytest.mark.parametrize(
    ("template", "words"),
    [("removed", OF_REMOVAL), ("warned", OF_WARNING), ("undone", OF_UNDOING)],
)
def test_by_which_words_a_word_to_one_resident_is_known_stands_in_its_template(
    template: str, words: str
) -> None:
    assert words in (ROOT / f"templates/replies/{template}.txt").read_text("utf-8")


def test_advertisements_what_was_removed_and_what_is_gone_are_none(sqlite_store: Store) -> None:
    town = Town(sqlite_store)
    for number in range(1, 4):
        town.write(number, "Заработок в интернете без вложений, пиши в личку", author=number)
        town.write(number + 10, "Диспетчер идиот, когда дадут воду?", author=number)
        town.write(number + 20, "Где автобус 7?", author=number)
    town.harvest()
    with sqlite_store.read() as session:
        sound = {one.example for one in mass_questions(session, town.office, town.now)}
    assert sound == {"Диспетчер идиот, когда дадут воду?", "Где автобус 7?"}
    for question in town.ask():
        town.answer(question)
    for number in range(21, 24):
        del town.wall.standing[str(number)]
    town.harvest()
    with sqlite_store.read() as session:
        assert mass_questions(session, town.office, town.now) == []


def test_a_week_back_and_no_page_that_is_suspended(sqlite_store: Store) -> None:
    with sqlite_store.write() as session:
        keep(session, by_three())
    assert asked(sqlite_store, MORNING + timedelta(days=7)) == []
    away = (
        two_pages()
        .page[0]
        .model_copy(
            update={"suspended_from": date(2026, 11, 25), "suspended_because": "распоряжение № 1"}
        )
    )
    run = two_pages().model_copy(update={"page": [away, *two_pages().page[1:]]})
    with sqlite_store.read() as session:
        assert mass_questions(session, run, MORNING) == []
        unnamed = two_pages().model_copy(update={"page": two_pages().page[1:]})
        assert mass_questions(session, unnamed, MORNING) == []


@pytest.mark.timeout(120)
def test_a_thousand_comments_a_week_take_no_time_to_speak_of(sqlite_store: Store) -> None:
    """Measured: 0.1 s on two cores; the bound is for a machine that is busy."""
    words = ["вода", "дорога", "автобус", "свет", "мусор", "собаки", "школа", "снег", "мост"]
    chance = random.Random(1)
    said = [
        written(n, f"Когда {' '.join(chance.sample(words, 4))} {n % 90}?", author=n)
        for n in range(1000)
    ]
    with sqlite_store.write() as session:
        keep(session, said)
    asked(sqlite_store)
    began = time.perf_counter()
    asked(sqlite_store)
    assert time.perf_counter() - began < 3


def test_new_year_s_eve_is_a_day_like_any_other(sqlite_store: Store) -> None:
    bell = datetime(2026, 12, 31, 15, 0, tzinfo=UTC)
    said = [
        written(n, text, author=n, at=bell + timedelta(minutes=n - 1))
        for n, text in enumerate(WATER)
    ]
    with sqlite_store.write() as session:
        keep(session, said, at=bell + timedelta(minutes=2))
    (question,) = asked(sqlite_store, bell + timedelta(minutes=3))
    assert question.since == bell - timedelta(minutes=1)
