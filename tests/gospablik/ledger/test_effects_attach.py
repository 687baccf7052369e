"""A picture that a person has to add: the news goes out, the picture is not forgotten (3.3)."""

from datetime import timedelta

import pytest

from gospablik.ledger.carry import Ledger
from gospablik.ledger.errands import say_done
from gospablik.ledger.task import Task
from gospablik.outcomes import ConfirmedBy, NothingHappened, Unknown
from gospablik.store.session import Store
from gospablik.store.tables import Kind, State
from tests.gospablik.ledger.answers import watched
from tests.gospablik.ledger.gallery import BRIDGE, BY_HAND, Press
from tests.gospablik.media.pictures import drawn


@pytest.fixture
def press(sqlite_store: Store) -> Press:
    press = Press(sqlite_store)
    press.prepare(drawn())
    return press


def test_what_only_a_person_may_add_does_not_hold_the_news_and_is_not_forgotten(
    press: Press,
) -> None:
    press.gallery.gives = BY_HAND
    press.carry()
    assert press.action().state is State.CONFIRMED
    assert press.gallery.hung == {"1": []}
    errand = press.action(Kind.ATTACH)
    assert errand.state is State.ERRAND
    assert errand.why == "нет ключа пользователя"
    assert errand.link == "https://vk.com/wall-7_1"
    assert errand.press == f"Добавьте вручную. Приложите картинку новости с сайта: {BRIDGE}"
    press.carry()
    assert press.action(Kind.ATTACH).state is State.ERRAND, "картинки всё ещё нет"
    press.gallery.hung["1"] = ["added by hand"]
    press.carry()
    assert press.action(Kind.ATTACH).confirmed_by is ConfirmedBy.READBACK
    assert len(press.gallery.posted) == 1


def test_an_album_is_asked_for_whole(sqlite_store: Store) -> None:
    press = Press(sqlite_store)
    press.prepare(*(drawn(size=(40, side)) for side in (30, 31, 32)))
    press.gallery.gives = BY_HAND
    press.carry()
    errand = press.action(Kind.ATTACH)
    where = ", ".join([BRIDGE, f"{BRIDGE}?1", f"{BRIDGE}?2"])
    assert errand.press == f"Добавьте вручную. Приложите картинки новости с сайта: {where}"
    press.gallery.hung["1"] = ["one", "two"]
    press.carry()
    assert press.action(Kind.ATTACH).state is State.ERRAND, "две из трёх"
    press.gallery.hung["1"] = ["one", "two", "three"]
    press.carry()
    assert press.action(Kind.ATTACH).confirmed_by is ConfirmedBy.READBACK


def test_saying_that_it_is_done_is_looked_at(press: Press) -> None:
    press.gallery.gives = BY_HAND
    press.carry()
    effect, errand = press.effects()[Kind.ATTACH], Task.of(press.action(Kind.ATTACH))

    def said() -> str:
        now = press.clock()
        return say_done(press.store, effect, errand, person="spec", now=now).words

    assert "не подтвердилось" in said()
    del press.gallery.hung["1"]
    assert "со слов" in said(), "поста нет: проверить нечего"


def test_a_key_that_came_meanwhile_ends_the_need_of_a_person(press: Press) -> None:
    press.gallery.gives, press.gallery.answers = BY_HAND, NothingHappened("занято", timedelta(0))
    press.carry()
    assert press.rows()[0].by_hand_press == "Добавьте вручную."
    press.gallery.gives = press.gallery.answers = None
    press.carry()
    assert press.gallery.hung == {"1": ["photo-7_1"]}
    assert press.rows()[0].by_hand_press is None
    assert [action.kind for action in press.actions()] == [Kind.PUBLISH]


def test_killed_after_the_post_the_picture_is_still_asked_for(press: Press) -> None:
    press.gallery.gives = BY_HAND
    press.gallery.answers, press.gallery.swallows = Unknown("нет ответа"), True
    press.carry()
    assert press.action().state is State.UNKNOWN
    press.carry()
    assert press.action().state is State.CONFIRMED
    assert press.action(Kind.ATTACH).state is State.ERRAND


def test_a_post_that_a_person_writes_tells_where_its_picture_is(press: Press) -> None:
    press.gallery.answers = BY_HAND
    press.carry()
    told = str(press.action().press)
    assert told.startswith(f"Добавьте вручную. Приложите картинку новости с сайта: {BRIDGE}\n")
    assert "Текст поручения:\nНовость 1" in told


def test_a_post_of_unknown_outcome_tells_it_too(press: Press) -> None:
    press.gallery.answers, press.gallery.readable = Unknown("нет ответа"), False
    press.carry()
    press.carry()
    assert press.action().state is State.ERRAND
    assert f"с сайта: {BRIDGE}\nТекст поручения:" in str(press.action().press)


def test_a_page_put_under_watch_asks_nobody_for_pictures(press: Press) -> None:
    press.gallery.gives = BY_HAND
    Ledger(press.store, "town", press.effects(), now=press.clock).carry_out([Kind.PUBLISH])
    press.office = watched()
    press.carry()
    assert press.action(Kind.ATTACH).state is State.DUE
    assert "наблюдение" in str(press.action(Kind.ATTACH).why)
