from datetime import datetime, timedelta
from typing import Any

import pytest

from gospablik.clock import now
from gospablik.errors import CouldNotRead, NeverShown
from gospablik.networks.base import Network, PageInfo
from gospablik.outcomes import (
    CannotTell,
    NotNow,
    Present,
)
from tests.gospablik.networks.fake_telegram import (
    CHANNEL,
    T0,
    FakeTelegram,
    live_post,
    user_item,
)

NEWS = "https://adm.example.ru/news/1"
POST = "https://t.me/adm_town/57"


def test_it_is_a_network(telegram: FakeTelegram) -> None:
    page: Network = telegram.page()
    assert page.limit == timedelta(seconds=40)
    assert page.settle == timedelta(seconds=30)
    assert page.removal_is_repeatable
    assert not page.shows_removals
    assert telegram.page().removal_window == timedelta(hours=48)


# What the channel says of itself.


def test_page_info(telegram: FakeTelegram) -> None:
    telegram.put_channel(description="О нас")
    telegram.put(512)
    anna = {"id": 5, "is_bot": False, "first_name": "Анна"}
    telegram.put(
        [{"status": "creator", "user": user_item()}, {"status": "administrator", "user": anna}]
    )
    assert telegram.page().page_info() == PageInfo(
        "Администрация",
        "О нас",
        "",
        verified=False,
        site="",
        members=512,
        administrators=("Айта Иванова", "Анна"),
    )
    assert telegram.methods() == ["getChat", "getChatMemberCount", "getChatAdministrators"]
    assert all(form == {"chat_id": CHANNEL} for form in telegram.forms())


def test_a_description_emptied_by_hand_and_hidden_administrators(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put(0)
    telegram.put_error(400, "Bad Request: member list is inaccessible")
    info = telegram.page().page_info()
    assert (info.description, info.members, info.administrators) == ("", 0, None)


def test_page_info_is_asked_anew(telegram: FakeTelegram) -> None:
    page = telegram.page()
    for description in ("До", "После"):
        telegram.put_channel(description=description)
        telegram.put(1)
        telegram.put([])
        assert page.page_info().description == description


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (None, "вместо объекта"),
        ({"id": -5, "type": "channel", "title": "x"}, "другой чат"),
        ({"id": CHANNEL, "type": "supergroup", "title": "x"}, "не канал"),
        ({"id": CHANNEL, "type": "channel"}, "title"),
        ({"id": CHANNEL, "type": "channel", "title": "x", "linked_chat_id": "1"}, "обсуждения"),
    ],
)
def test_page_info_that_says_nothing(telegram: FakeTelegram, result: Any, words: str) -> None:
    telegram.put(result)
    with pytest.raises(CouldNotRead, match=words):
        telegram.page().page_info()


def test_page_info_without_its_count(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    telegram.put("много")
    with pytest.raises(CouldNotRead, match="подписчиков"):
        telegram.page().page_info()


# Posts, as their copies showed them.


def test_posts_come_from_what_was_seen(telegram: FakeTelegram) -> None:
    telegram.seen.read = T0
    telegram.seen.known = [
        live_post(5, T0 - timedelta(hours=1)),
        live_post(6, T0),
        live_post(7, T0 + timedelta(hours=1)),
    ]
    telegram.put_channel()
    page = telegram.page()
    assert [post.network_id for post in page.posts(T0)] == ["7", "6"]
    assert [post.network_id for post in page.posts(T0 + timedelta(minutes=1))] == ["7"]
    assert telegram.methods() == ["getChat"]
    with pytest.raises(ValueError, match="пояс"):
        page.posts(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is tried


def test_nothing_seen_is_not_no_posts(telegram: FakeTelegram) -> None:
    telegram.put_channel()
    with pytest.raises(CouldNotRead, match="ещё ни разу не прочитаны"):
        telegram.page().posts(T0)
    telegram.seen.read = T0
    telegram.put_channel(None)
    with pytest.raises(CouldNotRead, match="нет группы обсуждения"):
        telegram.page().posts(T0)


def test_one_post_is_as_its_copy_was_last_seen(telegram: FakeTelegram) -> None:
    telegram.seen.known, telegram.seen.read = [live_post(56, T0)], now()
    assert telegram.page().post("56") == live_post(56, T0)
    with pytest.raises(NeverShown, match="только копии постов") as caught:
        telegram.page().post("57")
    assert POST in caught.value.next_step


@pytest.mark.parametrize(
    ("age", "words"),
    [(None, "ещё ни разу не прочитаны"), (timedelta(minutes=61), "не читались больше часа")],
)
def test_an_old_copy_is_not_how_the_post_stands_now(
    telegram: FakeTelegram, age: timedelta | None, words: str
) -> None:
    telegram.seen.known = [live_post(56, T0)]
    telegram.seen.read = None if age is None else now() - age
    for number in ("56", "57"):
        with pytest.raises(CouldNotRead, match=words) as caught:
            telegram.page().post(number)
        assert not isinstance(caught.value, NeverShown)


def test_find_post(telegram: FakeTelegram) -> None:
    page = telegram.page()
    slack = timedelta(minutes=5)
    for post in (
        live_post(text=f"Вода\n{NEWS}"),
        live_post(links=(NEWS + "/",)),
        live_post(at=T0 - slack, text=NEWS),
    ):
        telegram.seen.known = [post]
        assert page.find_post(NEWS, since=T0) == Present("57")


@pytest.mark.parametrize(
    ("read", "outcome"),
    [
        (None, NotNow),
        (T0 + timedelta(seconds=29), NotNow),
        (T0 + timedelta(seconds=30), CannotTell),
    ],
)
def test_no_copy_proves_nothing(
    telegram: FakeTelegram, read: datetime | None, outcome: type
) -> None:
    telegram.seen.read = read
    telegram.seen.known = [
        live_post(text=NEWS + "2"),
        live_post(at=T0 - timedelta(minutes=6), text=NEWS),
    ]
    telegram.put_channel()
    assert isinstance(telegram.page().find_post(NEWS, since=T0), outcome)


def test_without_a_group_no_copy_will_come(telegram: FakeTelegram) -> None:
    telegram.put_channel(None)
    assert isinstance(telegram.page().find_post(NEWS, since=T0), CannotTell)


@pytest.mark.parametrize(("code", "outcome"), [(401, NotNow), (500, NotNow), (403, CannotTell)])
def test_when_the_channel_does_not_answer(telegram: FakeTelegram, code: int, outcome: type) -> None:
    telegram.put_error(code)
    assert isinstance(telegram.page().find_post(NEWS, since=T0), outcome)
