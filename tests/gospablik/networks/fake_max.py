"""Answers put in, requests read out. The real judge and the real transport stand between."""

import json
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from gospablik.networks import pace
from gospablik.networks.base import Medium, MediumKind, Uploaded
from gospablik.networks.max import MaxPage, MaxToken
from gospablik.page import MaxEntry, Mode

CHAT, BOT = -70_000_000_000_077, 900
SECRET = "f9LHodD0cOL-max-secret"
TOKEN = MaxToken(SECRET)
HOME = "https://max.ru/adm"
ADDRESS = "https://max.ru/adm/AaApSIDNYGM"


def the_page(**more: Any) -> MaxEntry:
    return MaxEntry.model_validate(
        {
            "key": "max",
            "network": "max",
            "chat_id": CHAT,
            "link": "adm",
            "name": "Администрация",
            "mode": Mode.SELF,
            "since": "2026-01-01",
            "official_wording": "Официальная страница",
            "api": "https://max.test",
            **more,
        }
    )


class FakeMax:
    """Gives the answers in the order they were put in and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: deque[httpx.Response | Exception] = deque()
        self.asked: list[httpx.Request] = []

    def put(self, *answers: Any) -> None:
        self.answers += [httpx.Response(200, json=answer) for answer in answers]

    def put_error(self, status: int, code: str = "", message: str = "words") -> None:
        self.answers.append(httpx.Response(status, json={"code": code, "message": message}))

    def put_raw(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.answers.append(httpx.Response(status, content=body, headers=headers))

    def put_failure(self, failure: Exception) -> None:
        self.answers.append(failure)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.asked.append(request)
        answer = self.answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def http(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self._handle))

    def page(self, token: MaxToken = TOKEN, **more: Any) -> MaxPage:
        return MaxPage(the_page(**more), token, self.http())

    def calls(self) -> list[str]:
        """Verb and path of what was asked."""
        return [f"{request.method} {request.url.path}" for request in self.asked]

    def query(self, number: int = -1) -> dict[str, str]:
        return dict(self.asked[number].url.params)

    def body(self, number: int = -1) -> Any:
        return json.loads(self.asked[number].content)


@contextmanager
def played(patch: pytest.MonkeyPatch) -> Iterator[FakeMax]:
    """A MAX without pace. At the end all its answers must have been asked for."""
    patch.setattr(pace, "WINDOW", 0.0)
    fake = FakeMax()
    yield fake
    assert not fake.answers, "answers nobody asked for"


def message(mid: str, at: int, text: str | None = "текст", **more: Any) -> dict[str, Any]:
    """A post of the channel. `more` goes into its body; `top` onto the message itself."""
    top = more.pop("top", {})
    return {
        "sender": None,
        "recipient": {"chat_id": CHAT, "chat_type": "channel", "user_id": None},
        "timestamp": at,
        "body": {"mid": mid, "seq": 1, "text": text, "attachments": None, **more},
        "stat": {"views": 12},
        "url": ADDRESS,
        **top,
    }


def comment(mid: str, at: int, text: str = "слово", **top: Any) -> dict[str, Any]:
    """A comment; people come without a sender, as seen live."""
    return {
        "sender": None,
        "recipient": {
            "chat_id": CHAT,
            "chat_type": "channel",
            "user_id": None,
            "post_id": "mid.post",
        },
        "timestamp": at,
        "body": {"mid": mid, "seq": 2, "text": text},
        "stat": None,
        **top,
    }


def user(number: int, first: str = "Айта", last: str | None = "Иванова") -> dict[str, Any]:
    return {"user_id": number, "first_name": first, "last_name": last, "is_bot": number == BOT}


def channel(**more: Any) -> dict[str, Any]:
    return {
        "chat_id": CHAT,
        "type": "channel",
        "status": "active",
        "title": "Администрация",
        "description": "О нас",
        "participants_count": 5121,
        "is_public": True,
        "link": HOME,
        **more,
    }


def membership(*rights: str) -> dict[str, Any]:
    return {**user(BOT), "is_admin": bool(rights), "permissions": list(rights) or None}


def medium(kind: MediumKind = MediumKind.PHOTO, name: str = "снимок.jpg") -> Medium:
    return Medium(kind, name, b"bytes", "image/jpeg")


def uploaded(kind: MediumKind = MediumKind.PHOTO, token: str = "t1") -> Uploaded:
    return Uploaded(medium(kind), token)
