"""The channel, its posts and its files: what is asked, and what the answers come to."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.base import Draft, MediumKind, Network, PageInfo, Uploaded
from gospablik.networks.max import uploads
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Present,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_max import (
    ADDRESS,
    BOT,
    CHAT,
    HOME,
    SECRET,
    FakeMax,
    channel,
    medium,
    membership,
    message,
    played,
    uploaded,
    user,
)

T0 = datetime(2026, 10, 1, tzinfo=UTC)
S0 = int(T0.timestamp()) * 1000
NEWS = "https://adm.example.ru/news/1"
DRAFT = Draft(f"Новость\n{NEWS}", headline="Новость", link=NEWS)


@pytest.fixture
def fake(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeMax]:
    with played(monkeypatch) as one:
        yield one


def made(mid: str) -> dict[str, Any]:
    return {"message": message(mid, S0)}


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


def test_publish(fake: FakeMax) -> None:
    fake.put(made("mid.9"))
    assert fake.page().publish(DRAFT, key="k") == Done("mid.9")
    assert fake.calls() == ["POST /messages"]
    assert fake.query() == {"chat_id": str(CHAT)}
    assert fake.body()["text"] == f"<b>Новость</b>\n{NEWS}"
    assert "notify" not in fake.body()


def test_publish_waits_for_its_pictures(fake: FakeMax) -> None:
    fake.put_error(400, "attachment.not.ready")
    fake.put(made("mid.9"))
    draft = Draft("т", media=(uploaded(), uploaded(MediumKind.VIDEO, "t2")))
    assert fake.page().publish(draft, key="k") == Done("mid.9")
    assert fake.body(0) == fake.body(1)
    for _ in range(5):
        fake.put_error(400, "attachment.not.ready")
    came_to = fake.page().publish(draft, key="k")
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == timedelta(seconds=30)


WRITES: dict[str, Any] = {
    "publish": lambda page: page.publish(DRAFT, key="k"),
    "edit": lambda page: page.edit_post("mid.1", DRAFT),
    "pin": lambda page: page.pin_post("mid.1"),
    "repost": lambda page: page.repost("mid.1", "Полезное", key="k"),
    "describe": lambda page: page.describe_page("Страница"),
    "reply": lambda page: page.reply("Добрый день!", post_id="mid.1", key="k"),
}


@pytest.mark.parametrize("write", WRITES)
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (httpx.Response(401, json={"code": "verify.token"}), NothingHappened),
        (httpx.Response(429), NothingHappened),
        (httpx.ConnectError("x"), NothingHappened),
        (httpx.Response(400, json={"code": "proto.payload"}), Refused),
        (httpx.Response(404, json={"code": "chat.not.found"}), Refused),
        (httpx.Response(404, json={"code": "not.found"}), Refused),
        (httpx.Response(200, json={"success": False, "message": "no"}), Refused),
        (httpx.Response(500, json={"code": "internal.error"}), Unknown),
        (httpx.Response(502, content=b"<html>"), Unknown),
        (httpx.Response(200, content=b"<html>"), Unknown),
        (httpx.Response(200, json={}), Unknown),
        (httpx.ReadTimeout("x"), Unknown),
    ],
)
def test_what_a_write_comes_to(
    fake: FakeMax, write: str, answer: httpx.Response | Exception, kind: type[DoOutcome]
) -> None:
    fake.answers.append(answer)
    came_to = WRITES[write](fake.page())
    assert isinstance(came_to, kind)
    assert SECRET not in str(came_to)


@pytest.mark.parametrize("write", WRITES)
def test_a_write_without_rights_is_an_errand_with_a_link(fake: FakeMax, write: str) -> None:
    fake.put_error(403, "access.denied")
    if write in ("edit", "pin", "reply"):  # these lead to the post itself
        fake.put(message("mid.1", S0))
    came_to = WRITES[write](fake.page())
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == (ADDRESS if write in ("edit", "pin", "reply") else HOME)
    assert came_to.press.endswith(".")


def test_an_errand_leads_to_the_channel_if_the_post_cannot_be_seen(fake: FakeMax) -> None:
    fake.put_error(403, "access.denied")
    fake.put_error(403, "access.denied")
    came_to = fake.page().pin_post("mid.1")
    assert isinstance(came_to, NeedsPerson)
    assert came_to.link == HOME


def test_edit_post(fake: FakeMax) -> None:
    fake.put({"success": True}, {"success": True})
    page = fake.page()
    assert page.edit_post("mid.1", DRAFT) == Done("mid.1")
    assert fake.calls() == ["PUT /messages"]
    assert fake.query() == {"message_id": "mid.1"}
    assert fake.body()["attachments"] is None
    assert page.edit_post("mid.1", Draft("т", media=(uploaded(),))) == Done("mid.1")
    assert len(fake.body()["attachments"]) == 1


def test_pin_post(fake: FakeMax) -> None:
    fake.put({"success": True})
    assert fake.page().pin_post("mid.1") == Done("mid.1")
    assert fake.body() == {"message_id": "mid.1"}


def test_delete_post(fake: FakeMax) -> None:
    fake.put({"success": True})
    assert fake.page().delete_post("mid.1") == Done("mid.1")
    assert fake.calls() == ["DELETE /messages"]


@pytest.mark.parametrize(
    ("status", "answer"),
    [(404, {"code": "not.found"}), (400, {"code": "proto.payload"}), (200, {"success": False})],
)
def test_a_post_that_is_gone_is_deleted(fake: FakeMax, status: int, answer: dict[str, Any]) -> None:
    fake.answers.append(httpx.Response(status, json=answer))
    fake.put_error(404, "not.found")
    fake.put(membership("read_all_messages"))
    assert fake.page().delete_post("mid.1") == Done("mid.1")


def test_a_post_that_stands_is_not_deleted(fake: FakeMax) -> None:
    fake.put({"success": False, "message": "no"}, message("mid.1", S0))
    assert isinstance(fake.page().delete_post("mid.1"), Refused)
    fake.put_error(404, "not.found")
    fake.put_error(500, "internal.error")  # what reading cannot tell proves nothing
    assert isinstance(fake.page().delete_post("mid.1"), Refused)
    fake.put_error(500, "internal.error")
    assert isinstance(fake.page().delete_post("mid.1"), Unknown)


def test_repost(fake: FakeMax) -> None:
    fake.put(made("mid.9"))
    page = fake.page()
    assert page.repost("mid.ff01", "", key="k") == Done("mid.9")
    assert fake.body() == {
        "text": None,
        "attachments": None,
        "link": {"type": "forward", "mid": "mid.ff01"},
    }
    by_address = page.repost("https://max.ru/other/AbC", "Полезное", key="k")
    assert isinstance(by_address, NeedsPerson)
    assert by_address.link == "https://max.ru/other/AbC"
    for source in ("https://vk.com/wall-1_2", "", "wall-1_2"):
        assert isinstance(page.repost(source, "Полезное", key="k"), Refused)
    assert len(fake.asked) == 1


# Files.


@pytest.mark.parametrize(
    ("kind", "place", "answer", "token"),
    [
        (MediumKind.PHOTO, {}, b'{"photos": {"k": {"token": "p"}}}', "p"),
        (MediumKind.FILE, {}, b'{"token": "f"}', "f"),
        (MediumKind.VIDEO, {"token": "v"}, b"<retval>1</retval>", "v"),
    ],
)
def test_upload(
    fake: FakeMax, kind: MediumKind, place: dict[str, str], answer: bytes, token: str
) -> None:
    fake.put({"url": "https://iu.oneme.ru/up", **place})
    fake.put_raw(200, answer)
    file = medium(kind)
    assert fake.page().upload(file) == Uploaded(file, token)
    assert fake.calls() == ["POST /uploads", "POST /up"]
    assert fake.query(0) == {"type": {"photo": "image"}.get(kind, kind.value)}
    assert "Authorization" not in fake.asked[1].headers


def test_a_broken_upload_did_nothing(fake: FakeMax) -> None:
    place = {"url": "https://iu.oneme.ru/up"}
    page = fake.page()
    for failure in (httpx.WriteError("x"), httpx.ReadTimeout("x"), httpx.ConnectError("x")):
        fake.put(place)
        fake.put_failure(failure)
        assert isinstance(page.upload(medium()), NothingHappened)
    fake.put(place)
    fake.put_raw(200, b'{"photos": {"k": {"tok')
    assert isinstance(page.upload(medium()), NothingHappened)
    fake.put({"url": "http://iu.oneme.ru/up"})
    assert isinstance(page.upload(medium()), NothingHappened)


def test_an_upload_that_is_refused(fake: FakeMax, monkeypatch: pytest.MonkeyPatch) -> None:
    page = fake.page()
    fake.put_error(400, "any", "File extension is forbidden")
    assert isinstance(page.upload(medium()), Refused)
    fake.put({"url": "https://iu.oneme.ru/up"})
    fake.put_raw(413, b"")
    assert isinstance(page.upload(medium()), Refused)
    fake.put_error(403, "access.denied")
    assert isinstance(page.upload(medium()), NeedsPerson)
    monkeypatch.setitem(uploads.LARGEST, MediumKind.PHOTO, 4)
    asked = len(fake.asked)
    assert isinstance(page.upload(medium()), Refused)
    assert len(fake.asked) == asked
