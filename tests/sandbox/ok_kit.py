"""What the tests of OK's stand-in share: a state to begin with, and a client that signs."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from hashlib import md5
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.contract import ok_facts

KEY, SECRET, TOKEN = "CTESTKEY0000000000", "SECRET0000000000000000AB", "tkn0TestAccessToken"
GID, OTHER_GID = "70000000000001", "70000000000002"
ADMIN, EDITOR, ANALYST = "570000000100", "570000000101", "570000000102"
AYAAL, OLGA = "570000000777", "570000000778"
OK_STATE: dict[str, Any] = {
    "ok_applications": [{"application_key": KEY, "secret": SECRET}],
    "ok_users": [
        {"user_id": ADMIN, "first_name": "Мария", "last_name": "Слепцова"},
        {"user_id": EDITOR, "first_name": "Пётр", "last_name": "Ноговицын"},
        {"user_id": ANALYST, "first_name": "Анна", "last_name": "Сидорова"},
        {"user_id": AYAAL, "first_name": "Айаал", "last_name": "Петров"},
        {"user_id": OLGA, "first_name": "Ольга", "last_name": "Иванова"},
    ],
    "ok_groups": [
        {
            "group_id": GID,
            "name": "Окружная Администрация ГО «Жатай»",
            "shortname": "admzhatay",
            "description": "Официальная страница администрации.",
            "members_count": 1211,
            "gos_org": True,
            "homepage_url": "https://zhatay.example.ru",
            "roles": {ADMIN: "ADMIN", EDITOR: "EDITOR", ANALYST: "ANALYST", OLGA: "ACTIVE"},
        },
        {"group_id": OTHER_GID, "name": "Чужая группа", "shortname": "other"},
    ],
    "ok_tokens": [
        {"access_token": TOKEN, "application_key": KEY, "user_id": ADMIN},
        {"access_token": "editor-1", "application_key": KEY, "user_id": EDITOR},
        {"access_token": "analyst-1", "application_key": KEY, "user_id": ANALYST},
        {"access_token": "olga-1", "application_key": KEY, "user_id": OLGA},
    ],
}


class OkRefusal(Exception):
    """OK answered an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["error_msg"])
        self.error = error
        self.code: int = error["error_code"]


def digest(text: str) -> str:
    return md5(text.encode(), usedforsecurity=False).hexdigest()


def sign(params: dict[str, str], secret: str) -> str:
    """Written from the documentation, apart from the sandbox's own."""
    return digest("".join(f"{key}={params[key]}" for key in sorted(params)) + secret)


def text_of(*lines: str, **options: str) -> str:
    """An attachment with one text block for each line."""
    media = [{"type": "text", "text": line} for line in lines]
    return json.dumps({"media": media, **options}, ensure_ascii=False)


def picture(width: int = 40, height: int = 30, kind: str = "PNG") -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), (238, 130, 8)).save(made, kind)
    return made.getvalue()


class OkClient:
    """Calls OK's methods as a careful client does; every answer is held to the facts and kept."""

    def __init__(self, http: str) -> None:
        self.http = http
        self.web = httpx.Client(base_url=http, timeout=10, verify=False)  # no TLS here
        self.answers: defaultdict[str, list[Any]] = defaultdict(list)

    def params(self, method: str, token: str | None = TOKEN, **params: Any) -> dict[str, str]:
        """The signed parameters of a call."""
        sent = {"application_key": KEY, "format": "json", "method": method}
        sent |= {key: str(value) for key, value in params.items()}
        secret = SECRET if token is None else digest(token + SECRET)
        signed = {**sent, "sig": sign(sent, secret)}
        return signed if token is None else {**signed, "access_token": token}

    def raw(self, method: str, token: str | None = TOKEN, **params: Any) -> httpx.Response:
        """The whole answer."""
        answer = self.web.post("/ok/fb.do", data=self.params(method, token, **params))
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "application/json;charset=utf-8"
        return answer

    def call(self, method: str, token: str | None = TOKEN, **params: Any) -> Any:
        """The answer, or OkRefusal."""
        answer = self.raw(method, token, **params)
        body = answer.json()
        if isinstance(body, dict) and "error_code" in body:
            self._keep("error", body)
            assert answer.headers["invocation-error"] == str(body["error_code"])
            raise OkRefusal(body)
        assert "invocation-error" not in answer.headers
        self._keep(method, body)
        return body

    def _keep(self, what: str, answer: Any) -> None:
        ok_facts.check_answer(what, answer)
        self.answers[what].append(answer)

    def refusal(self, method: str, token: str | None = TOKEN, **params: Any) -> int:
        """The code of the error that must come."""
        with pytest.raises(OkRefusal) as caught:
            self.call(method, token, **params)
        return caught.value.code

    def control(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        """Pull a lever."""
        answer = self.web.request(method, f"/control{path}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def post(self, text: str = "Отключение воды", **more: Any) -> str:
        """A topic in the group's name."""
        sent: dict[str, Any] = {"type": "GROUP_THEME", "gid": GID}
        sent["attachment"] = text_of(text, onBehalfOfGroup="true")
        return str(self.call("mediatopic.post", **(sent | more)))

    def topics(self) -> list[dict[str, Any]]:
        """The group's topics, whole."""
        fields = "media_topic.*"
        return list(self.call("mediatopic.getTopics", gid=GID, fields=fields)["media_topics"])

    def comment(self, topic: str, text: str, user: str = AYAAL, **more: Any) -> str:
        """A resident's comment."""
        body = {"topic_id": topic, "user_id": user, "text": text, **more}
        return str(self.control("POST", "/ok/comments", body)["comment_id"])

    def comments(self, topic: str, **params: Any) -> dict[str, Any]:
        """A page of the topic's comments."""
        sent = {"discussionId": topic, "discussionType": "GROUP_TOPIC", **params}
        return dict(self.call("discussions.getComments", **sent))

    def upload(self, *files: bytes) -> dict[str, str]:
        """Upload pictures; their tokens by id."""
        told = self.call("photosV2.getUploadUrl", gid=GID, count=len(files))
        parts = [(f"pic{n}", (f"{n}.png", file)) for n, file in enumerate(files, 1)]
        answer = self.web.post(told["upload_url"], files=parts).json()
        self._keep("upload:photo", answer)
        return {key: value["token"] for key, value in answer["photos"].items()}

    def state(self) -> Any:
        """Everything OK keeps."""
        return self.control("GET", "/ok/state")
