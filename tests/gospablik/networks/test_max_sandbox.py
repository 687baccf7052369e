"""The page against the sandbox: an independent reading of MAX's documentation."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from gospablik.networks import pace
from gospablik.networks.base import Draft, Medium, MediumKind, Uploaded
from gospablik.networks.capabilities import Answer, Operation
from gospablik.networks.max import MaxPage, MaxToken
from gospablik.networks.verdicts import gone
from gospablik.outcomes import (
    Absent,
    CannotTell,
    Done,
    NeedsPerson,
    NothingHappened,
    Present,
    Unknown,
)
from sandbox.server import Running, running
from tests.gospablik.networks.fake_max import the_page

pytest.importorskip("sandbox.max", reason="the sandbox has no MAX yet")

CHAT, BOT, OWNER, AITA = -7001, 900, 1, 500
TOKEN = "bot-token-of-our-page"
NEWS = "https://adm.example.ru/news/1"
DRAFT = Draft(f"Новость <дня> & ночи\n{NEWS}", headline="Новость <дня> & ночи", link=NEWS)
STATE: dict[str, Any] = {
    "max_users": [
        {"user_id": OWNER, "first_name": "Глава"},
        {"user_id": AITA, "first_name": "Айта", "last_name": "Иванова"},
    ],
    "max_bots": [{"user_id": BOT, "first_name": "Жатай", "username": "adm_bot", "token": TOKEN}],
    "max_channels": [
        {
            "chat_id": CHAT,
            "title": "Администрация",
            "link": "adm",
            "description": "О нас",
            "owner_id": OWNER,
            "members": [AITA],
            "admins": [{"user_id": BOT}],
        }
    ],
    "max_limits": {"enabled": False},
}
# A picture of one point: MAX looks into what it is sent.
GIF = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00" + (
    b",\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)


@pytest.fixture(scope="module")
def started() -> Iterator[Running]:
    with running(STATE) as one:
        yield one


@pytest.fixture
def sandbox(started: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """As it began, and nobody waits for his turn: the sandbox does not count either."""
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    control(started, "/reset", {})
    return started


def page(sandbox: Running, token: str = TOKEN) -> MaxPage:
    return MaxPage(the_page(chat_id=CHAT, api=f"{sandbox.http}/max"), MaxToken(token))


def control(sandbox: Running, path: str, body: dict[str, Any], verb: str = "POST") -> Any:
    answer = httpx.request(verb, f"{sandbox.http}/control{path}", json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


def resident_says(sandbox: Running, post: str, text: str, **more: Any) -> str:
    body = {"post": post, "user_id": AITA, "text": text, **more}
    return str(control(sandbox, "/max/comments", body)["mid"])


def an_hour_ago() -> datetime:
    return datetime.now(UTC) - timedelta(hours=1)


def done(outcome: object) -> str:
    assert isinstance(outcome, Done), outcome
    return outcome.external_id


def test_a_post_and_its_life(sandbox: Running) -> None:
    with page(sandbox) as net:
        assert net.find_post(NEWS, since=an_hour_ago()) == Absent()
        mid = done(net.publish(DRAFT, key="one"))
        assert net.find_post(NEWS, since=an_hour_ago()) == Present(mid)
        post = net.post(mid)
        assert post
        assert post.text == DRAFT.text
        assert net.posts(an_hour_ago()) == [post]
        assert httpx.get(post.address).status_code == 200
        done(net.edit_post(mid, Draft("Новость исправлена")))
        done(net.pin_post(mid))
        edited = net.post(mid)
        assert edited
        assert edited.text == "Новость исправлена"
        assert done(net.delete_post(mid)) == done(net.delete_post(mid)) == mid
        assert net.post(mid) is None
        assert net.posts(an_hour_ago()) == []


def test_files(sandbox: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    control(sandbox, "/max/settings", {"not_ready": {"image": 1, "video": 0, "file": 0}})
    photo = Medium(MediumKind.PHOTO, "снимок.gif", GIF, "image/gif")
    video = Medium(MediumKind.VIDEO, "кино.mp4", b"video", "video/mp4")
    paper = Medium(MediumKind.FILE, "постановление.pdf", b"%PDF-1.4", "application/pdf")
    with page(sandbox) as net:
        given = [net.upload(one) for one in (photo, video, paper)]
        held = [one for one in given if isinstance(one, Uploaded)]
        assert held == given
        monkeypatch.setattr("time.sleep", pauses.append)
        album = done(net.publish(Draft("Альбом", media=(held[0], held[1])), key="one"))
        file = done(net.publish(Draft("Файл", media=(held[2],)), key="two"))
        kinds = {post.network_id: post.attachments for post in net.posts(an_hour_ago())}
        assert kinds == {album: ("photo", "video"), file: ("file",)}
    assert 0.5 in pauses


def test_comments(sandbox: Running) -> None:
    with page(sandbox) as net:
        post = done(net.publish(Draft("Новость"), key="one"))
        bad = resident_says(sandbox, post, "Плохое слово")
        resident_says(sandbox, post, "Ответ", reply_to=bad)
        reply = done(net.reply("Добрый день!", post_id=post, key="two"))
        found = {comment.network_id: comment for comment in net.comments(post)}
        assert len(found) == 3
        below = done(net.reply("И Вам", post_id=post, key="2b", to=bad))
        shown = {comment.network_id: comment for comment in net.comments(post)}
        assert shown[below].thread_root == bad
        assert (found[bad].author_id, found[bad].text) == (None, "Плохое слово")
        assert [c.thread_root for c in found.values()].count(bad) == 1
        assert net.find_reply("Добрый  день!", post_id=post, since=an_hour_ago()) == Present(reply)
        assert net.find_comment(bad, post_id=post) == Present(bad)
        done(net.remove_comment(bad, post_id=post))
        assert net.find_comment(bad, post_id=post) == Absent()
        assert net.remove_comment(bad, post_id=post) == gone(bad)
        control(sandbox, f"/max/channels/{CHAT}", {"comments": False}, "PATCH")
        off = net.reply("Ещё раз", post_id=post, key="three")
        assert isinstance(off, Unknown)
        assert "выключены" in off.why


def test_the_page_itself(sandbox: Running) -> None:
    with page(sandbox) as net:
        assert net.page_info().administrators == ("Глава", "Жатай")
        done(net.describe_page("Официальная страница"))
        assert net.page_info().description == "Официальная страница"
        done(net.describe_page(""))
        assert net.page_info().description == ""
        told = {one.operation: one.answer for one in net.probe()}
        assert told[Operation.REMOVE_COMMENT] is Answer.YES
        assert isinstance(net.find_block("500"), CannotTell)


def test_without_rights_it_is_an_errand(sandbox: Running) -> None:
    with page(sandbox) as net:
        post = done(net.publish(Draft("Новость"), key="one"))
        bad = resident_says(sandbox, post, "Плохое слово")
        admins = {"admins": [{"user_id": BOT, "permissions": ["read_all_messages"]}]}
        control(sandbox, f"/max/channels/{CHAT}", admins, "PATCH")
        for came_to in (
            net.publish(Draft("Ещё"), key="two"),
            net.remove_comment(bad, post_id=post),
            net.describe_page("Страница"),
        ):
            assert isinstance(came_to, NeedsPerson)


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_dropped_answer_is_unknown_and_looking_tells(sandbox: Running, when: str) -> None:
    fault = {"where": "max:POST /messages", "what": "drop", "when": when, "times": 1}
    control(sandbox, "/faults", fault)
    with page(sandbox) as net:
        assert isinstance(net.publish(DRAFT, key="one"), Unknown)
        found = net.find_post(NEWS, since=an_hour_ago())
        assert isinstance(found, Absent if when == "before" else Present)


def test_a_revoked_key_stays_due(sandbox: Running) -> None:
    with page(sandbox, "another") as net:
        came_to = net.publish(DRAFT, key="one")
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == timedelta(minutes=30)


def test_the_libraries_log_no_key(sandbox: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with page(sandbox) as net:
        net.publish(DRAFT, key="one")
    assert "/messages" in caplog.text
    assert TOKEN not in caplog.text


def test_what_is_new_is_found_without_reading_all(sandbox: Running) -> None:
    with page(sandbox) as net:
        mid = done(net.publish(DRAFT, key="one"))
        began = int(an_hour_ago().timestamp()) * 1000
        with httpx.Client(base_url=f"{sandbox.http}/control") as client:
            for n in range(105):
                body = {
                    "post": mid,
                    "user_id": AITA,
                    "text": "слово",
                    "timestamp": began + n * 1000,
                }
                client.post("/max/comments", json=body)
        known = {one.network_id: one.thread_root for one in net.comments(mid)}
        new = {resident_says(sandbox, mid, f"новое {n}") for n in range(2)}
        first = len(sandbox.world.journal.since(0))
        read = net.new_comments(mid, known, 0)
        assert {one.network_id for one in read.comments} - known.keys() == new
        assert len(sandbox.world.journal.since(first)) == 1
