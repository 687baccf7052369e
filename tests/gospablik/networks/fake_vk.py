"""Answers put in, requests read out. The real judge and the real transport stand between."""

import json
from collections import deque
from typing import Any
from urllib.parse import parse_qsl

import httpx

from gospablik.networks.base import Draft, Medium, MediumKind, Uploaded
from gospablik.networks.vk import VkPage, VkTokens
from gospablik.page import Mode, VkEntry

GROUP = 77
COMMUNITY, SERVICE, USER = "vk1.a.community-secret", "service-secret", "vk1.a.user-secret"
SECRETS = (COMMUNITY, SERVICE, USER)
ALL = VkTokens(COMMUNITY, SERVICE, USER)
NO_USER = VkTokens(COMMUNITY, SERVICE)
ONLY_COMMUNITY = VkTokens(COMMUNITY, "")


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

    def put(self, *responses: Any) -> None:
        self.answers.extend(httpx.Response(200, json={"response": one}) for one in responses)

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
        return httpx.Client(transport=httpx.MockTransport(self._handle), trust_env=False)

    def page(self, tokens: VkTokens = ALL) -> VkPage:
        return VkPage(the_page(), tokens, self.http())

    def methods(self) -> list[str]:
        return [request.url.path.rsplit("/", 1)[-1] for request in self.asked]

    def forms(self) -> list[dict[str, str]]:
        return [dict(parse_qsl(request.content.decode())) for request in self.asked]

    def keys(self) -> list[str]:
        """The key of each request; empty where none was sent."""
        found = [request.headers.get("Authorization", "") for request in self.asked]
        return [header.removeprefix("Bearer ") for header in found]


def a_file(kind: MediumKind = MediumKind.PHOTO, **more: Any) -> Medium:
    names = {
        MediumKind.PHOTO: ("двор.jpg", "image/jpeg"),
        MediumKind.VIDEO: ("двор.mp4", "video/mp4"),
        MediumKind.FILE: ("приказ.pdf", "application/pdf"),
    }
    name, mime = names[kind]
    return Medium(**{"kind": kind, "name": name, "content": b"bytes", "mime": mime, **more})


def uploaded(*references: str) -> tuple[Uploaded, ...]:
    """What an upload would have given: photo-77_1, video-77_2, doc-77_3."""
    kinds = {"photo": MediumKind.PHOTO, "video": MediumKind.VIDEO, "doc": MediumKind.FILE}
    return tuple(
        Uploaded(a_file(next(k for word, k in kinds.items() if name.startswith(word))), name)
        for name in references
    )


def draft(text: str = "текст", link: str = "", *references: str) -> Draft:
    return Draft(text, link=link, media=uploaded(*references))


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
