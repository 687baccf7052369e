"""The channel and its posts as they are read: what is asked, and what the answers come to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import Draft, Network, PageInfo
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    NotNow,
    Present,
    Refused,
)
from tests.gospablik.networks.fake_max import (
    ADDRESS,
    BOT,
    CHAT,
    HOME,
    SECRET,
    FakeMax,
    channel,
    membership,
    message,
    user,
)

T0 = datetime(2026, 10, 1, tzinfo=UTC)
S0 = int(T0.timestamp()) * 1000
NEWS = "https://adm.example.ru/news/1"
DRAFT = Draft(f"Новость\n{NEWS}", headline="Новость", link=NEWS)


def test_it_is_a_network(fake: FakeMax) -> None:
    network: Network = fake.page()
    assert network.limit <= timedelta(seconds=15)
    assert not network.removal_is_repeatable
    assert SECRET not in repr(network)


# What the page says of itself.


def test_page_info(fake: FakeMax) -> None:
    fake.put(channel(), {"members": [user(1), user(BOT, "Бот", None), user(3, "", None)]})
    assert fake.page().page_info() == PageInfo(
        "Администрация",
        "О нас",
        "",
        verified=False,
        site="",
        members=5121,
        administrators=("Айта Иванова", "Бот", "3"),
    )
    assert fake.calls() == [f"GET /chats/{CHAT}", f"GET /chats/{CHAT}/members/admins"]


@pytest.mark.parametrize("empty", [None, ""])
def test_a_description_emptied_by_hand(fake: FakeMax, empty: str | None) -> None:
    fake.put(channel(description=empty))
    fake.put_error(403, "access.denied")
    info = fake.page().page_info()
    assert (info.description, info.administrators) == ("", None)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"chat_id": CHAT - 1}, "другой чат"),
        ({"type": "chat"}, "не канал"),
        ({"status": "removed"}, "не состоит в канале"),
        ({"title": None}, "title"),
        ({"participants_count": "много"}, "participants_count"),
    ],
)
def test_page_info_that_is_not_of_our_channel(
    fake: FakeMax, changed: dict[str, Any], words: str
) -> None:
    fake.put(channel(**changed))
    with pytest.raises(CouldNotRead, match=words):
        fake.page().page_info()


def test_page_info_without_its_administrators_is_not_read(fake: FakeMax) -> None:
    fake.put(channel())
    fake.put_error(500, "internal.error")
    with pytest.raises(CouldNotRead, match="не значит, что всё в порядке"):
        fake.page().page_info()


def test_describe_page(fake: FakeMax) -> None:
    fake.put(channel(description="Официальная страница"))
    assert fake.page().describe_page("Официальная страница") == Done(str(CHAT))
    assert fake.calls() == [f"PATCH /chats/{CHAT}"]
    assert fake.body() == {"description": "Официальная страница"}
    assert isinstance(fake.page().describe_page("ы" * 20_000), Refused)


# Posts.


def test_posts_are_read_back_to_the_moment(fake: FakeMax) -> None:
    fresh = [message(f"mid.{n}", S0 + 200_000 - n * 1000) for n in range(150)]
    fake.put({"messages": fresh[:100]}, {"messages": fresh[99:]}, {"messages": fresh[-1:]})
    found = fake.page().posts(T0)
    assert [post.network_id for post in found] == [f"mid.{n}" for n in range(150)]
    first = {"chat_id": str(CHAT), "after": str(S0 - 1), "count": "100"}
    assert fake.query(0) == first
    assert fake.query(1) == first | {"before": str(S0 + 101_001)}
    assert found[0].published_at == T0 + timedelta(seconds=200)
    assert found[0].address == ADDRESS
    assert found[0].comments == -1


def test_a_post_with_everything(fake: FakeMax) -> None:
    item = message(
        "mid.1",
        S0 + 123,
        None,
        attachments=[
            {"type": "image", "payload": {"token": "t", "url": "u", "photo_id": 1}},
            {"type": "video", "payload": {}},
            {"type": "file", "payload": {}},
            {"type": "share", "payload": {"url": NEWS}},
            {"type": "hologram"},
        ],
        markup=[
            {"type": "link", "from": 0, "length": 3, "url": "https://a.ru"},
            {"type": "strong"},
        ],
        top={"url": None, "link": {"type": "forward", "message": {"mid": "mid.other"}}},
    )
    fake.put(item)
    post = fake.page().post("mid.1")
    assert post
    assert post.text == ""
    assert post.attachments == ("photo", "video", "file", "link", "hologram", "repost")
    assert post.links == ("https://a.ru", NEWS)
    assert post.address == HOME
    assert post.published_at == T0 + timedelta(milliseconds=123)


def test_a_forwarded_message_without_a_body_does_not_hide_the_others(fake: FakeMax) -> None:
    bare = message("x", S0 + 5, top={"body": None, "link": {"type": "forward", "message": {}}})
    sheet = [message("mid.2", S0 + 9), bare, message("mid.1", S0 + 1)]
    fake.put({"messages": sheet}, {"messages": sheet[2:]})
    assert [post.network_id for post in fake.page().posts(T0)] == ["mid.2", "mid.1"]


@pytest.mark.parametrize(
    "spoilt",
    [
        {"top": {"body": None}},
        {"top": {"timestamp": "вчера"}},
        {"top": {"timestamp": 10**30}},
        {"mid": None},
        {"text": 7},
        {"attachments": [{"payload": {}}]},
        {"attachments": ["image"]},
    ],
)
def test_a_half_read_post_is_not_read(fake: FakeMax, spoilt: dict[str, Any]) -> None:
    mid, text = spoilt.pop("mid", "mid.1"), spoilt.pop("text", "текст")
    fake.put({"messages": [message(mid, S0, text, **spoilt)]})
    with pytest.raises(CouldNotRead):
        fake.page().posts(T0)


@pytest.mark.parametrize("body", [b"<html>", b"", b"[]", b'{"messages": {}}', b'{"messages": [7]}'])
def test_nonsense_is_not_read(fake: FakeMax, body: bytes) -> None:
    fake.put_raw(200, body)
    with pytest.raises(CouldNotRead, match="не значит, что всё в порядке"):
        fake.page().posts(T0)


@pytest.mark.parametrize(
    ("status", "code"), [(401, "verify.token"), (403, "access.denied"), (500, "internal.error")]
)
def test_reads_report_every_error(fake: FakeMax, status: int, code: str) -> None:
    fake.put_error(status, code)
    with pytest.raises(CouldNotRead, match=code) as caught:
        fake.page().posts(T0)
    assert "Администрация" in str(caught.value)


def test_since_needs_a_zone(fake: FakeMax) -> None:
    with pytest.raises(ValueError, match="пояс"):
        fake.page().posts(datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is tried


@pytest.mark.parametrize(("status", "code"), [(404, "not.found"), (400, "proto.payload")])
def test_a_post_is_gone_only_while_the_bot_may_read(fake: FakeMax, status: int, code: str) -> None:
    fake.put_error(status, code)
    fake.put(membership("read_all_messages"))
    assert fake.page().post("mid.1") is None
    fake.put_error(status, code)
    fake.put(membership("write"))
    with pytest.raises(CouldNotRead, match="больше не может читать"):
        fake.page().post("mid.1")
    fake.put_error(status, code)
    fake.put_error(403, "access.denied")
    with pytest.raises(CouldNotRead):
        fake.page().post("mid.1")


def test_a_post_of_another_channel_is_not_ours(fake: FakeMax) -> None:
    fake.put(message("mid.1", S0, top={"recipient": {"chat_id": CHAT - 1}}))
    with pytest.raises(CouldNotRead, match="другого чата"):
        fake.page().post("mid.1")


def test_the_number_of_another_network(fake: FakeMax) -> None:
    with pytest.raises(CouldNotRead, match="номером сообщения"):
        fake.page().post("-77:5")
    assert isinstance(fake.page().delete_post("wall-77/5"), Refused)


def test_find_post(fake: FakeMax) -> None:
    share = {"type": "share", "payload": {"url": NEWS + "/"}}
    link = {"type": "link", "from": 0, "length": 7, "url": NEWS}
    for item in (
        message("mid.5", S0 - 60_000, f"Новость\n{NEWS}"),
        message("mid.5", S0, "Новость", markup=[link]),
        message("mid.5", S0, "Новость", attachments=[share]),
        message("mid.5", S0, NEWS, top={"sender": user(1)}),
    ):
        fake.put({"messages": [item]}, {"messages": []})
        assert fake.page().find_post(NEWS, since=T0) == Present("mid.5")
    assert fake.query(0)["after"] == str(S0 - 60_001)
    fake.put({"messages": [message("mid.5", S0 - 60_001, NEWS)]})
    assert fake.page().find_post(NEWS, since=T0) == Absent()
    fake.put({"messages": [message("mid.5", S0, NEWS + "2")]}, {"messages": []})
    assert fake.page().find_post(NEWS, since=T0) == Absent()


def test_absent_only_if_all_was_read(fake: FakeMax) -> None:
    fake.put({"messages": [message(f"mid.{n}", S0 + 500 - n) for n in range(100)]})
    fake.put_error(500, "internal.error")
    assert isinstance(fake.page().find_post(NEWS, since=T0), NotNow)
    fake.put_error(401, "verify.token")
    assert isinstance(fake.page().find_post(NEWS, since=T0), NotNow)
    fake.put_error(403, "access.denied")
    assert isinstance(fake.page().find_post(NEWS, since=T0), CannotTell)
