"""Answers put in, requests read out. The real judge and the real transport stand between."""

import json
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl

import httpx

from gospablik.networks import pace
from gospablik.networks.base import Batch, LiveComment, LivePost, Medium, MediumKind, Uploaded
from gospablik.networks.telegram import TelegramPage, TelegramToken
from gospablik.page import Mode, TelegramEntry

CHANNEL, GROUP, BOT, AUTHOR = -1001234567890, -1009876543210, 700700, 500
SECRET = f"{BOT}:AAH-secret_part"
TOKEN = TelegramToken(SECRET)
API = "https://tg.test"
T0 = datetime(2026, 10, 1, 9, tzinfo=UTC)
S0 = int(T0.timestamp())


def the_page(api: str = API, **more: Any) -> TelegramEntry:
    return TelegramEntry.model_validate(
        {
            "key": "tg",
            "network": "telegram",
            "chat_id": CHANNEL,
            "username": "adm_town",
            "name": "Администрация",
            "mode": Mode.SELF,
            "since": "2026-01-01",
            "official_wording": "Официальная страница",
            "api": api,
            **more,
        }
    )


@dataclass
class FakeSeen:
    """A memory that the tests fill themselves."""

    known: list[LivePost] = field(default_factory=list)
    read: datetime | None = None
    threads: dict[str, str] = field(default_factory=dict)
    comments: list[LiveComment] = field(default_factory=list)
    asked: int = 0

    def since(self, moment: datetime) -> list[LivePost]:
        self.asked += 1
        return [post for post in self.known if post.published_at >= moment]

    def read_until(self) -> datetime | None:
        return self.read

    def thread_of(self, post_id: str) -> str | None:
        return self.threads.get(post_id)

    def comments_under(self, post_id: str) -> list[LiveComment]:
        return [one for one in self.comments if one.post_network_id == post_id]


class FakeTelegram:
    """Gives the answers in the order they were put in and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: deque[httpx.Response | Exception] = deque()
        self.asked: list[httpx.Request] = []
        self.seen = FakeSeen()

    def put(self, result: Any) -> None:
        self.answers.append(httpx.Response(200, json={"ok": True, "result": result}))

    def put_error(self, code: int, description: str = "Bad Request: words", **more: Any) -> None:
        body = {"ok": False, "error_code": code, "description": description, **more}
        self.answers.append(httpx.Response(code, json=body))

    def put_raw(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.answers.append(httpx.Response(status, content=body, headers=headers))

    def put_failure(self, failure: Exception) -> None:
        self.answers.append(failure)

    def put_channel(self, group: int | None = GROUP, **more: Any) -> None:
        linked = {} if group is None else {"linked_chat_id": group}
        self.put({**channel_item(), **linked, **more})

    def _handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        answer = self.answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def http(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self._handle))

    def page(self) -> TelegramPage:
        """The page as another pass opens it, long after whatever was answered before."""
        pace.SHARED = pace.Pace()
        return TelegramPage(the_page(), TOKEN, self.seen, self.http())

    def methods(self) -> list[str]:
        return [request.url.path.rsplit("/", 1)[-1] for request in self.asked]

    def forms(self) -> list[dict[str, Any]]:
        """Bodies as sent; files as bytes, values that are JSON read as such."""
        return [_form(request) for request in self.asked]


def _form(request: httpx.Request) -> dict[str, Any]:
    kind = request.headers.get("Content-Type", "")
    if not kind.startswith("multipart"):
        return {name: _value(text) for name, text in parse_qsl(request.content.decode())}
    parts = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + request.content)
    form: dict[str, Any] = {}
    for part in parts.get_payload():
        assert not isinstance(part, str)
        name = str(part.get_param("name", header="content-disposition"))
        body = part.get_payload(decode=True)
        assert isinstance(body, bytes)
        form[name] = body if part.get_filename() else _value(body.decode())
    return form


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


# What Telegram shows. Every member is one of the official Bot API; a test holds them against it.


def channel_item() -> dict[str, Any]:
    return {"id": CHANNEL, "type": "channel", "title": "Администрация", "username": "adm_town"}


def group_item() -> dict[str, Any]:
    return {"id": GROUP, "type": "supergroup", "title": "Обсуждение"}


def user_item(number: int = AUTHOR, **more: Any) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Айта", "last_name": "Иванова", **more}


def sent(number: int = 57, **more: Any) -> dict[str, Any]:
    """The answer to a write: a message of the channel."""
    return {"message_id": number, "date": S0, "chat": channel_item(), "text": "текст", **more}


def copy_item(number: int, post: int, date: int = S0, **more: Any) -> dict[str, Any]:
    """The copy of a post that Telegram puts into the group."""
    said = {} if {"caption", "photo", "document", "poll"} & more.keys() else {"text": "Новость"}
    return {
        "message_id": number,
        "date": date,
        "chat": group_item(),
        "from": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
        "sender_chat": channel_item(),
        "is_automatic_forward": True,
        "forward_origin": {
            "type": "channel",
            "date": date,
            "chat": channel_item(),
            "message_id": post,
        },
        **said,
        **more,
    }


def comment_item(number: int, root: int | None = None, **more: Any) -> dict[str, Any]:
    """A resident's message of the group, in the thread of that copy."""
    said = {} if {"photo", "sticker", "poll", "rich_message"} & more.keys() else {"text": "Спасибо"}
    thread = {} if root is None else {"message_thread_id": root}
    return {
        "message_id": number,
        "date": S0 + number,
        "chat": group_item(),
        "from": user_item(),
        **thread,
        **said,
        **more,
    }


def update(number: int, message: dict[str, Any], kind: str = "message") -> dict[str, Any]:
    return {"update_id": number, kind: message}


PHOTO = [{"file_id": "f", "file_unique_id": "u", "width": 10, "height": 10}]


def live_post(number: int = 57, at: datetime = T0, **more: Any) -> LivePost:
    given: dict[str, Any] = {"text": "Новость", "comments": 0, "address": "", **more}
    return LivePost(network_id=str(number), published_at=at, **given)


def live_comment(number: int, post: str, at: datetime = T0) -> LiveComment:
    return LiveComment(str(number), post, str(AUTHOR), "Айта", "слово", at, None)


def medium(kind: MediumKind = MediumKind.PHOTO, content: bytes = b"bytes") -> Uploaded:
    return Uploaded(Medium(kind, f"{kind.value}.bin", content, "application/octet-stream"), "")


def link_entity(kind: str = "text_link", **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": 0, "length": 3, **more}


def album(first: int, post: int, parts: int = 3, **more: Any) -> list[dict[str, Any]]:
    items = [
        copy_item(first + n, post + n, photo=PHOTO, media_group_id="77", **more)
        for n in range(parts)
    ]
    items[0]["caption"] = "Праздник"
    return items


def read(telegram: FakeTelegram, *messages: dict[str, Any], kind: str = "message") -> Batch:
    """What the page makes of these messages, each in an update of its own, from number 10 on."""
    telegram.put_channel()
    telegram.put([update(10 + n, message, kind) for n, message in enumerate(messages)])
    return telegram.page().events(None)
