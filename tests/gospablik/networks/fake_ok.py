"""Answers put in, requests read out. The real judge and the real transport stand between.

Every call's signature is worked out here once more, over the strings that came.
"""

import json
from collections import deque
from hashlib import md5
from typing import Any
from urllib.parse import parse_qsl

import httpx

from gospablik.networks.base import Medium, MediumKind, Uploaded
from gospablik.networks.ok import OkPage, OkToken
from gospablik.page import Mode, OkEntry

GROUP = 70000000000001
API = "https://api.ok.test/fb.do"
APP_KEY, APP_SECRET = "CTESTKEY0000000000", "SECRET0000000000000000AB"
ACCESS, SESSION = "tkn0TestAccessToken", "session-secret-0"
SECRETS = (APP_SECRET, ACCESS, SESSION)
TOKEN = OkToken(APP_KEY, APP_SECRET, ACCESS)
UPLOAD_URL = "https://up.ok.test/upload?sig=once"
NEWS = "https://adm.example.ru/news/1"


def the_page(api: str = API, **more: Any) -> OkEntry:
    entry = {
        "key": "ok",
        "network": "ok",
        "group_id": GROUP,
        "name": "Администрация",
        "mode": Mode.SELF,
        "since": "2026-01-01",
        "official_wording": "Официальная страница",
        "api": api,
    }
    return OkEntry.model_validate(entry | more)


class FakeOk:
    """Gives the answers in the order they were put in and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: deque[httpx.Response | Exception] = deque()
        self.asked: list[httpx.Request] = []

    def put(self, *answers: Any) -> None:
        for answer in answers:
            self.answers.append(httpx.Response(200, json=answer))

    def put_error(self, code: int, message: str = "NAME : words") -> None:
        error = {"error_code": code, "error_msg": message, "error_data": None}
        headers = {"invocation-error": str(code)}
        self.answers.append(httpx.Response(200, json=error, headers=headers))

    def put_raw(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.answers.append(httpx.Response(status, content=body, headers=headers))

    def put_failure(self, failure: Exception) -> None:
        self.answers.append(failure)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if str(request.url) == API:
            form = form_of(request)
            sig = form.pop("sig")
            assert form.pop("access_token") == ACCESS
            secret = md5(f"{ACCESS}{APP_SECRET}".encode()).hexdigest()
            whole = "".join(f"{key}={form[key]}" for key in sorted(form))
            assert md5((whole + secret).encode()).hexdigest() == sig
        answer = self.answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def http(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self._handle))

    def page(self) -> OkPage:
        return OkPage(the_page(), TOKEN, self.http())

    def methods(self) -> list[str]:
        return [form_of(r)["method"] if str(r.url) == API else "upload" for r in self.asked]

    def forms(self) -> list[dict[str, str]]:
        """What was asked of the API, without what every call carries."""
        common = ("application_key", "format", "__online", "sig", "access_token", "method")
        asked = [form_of(request) for request in self.asked if str(request.url) == API]
        return [{k: v for k, v in form.items() if k not in common} for form in asked]


def form_of(request: httpx.Request) -> dict[str, str]:
    return dict(parse_qsl(request.content.decode(), keep_blank_values=True))


def topic_item(number: int, created_ms: int, text: str = "текст", **more: Any) -> dict[str, Any]:
    owner = f"group:{GROUP}"
    return {
        "id": str(number),
        "created_ms": created_ms,
        "author_ref": owner,
        "owner_ref": owner,
        "media": [{"type": "text", "text": text}],
        **more,
    }


def topics(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"media_topics": list(items), **more}


def comment_item(number: int, text: str = "слово", **more: Any) -> dict[str, Any]:
    return {
        "id": f"MTI{number}",
        "author_id": "500",
        "author_name": "Айта Иванова",
        "author_ref": "user:500",
        "text": text,
        "date": "2026-11-01 10:00:00",
        "type": "ACTIVE_MESSAGE",
        **more,
    }


def comments(*items: dict[str, Any], topic: str = "17", **more: Any) -> dict[str, Any]:
    known = {"has_more": False, "anchor": "a1", "discussionId": topic, "comments": list(items)}
    return known | more


def medium(kind: MediumKind = MediumKind.PHOTO, size: int = 20_000, **more: Any) -> Medium:
    name = {"photo": "снимок.jpg", "video": "ролик.mp4", "file": "план.pdf"}[kind]
    return Medium(kind, name, b"\xff" * size, "image/jpeg", **more)


def uploaded(reference: str, kind: MediumKind = MediumKind.PHOTO) -> Uploaded:
    return Uploaded(medium(kind), reference)


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()
