"""Only what somebody has to judge is fetched; what failed is tried again, not for ever."""

from datetime import date

from gospablik.moderation.harvest import store_comments
from gospablik.moderation.pictures.due import note_gone, note_unread, to_fetch
from gospablik.moderation.pictures.shown import (
    MOST_WORDLESS,
    NOT_YET,
    ShownPicture,
    pictures_of,
    without_words,
)
from gospablik.store.session import Store
from tests.gospablik.moderation.pictures.kit import (
    BLUE,
    RED,
    attach,
    fetch,
    files,
    rows,
    rule,
    wanted,
)
from tests.gospablik.moderation.town import PAGE, Town, office


def test_praise_with_a_picture_is_not_fetched(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED, text="Спасибо за уборку нашего двора, стало красиво!")
    attach(town, 2, BLUE)
    attach(town, 3, BLUE, text="")
    town.harvest()
    assert [one.reference for one in wanted(town)] == [f"https://vk.test/{BLUE}"] * 2
    assert fetch(town) == 2
    assert files(town) == 1, "одни и те же байты хранятся один раз"
    assert [one.sha256 is not None for one in rows(town)] == [False, True, True]
    town.later(days=4)
    attach(town, 4, RED, text="")
    assert wanted(town) == []


def test_a_wordless_picture_of_old_is_not_fetched(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED, text="")
    town.harvest()
    assert len(wanted(town)) == 1
    town.later(days=4)
    assert wanted(town) == []


def test_wordless_pictures_are_shown_apart(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED, text="вот")
    attach(town, 2, RED)
    town.write(3, "вот")
    town.harvest()
    with store.read() as session:
        (only,) = without_words(session, town.office, town.now)
    assert (only.text, only.pictures) == ("вот", (ShownPicture(None, NOT_YET),))


def test_a_page_that_is_not_run_takes_no_place_from_the_others(sqlite_store: Store) -> None:
    [page] = office().page
    other = page.model_dump() | {
        "key": "other",
        "group_id": 8,
        "suspended_from": date(2026, 11, 1),
        "suspended_because": "проверка",
    }
    town = Town(sqlite_store, office(page=[page.model_dump(), other]))
    attach(town, 1, RED, text="вот")
    town.harvest()
    town.wall.standing.clear()
    for number in range(MOST_WORDLESS):
        attach(town, 100 + number, RED, text="вот")
    with sqlite_store.write() as session:
        store_comments(session, town.office, "other", "9", town.wall.comments("1"), town.now)
    with sqlite_store.read() as session:
        assert [one.page for one in without_words(session, town.office, town.now)] == [PAGE]


def test_a_pass_takes_so_many_and_begins_with_what_was_never_tried(store: Store) -> None:
    town = Town(store)
    for number in (1, 2, 3):
        attach(town, number, RED, author=100 + number)
    town.harvest()
    first, second, third = (one.id for one in wanted(town))
    with store.write() as session:
        note_unread(session, first, "Сеть молчит.", town.now)
    with store.read() as session:
        found = to_fetch(session, town.office, town.now, most=2)
    assert [one.id for one in found] == [second, third]
    town.later(minutes=1)
    with store.write() as session:
        note_unread(session, second, "Сеть молчит.", town.now)
        note_gone(session, third, "Картинка исчезла.", town.now)
    assert [one.id for one in wanted(town)] == [first, second]


def test_after_three_days_it_is_given_up(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    town.harvest()
    town.later(days=3, minutes=1)
    (one,) = wanted(town)
    with store.write() as session:
        note_unread(session, one.id, "Сеть молчит.", town.now)
    assert wanted(town) == []
    why = rows(town)[0].gone_because
    assert why == "Сеть молчит. За 3 дня прочитать её не удалось."


def test_what_is_shown_of_each(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED, BLUE)
    town.harvest()
    first, second = wanted(town)
    with store.write() as session:
        note_unread(session, second.id, "Сеть молчит.", town.now)
    assert fetch(town) == 2
    with store.write() as session:
        note_gone(session, first.id, "Картинка исчезла.", town.now)
        note_unread(session, second.id, "Сеть молчит.", town.now)
    with store.read() as session:
        (shown,) = pictures_of(session, [rows(town)[0].version_id]).values()
    assert all(one.sha256 for one in shown), "прочитанное не теряется"


def test_pictures_of_a_suspended_page_wait(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    town.harvest()
    rule(town)
    suspended = {"suspended_from": "2026-11-20", "suspended_because": "решение суда"}
    page = town.office.page[0].model_dump() | suspended
    town.office = type(town.office).model_validate(town.office.model_dump() | {"page": [page]})
    assert wanted(town) == []


def test_what_was_left_standing_or_is_gone_is_asked_for_no_more(store: Store) -> None:
    town = Town(store)
    attach(town, 1, RED)
    attach(town, 2, BLUE, author=101)
    town.harvest()
    (question,) = town.ask()
    assert len(wanted(town)) == 2
    town.answer(question, "оставить")
    assert wanted(town) == []
    attach(town, 3, RED, author=102)
    town.harvest()
    assert len(wanted(town)) == 1
    del town.wall.standing["3"]
    town.harvest()
    assert wanted(town) == []
