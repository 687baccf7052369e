"""Answers put in, requests read out. The real judge and the real transport stand between."""

import json
from collections import deque
from typing import Any
from urllib.parse import parse_qsl

import httpx

from gospablik.networks.vk import VkPage, VkTokens
from gospablik.page import Mode, VkEntry

GROUP = 77
COMMUNITY, SERVICE, USER = "vk1.a.community-secret", "service-secret", "vk1.a.user-secret"
SECRETS = (COMMUNITY, SERVICE, USER)
ALL = VkTokens(COMMUNITY, SERVICE, USER)
NO_USER = VkTokens(COMMUNITY, SERVICE)


def the_page(api: str = "https://api.vk.test/method/") -> VkEntry:
    return VkEntry.model_validate(
        {
            "key": "vk",
            "network": "vk",
            "group_id": GROUP,
            "name": "Администрация",
            "mode": Mode.SELF,
            "since": "2026-01-01",
            "official_wording": "Официальная страница",
            "api": api,
        }
    )


class FakeVk:
    """Gives the answers in the order they were put in and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: deque[httpx.Response | Exception] = deque()
        self.asked: list[httpx.Request] = []

    def put(self, response: Any) -> None:
        self.answers.append(httpx.Response(200, json={"response": response}))

    def put_error(self, code: int, message: str = "words", subcode: int | None = None) -> None:
        error: dict[str, Any] = {"error_code": code, "error_msg": message}
        if subcode is not None:
            error["error_subcode"] = subcode
        error["request_params"] = [{"key": "method", "value": "wall.post"}]
        self.answers.append(httpx.Response(200, json={"error": error}))

    def put_raw(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.answers.append(httpx.Response(status, content=body, headers=headers))

    def put_failure(self, failure: Exception) -> None:
        self.answers.append(failure)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        answer = self.answers.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def http(self) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self._handle))

    def page(self, tokens: VkTokens = ALL) -> VkPage:
        return VkPage(the_page(), tokens, self.http())

    def methods(self) -> list[str]:
        return [request.url.path.rsplit("/", 1)[-1] for request in self.asked]

    def forms(self) -> list[dict[str, str]]:
        return [dict(parse_qsl(request.content.decode())) for request in self.asked]

    def keys(self) -> list[str]:
        return [request.headers["Authorization"].removeprefix("Bearer ") for request in self.asked]


def post_item(number: int, date: int, text: str = "текст", **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "owner_id": -GROUP,
        "from_id": -GROUP,
        "date": date,
        "text": text,
        "comments": {"count": 0},
        **more,
    }


def comment_item(number: int, text: str = "слово", **more: Any) -> dict[str, Any]:
    return {"id": number, "from_id": 500, "date": 1_767_225_600 + number, "text": text, **more}


def sheet(items: list[dict[str, Any]], total: int | None = None, **more: Any) -> dict[str, Any]:
    count = len(items) if total is None else total
    return {"count": count, "current_level_count": count, "items": items, **more}


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()
