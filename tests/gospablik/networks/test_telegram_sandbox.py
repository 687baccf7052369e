"""The page against the sandbox: an independent reading of the Bot API."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from PIL import Image

from gospablik.clock import now
from gospablik.errors import CouldNotRead
from gospablik.networks import pace
from gospablik.networks.base import Draft, LiveComment, LivePost, Medium, MediumKind, Uploaded
from gospablik.networks.capabilities import Answer, Operation
from gospablik.networks.telegram import TelegramPage, TelegramToken
from gospablik.networks.telegram.rights import NEVER
from gospablik.networks.verdicts import gone
from gospablik.outcomes import Absent, Done, NeedsPerson, NothingHappened, NotNow, Present, Unknown
from sandbox.server import Running, running
from tests.gospablik.networks.fake_telegram import FakeSeen, the_page

pytest.importorskip("sandbox.telegram", reason="the sandbox has no Telegram yet")

CHANNEL, GROUP, BOT, OWNER, AITA, PERSONA = -1001, -1002, 7000001, 100, 777, -1003
KEY = f"{BOT}:sandbox-secret"
NEWS = "https://adm.example.ru/news/1"
DRAFT = Draft(f"Вода <завтра> & свет\n\nБудет.\n{NEWS}", "Вода <завтра> & свет", NEWS)
STATE: dict[str, Any] = {
    "telegram_bots": [{"token": KEY, "username": "adm_bot", "first_name": "Администрация"}],
    "telegram_users": [
        {"user_id": OWNER, "first_name": "Мария", "last_name": "Слепцова"},
        {"user_id": AITA, "first_name": "Айта", "last_name": "Иванова"},
    ],
    "telegram_channels": [
        {
            "chat_id": CHANNEL,
            "title": "Администрация",
            "username": "adm_town",
            "description": "О нас",
            "members_count": 512,
            "owner": OWNER,
            "bots": [BOT],
            "group": {"chat_id": GROUP, "title": "Обсуждение"},
        },
        {"chat_id": PERSONA, "title": "Канал Айты", "username": "aita_news", "owner": AITA},
    ],
    "telegram_limits": {"enabled": False},
}


@dataclass
class Memory(FakeSeen):
    """Keeps what the stream tells, as the store would."""

    cursor: str | None = None
    kept: dict[str, LivePost] = field(default_factory=dict)
    said: dict[str, LiveComment] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)

    def since(self, moment: datetime) -> list[LivePost]:
        return [post for post in self.kept.values() if post.published_at >= moment]

    def thread_of(self, post_id: str) -> str | None:
        post = self.kept.get(post_id)
        return post.thread if post else None

    def comments_under(self, post_id: str) -> list[LiveComment]:
        return [one for one in self.said.values() if one.post_network_id == post_id]

    def drain(self, page: TelegramPage) -> None:
        more = True
        while more:
            began = now()
            batch = page.events(self.cursor)
            self.kept |= {post.network_id: post for post in batch.posts}
            self.said |= {one.network_id: one for one in batch.comments}
            self.odd += batch.odd
            self.cursor, more = batch.cursor, batch.more
        self.read = began


@pytest.fixture(scope="module")
def started() -> Iterator[Running]:
    with running(STATE) as one:
        yield one


@pytest.fixture
def sandbox(started: Running, slept: list[float], monkeypatch: pytest.MonkeyPatch) -> Running:
    """As it began, and nobody waits for his turn: the sandbox does not count either."""
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    control(started, "/reset", {})
    return started


@pytest.fixture
def seen() -> Memory:
    return Memory()


@pytest.fixture
def net(sandbox: Running, seen: Memory) -> Iterator[TelegramPage]:
    page = the_page(f"{sandbox.http}/telegram", chat_id=CHANNEL)
    with TelegramPage(page, TelegramToken(KEY), seen) as one:
        yield one


def control(sandbox: Running, path: str, body: dict[str, Any], verb: str = "POST") -> Any:
    answer = httpx.request(verb, f"{sandbox.http}/control{path}", json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


def resident_says(sandbox: Running, post: str, text: str, **more: Any) -> str:
    body = {"chat_id": CHANNEL, "post_id": int(post), "user_id": AITA, "text": text, **more}
    return str(control(sandbox, "/telegram/comments", body)["message_id"])


def fault(sandbox: Running, method: str, what: str, when: str, **more: Any) -> None:
    body = {"where": f"telegram:{method}", "what": what, "when": when, "times": 1, **more}
    control(sandbox, "/faults", body)


def done(outcome: object) -> str:
    assert isinstance(outcome, Done), outcome
    return outcome.external_id


def picture() -> Uploaded:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 140, 200)).save(out, "PNG")
    return Uploaded(Medium(MediumKind.PHOTO, "снимок.png", out.getvalue(), "image/png"), "")


def test_a_post_and_its_life(net: TelegramPage, seen: Memory, sandbox: Running) -> None:
    before = now()
    assert isinstance(net.find_post(NEWS, since=before), NotNow)
    number = done(net.publish(DRAFT, key="one"))
    seen.drain(net)
    assert net.find_post(NEWS, since=before) == Present(number)
    (post,) = net.posts(before - timedelta(minutes=1))
    assert (post.text, post.links, post.attachments) == (DRAFT.text, (NEWS,), ("link",))
    assert httpx.get(post.address.replace("https://t.me", f"{sandbox.http}/telegram")).is_success
    done(net.edit_post(number, Draft("Исправлено", link=NEWS)))
    assert done(net.edit_post(number, Draft("Исправлено", link=NEWS))) == number
    seen.drain(net)
    assert seen.kept[number].text == "Исправлено"
    assert done(net.pin_post(number)) == done(net.pin_post(number)) == number
    assert done(net.delete_post(number)) == done(net.delete_post(number)) == number
    assert not seen.odd


def test_an_album_and_a_single_picture(net: TelegramPage, seen: Memory) -> None:
    number = done(net.publish(Draft("Праздник", "Праздник", media=(picture(), picture())), key="k"))
    single = done(net.publish(Draft("Снимок", media=(picture(),)), key="k"))
    seen.drain(net)
    assert list(seen.kept) == [number, single]
    assert seen.kept[number].attachments == ("photo", "photo")
    done(net.edit_post(number, Draft("Праздник прошёл")))
    done(net.edit_post(single, Draft("Другой снимок")))
    seen.drain(net)
    assert seen.kept[number].text == "Праздник прошёл"
    assert seen.kept[number].attachments == ("photo", "photo")
    assert seen.kept[single].text == "Другой снимок"
    done(net.delete_post(number))
    assert isinstance(net.delete_post("999"), NeedsPerson)


@pytest.mark.parametrize("kind", [MediumKind.VIDEO, MediumKind.FILE])
def test_other_files(net: TelegramPage, seen: Memory, kind: MediumKind) -> None:
    file = Uploaded(Medium(kind, "файл.bin", b"content", "application/octet-stream"), "")
    number = done(net.publish(Draft("т", media=(file,)), key="k"))
    seen.drain(net)
    assert seen.kept[number].attachments == (kind.value,)


def test_the_longest_texts_are_taken(net: TelegramPage) -> None:
    for text in ("&" * 4096, "😀" * 2048, "т" * 4096):
        done(net.publish(Draft(text, link=NEWS), key="k"))
    done(net.publish(Draft("😀" * 512, media=(picture(),)), key="k"))
    done(net.publish(Draft("т" * 1025, link=NEWS, media=(picture(),)), key="k"))


def test_comments_replies_and_removal(net: TelegramPage, seen: Memory, sandbox: Running) -> None:
    number = done(net.publish(DRAFT, key="one"))
    first = resident_says(sandbox, number, "Плохое слово")
    second = resident_says(sandbox, number, "Согласна", reply_to=int(first))
    control(sandbox, "/telegram/comments", {"chat_id": GROUP, "user_id": AITA, "text": "Мимо"})
    seen.drain(net)
    found = net.comments(number)
    assert [(one.network_id, one.thread_root) for one in found] == [(first, None), (second, first)]
    assert {one.author_name for one in found} == {"Айта Иванова"}
    assert [one.text for one in net.comments("")] == ["Мимо"]
    done(net.reply("Добрый день! <3 & ответ", post_id=number, key="k"))
    below = done(net.reply("И Вам", post_id=number, key="k2", to=second))
    state = httpx.get(f"{sandbox.http}/control/telegram/state").json()["messages"]
    (said,) = [m for m in state if m["chat_id"] == GROUP and str(m["id"]) == below]
    assert str(said["reply_to"]) == second
    path = f"/telegram/comments/{GROUP}/{second}"
    control(sandbox, path, {"text": "Не согласна"}, verb="PATCH")
    seen.drain(net)
    assert [one.text for one in net.comments(number)] == ["Плохое слово", "Не согласна"]
    assert done(net.remove_comment(first, post_id=number)) == first
    assert net.remove_comment(first, post_id=number) == gone(first)


def test_a_message_of_the_group_outside_any_post_is_answered_and_taken_off(
    net: TelegramPage, seen: Memory, sandbox: Running
) -> None:
    said = {"chat_id": GROUP, "user_id": AITA, "text": "Плохое слово"}
    number = str(control(sandbox, "/telegram/comments", said)["message_id"])
    seen.drain(net)
    [found] = net.comments("")
    assert (found.network_id, found.address) == (number, f"https://t.me/c/2/{number}")
    assert done(net.remove_comment(number, post_id="")) == number
    done(net.reply("Айта, сообщение удалено", post_id="", key="k"))
    state = httpx.get(f"{sandbox.http}/control/telegram/state").json()["messages"]
    shown = [m["text"] for m in state if m["chat_id"] == GROUP and not m["deleted"]]
    assert shown == ["Айта, сообщение удалено"]


def test_after_two_days_a_person_removes(net: TelegramPage, seen: Memory, sandbox: Running) -> None:
    number = done(net.publish(DRAFT, key="one"))
    comment = resident_says(sandbox, number, "Плохое слово")
    seen.drain(net)
    control(sandbox, "/clock", {"offset_seconds": 2 * 86400 + 60})
    assert isinstance(net.remove_comment(comment, post_id=number), NeedsPerson)
    assert isinstance(net.delete_post(number), NeedsPerson)


def test_blocks(net: TelegramPage, seen: Memory, sandbox: Running) -> None:
    number = done(net.publish(DRAFT, key="one"))
    resident_says(sandbox, number, "Плохое слово")
    resident_says(sandbox, number, "И ещё", as_chat=PERSONA)
    seen.drain(net)
    author, persona = (one.author_id for one in net.comments(number))
    assert (author, persona) == (str(AITA), str(PERSONA))
    until = now() + timedelta(days=30)
    assert net.find_block(str(AITA)) == Absent()
    for _ in range(2):
        done(net.block(str(AITA), until=until, reason="п. 4.3"))
    assert net.find_block(str(AITA), until=until) == Present(str(AITA))
    with pytest.raises(AssertionError, match="restricted"):
        resident_says(sandbox, number, "Заглушённый не пишет")
    assert isinstance(net.block(str(PERSONA), until=until, reason="п. 4.3"), NeedsPerson)
    for who in (AITA, PERSONA, AITA):
        done(net.unblock(str(who)))
    assert net.find_block(str(AITA)) == Absent()
    resident_says(sandbox, number, "Снова можно")
    done(net.block(str(AITA), until=None, reason="п. 4.3"))
    assert net.find_block(str(AITA)) == Present(str(AITA))
    done(net.unblock(str(AITA)))
    assert net.find_block(str(AITA)) == Absent()


def test_the_page_and_its_rights(net: TelegramPage, sandbox: Running) -> None:
    info = net.page_info()
    assert (info.name, info.description, info.members) == ("Администрация", "О нас", 512)
    assert info.administrators
    assert "Мария Слепцова" in info.administrators
    for _ in range(2):
        done(net.describe_page("Официальный канал"))
    assert net.page_info().description == "Официальный канал"
    refused = {one.operation for one in net.probe() if one.answer is not Answer.YES}
    assert refused == set(NEVER)
    control(sandbox, "/telegram/members", {"chat_id": GROUP, "user_id": BOT, "status": "member"})
    asked = {one.operation: one.answer for one in net.probe()}
    assert asked[Operation.READ_COMMENTS] is asked[Operation.BLOCK] is Answer.NO


def test_a_repost(net: TelegramPage, sandbox: Running) -> None:
    body = {"chat_id": PERSONA, "text": "Новость соседей"}
    post = control(sandbox, "/telegram/posts", body)["message_id"]
    done(net.repost(f"https://t.me/aita_news/{post}", "", key="k"))
    done(net.repost(f"https://t.me/aita_news/{post}", "Делимся", key="k"))


def test_a_lost_answer_is_found_again(net: TelegramPage, seen: Memory, sandbox: Running) -> None:
    before = now()
    fault(sandbox, "sendMessage", "drop", "after")
    assert isinstance(net.publish(DRAFT, key="one"), Unknown)
    seen.drain(net)
    assert isinstance(net.find_post(NEWS, since=before), Present)


def test_a_turned_away_request_did_nothing(net: TelegramPage, sandbox: Running) -> None:
    error = {
        "error_code": 429,
        "description": "Too Many Requests: retry after 5",
        "parameters": {"retry_after": 5},
    }
    fault(sandbox, "sendMessage", "error", "before", error=error)
    came_to = net.publish(DRAFT, key="one")
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == timedelta(seconds=6)
    fault(sandbox, "sendMessage", "status", "before", status=502)
    assert isinstance(net.publish(DRAFT, key="one"), Unknown)


def test_a_dead_key(net: TelegramPage, sandbox: Running, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    control(sandbox, f"/telegram/bots/{BOT}", {"revoked": True}, verb="PATCH")
    assert isinstance(net.publish(DRAFT, key="one"), NothingHappened)
    with pytest.raises(CouldNotRead, match="не действует") as caught:
        net.events(None)
    ours = [record.getMessage() for record in caplog.records if "uvicorn" not in record.name]
    assert any("/bot***/sendMessage" in line for line in ours)
    assert "secret" not in "".join(ours) + str(caught.value)
    assert {one.answer for one in net.probe()} == {Answer.NO}
