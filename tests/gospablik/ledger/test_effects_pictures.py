"""Publishing with pictures: given to the network first, and never left out in silence (3.3)."""

from datetime import timedelta
from itertools import count

import pytest
from sqlalchemy import select

from gospablik.ledger.carry import Ledger
from gospablik.ledger.task import Task, claim_time
from gospablik.media.picture import look
from gospablik.outcomes import (
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    Refused,
    Unknown,
)
from gospablik.publishing.media import keep_picture
from gospablik.store.session import Store
from gospablik.store.tables import Kind, PostMedium, State
from tests.gospablik.ledger.gallery import BOTH, BRIDGE, Gallery, Press
from tests.gospablik.media.pictures import drawn
from tests.gospablik.publishing.desk import news


@pytest.fixture
def press(sqlite_store: Store) -> Press:
    press = Press(sqlite_store)
    press.prepare(drawn())
    return press


def test_the_picture_is_given_first_and_goes_out_with_the_post(press: Press) -> None:
    press.carry()
    [medium] = press.gallery.given
    assert (medium.name, medium.mime, medium.alt) == ("bridge.jpg", "image/jpeg", "Новость 1")
    assert medium.content == drawn()
    assert press.gallery.hung == {"1": ["photo-7_1"]}
    assert press.action().state is State.CONFIRMED
    assert len(press.actions()) == 1, "о картинке никого просить не надо"


def test_it_is_converted_to_what_the_network_takes(sqlite_store: Store) -> None:
    press = Press(sqlite_store)
    press.prepare(drawn("WEBP"))
    press.carry()
    assert [medium.mime for medium in press.gallery.given] == ["image/jpeg"]


@pytest.mark.parametrize(
    ("answer", "state", "why"),
    [
        (NothingHappened("Сервер занят.", timedelta(seconds=3)), State.DUE, "Сервер занят."),
        (Unknown("Связь прервалась."), State.DUE, "Связь прервалась."),
        (Done("7"), State.DUE, "Сеть не назвала загруженное вложение."),
        (Refused("Картинка запрещена."), State.REJECTED, "Картинка запрещена."),
    ],
)
def test_an_upload_that_failed_leaves_no_post_without_its_picture(
    press: Press, answer: DoOutcome, state: State, why: str
) -> None:
    press.gallery.gives = answer
    press.carry()
    assert press.action().state is state
    assert press.action().why == f"{why} Пост ещё не опубликован."
    assert press.gallery.posted == []
    if state is State.DUE:
        press.gallery.gives = None
        press.clock.sleep(60)
        press.carry()
        assert press.gallery.hung == {"1": ["photo-7_1"]}


def test_a_file_that_is_not_added_later_makes_the_whole_post_an_errand(press: Press) -> None:
    """OK without PHOTO_CONTENT or VIDEO_CONTENT: never a text without what belongs to it."""
    press.gallery.adds_later = False
    press.gallery.gives = NeedsPerson("Нет разрешения.", "https://ok.ru/group/7", "Создайте.")
    press.carry()
    [errand] = press.actions()
    assert (errand.state, errand.link) == (State.ERRAND, "https://ok.ru/group/7")
    assert errand.why == "Нет разрешения."
    head, _, text = str(errand.press).partition("\nТекст поручения:\n")
    assert head == f"Создайте. Приложите картинку новости с сайта: {BRIDGE}"
    assert "https://" in text
    assert press.gallery.posted == []
    press.gallery.posted.append(("by hand", text))
    press.carry()
    assert [action.state for action in press.actions()] == [State.CONFIRMED]


def test_what_was_given_is_not_given_again_while_it_lasts(press: Press) -> None:
    press.gallery.answers = NothingHappened("слишком часто", timedelta(seconds=3))
    press.carry()
    press.clock.sleep(3600)
    press.carry()
    assert len(press.gallery.given) == 1
    press.clock.sleep(12 * 3600)
    press.gallery.answers = None
    press.carry()
    assert len(press.gallery.given) == 2
    assert press.gallery.hung == {"1": ["photo-7_2"]}


def test_an_upload_that_takes_too_long_is_gone_on_with_later(sqlite_store: Store) -> None:
    press = Press(sqlite_store)
    press.prepare(*(drawn(size=(40, side)) for side in (30, 31, 32)))
    spent = 0.0

    def slow() -> None:
        nonlocal spent
        spent += press.gallery.upload_limit.total_seconds()

    press.gallery.while_uploading = slow
    effects = press.effects()
    effects[Kind.PUBLISH]._uploads._seconds = lambda: spent
    ledger = Ledger(press.store, "town", effects, now=press.clock)
    ledger.carry_out(BOTH)
    assert press.action().state is State.DUE
    assert press.action().why == "Загружено вложений: 2 из 3, время вышло. Пост ещё не опубликован."
    ledger.carry_out(BOTH)
    assert press.gallery.hung == {"1": ["photo-7_1", "photo-7_2", "photo-7_3"]}
    assert len(press.gallery.given) == 3


def test_pictures_that_travel_with_the_post_are_not_begun_anew(sqlite_store: Store) -> None:
    """Telegram takes nothing beforehand: what was prepared is nowhere kept."""
    press = Press(sqlite_store, gallery=Gallery(keeps=False, upload_limit=timedelta(0)))
    press.prepare(*(drawn(size=(40, side)) for side in (30, 31, 32)))
    ticks = count(0, 60)
    effects = press.effects()
    effects[Kind.PUBLISH]._uploads._seconds = lambda: next(ticks)
    Ledger(press.store, "town", effects, now=press.clock).carry_out(BOTH)
    assert press.gallery.hung == {"1": ["", "", ""]}
    assert [row.reference for row in press.rows()] == [None] * 3


def test_a_claim_covers_the_uploads_and_no_more(press: Press, sqlite_store: Store) -> None:
    effect = press.effects()[Kind.PUBLISH]
    task = Task.of(press.action())
    gallery = press.gallery
    assert effect.limit_of(task) == gallery.limit + gallery.upload_limit + timedelta(seconds=10)
    assert claim_time(effect, task) == 2 * effect.limit_of(task) + timedelta(seconds=30)
    press.read(news(2))
    press.plan()
    assert press.release(press.waiting()[0])
    assert effect.limit_of(Task.of(press.actions()[-1])) == gallery.limit


def test_a_picture_that_spoilt_meanwhile_is_not_left_out_in_silence(press: Press) -> None:
    """The rules of the day count, not those of the day it was checked."""
    with press.store.write() as session:
        medium = session.scalars(select(PostMedium)).one().medium
        assert medium is not None
        keep_picture(
            session, press.office, 1, BRIDGE, strip := drawn("PNG", (2_100, 100)), look(strip),
            press.clock(),
        )  # fmt: skip
        session.scalars(select(PostMedium)).one().medium_id = medium.id + 1
    press.carry()
    assert press.action().state is State.REJECTED
    assert "слишком узкая" in str(press.action().why)
    assert press.gallery.posted == []
