"""Posts published, edited, removed and their files: what is asked, what the answers come to."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gospablik.networks.base import Draft, MediumKind, Uploaded
from gospablik.networks.max import uploads
from gospablik.outcomes import (
    Done,
    DoOutcome,
    NeedsPerson,
    NothingHappened,
    Refused,
    Unknown,
)
from tests.gospablik.networks.fake_max import (
    ADDRESS,
    CHAT,
    HOME,
    SECRET,
    FakeMax,
    medium,
    membership,
    message,
    uploaded,
)

T0 = datetime(2026, 10, 1, tzinfo=UTC)
S0 = int(T0.timestamp()) * 1000
NEWS = "https://adm.example.ru/news/1"
DRAFT = Draft(f"Новость\n{NEWS}", headline="Новость", link=NEWS)


def made(mid: str) -> dict[str, Any]:
    return {"message": message(mid, S0)}


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


def test_an_errand_to_answer_a_comment_says_to_find_it(fake: FakeMax) -> None:
    fake.put_error(403, "access.denied")
    fake.put(message("mid.1", S0))
    came_to = fake.page().reply("Добрый день!", post_id="mid.1", key="k", to="mid.2")
    assert isinstance(came_to, NeedsPerson)
    assert "найдите этот комментарий по автору и времени" in came_to.press


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
