"""What the sandbox's tests share: a state to begin with, and a client that checks the schema."""

from __future__ import annotations

import io
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.contract import vk_schema

GID, ADMIN, AYAAL, OLGA = 1, 100, 777, 778
STATE: dict[str, Any] = {
    "groups": [
        {
            "group_id": GID,
            "name": "Окружная Администрация ГО «Жатай»",
            "screen_name": "adm_zhatay",
            "description": "Официальная страница администрации.",
            "verified": True,
            "site": "https://zhatay.example.ru",
            "members_count": 5121,
        },
        {"group_id": 2, "name": "Чужое сообщество", "screen_name": "other"},
    ],
    "users": [
        {"user_id": ADMIN, "first_name": "Мария", "last_name": "Слепцова"},
        {"user_id": AYAAL, "first_name": "Айаал", "last_name": "Петров"},
        {"user_id": OLGA, "first_name": "Ольга", "last_name": "Иванова"},
    ],
    "tokens": [
        {"token": "community-1", "kind": "community", "group_id": GID},
        {"token": "service-1", "kind": "service"},
        {"token": "admin-1", "kind": "user", "user_id": ADMIN, "group_id": GID},
        {"token": "ayaal-1", "kind": "user", "user_id": AYAAL},
    ],
    "limits": {"enabled": False},
}


def picture(width: int = 30, height: int = 20, kind: str = "PNG") -> bytes:
    """A small picture."""
    made = io.BytesIO()
    Image.new("RGB", (width, height), (70, 110, 160)).save(made, kind)
    return made.getvalue()


class VkRefusal(Exception):
    """VK answered an error."""

    def __init__(self, error: dict[str, Any]) -> None:
        super().__init__(error["error_msg"])
        vk_schema.check_error(error)
        self.error = error
        self.code: int = error["error_code"]


class Client:
    """Calls VK's methods and the controls; every answer is held against the schema and kept."""

    def __init__(self, http: str) -> None:
        self.http = http
        self.web = httpx.Client(base_url=http, timeout=10, verify=False)  # no TLS here
        self.answers: defaultdict[str, list[Any]] = defaultdict(list)

    def raw(self, method: str, token: str | None = "admin-1", **params: Any) -> dict[str, Any]:
        """The whole answer."""
        sent = {"v": "5.199", **params}
        if token is not None:
            sent["access_token"] = token
        answer = self.web.post(f"/vk/method/{method}", data=sent)
        assert answer.status_code == 200
        return dict(answer.json())

    def call(self, method: str, token: str | None = "admin-1", **params: Any) -> Any:
        """The response, or VkRefusal."""
        body = self.raw(method, token, **params)
        if "error" in body:
            self.answers["error"].append(body["error"])
            raise VkRefusal(body["error"])
        vk_schema.check_answer(method, params, body)
        self.answers[method].append(body["response"])
        return body["response"]

    def refusal(self, method: str, token: str | None = "admin-1", **params: Any) -> int:
        """The code of the error that must come."""
        with pytest.raises(VkRefusal) as caught:
            self.call(method, token, **params)
        return caught.value.code

    def control(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        """Pull a lever."""
        answer = self.web.request(method, f"/control{path}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def post(self, text: str = "Отключение воды", **params: Any) -> int:
        """A post of the community."""
        made = self.call("wall.post", "community-1", owner_id=-GID, message=text, **params)
        return int(made["post_id"])

    def comment(self, post: int, text: str, user: int = AYAAL, **more: Any) -> int:
        """A resident's comment."""
        body = {"group_id": GID, "post_id": post, "user_id": user, "text": text, **more}
        return int(self.control("POST", "/vk/comments", body)["comment_id"])

    def upload(self, url: str, field: str, *files: tuple[str, bytes]) -> Any:
        """Send files to an upload address."""
        answer = self.web.post(url, files=[(field, one) for one in files])
        assert answer.status_code == 200, answer.text
        kind = url.split("/")[-2]
        vk_schema.check_upload(kind, answer.json())
        self.answers[f"upload:{kind}"].append(answer.json())
        return answer.json()

    def listen(self, server: Any, **asked: Any) -> dict[str, Any]:
        """What Long Poll tells; `server` is what groups.getLongPollServer answered."""
        params = {"act": "a_check", "wait": 0, **server, **asked}
        del params["server"]
        answer = dict(self.web.get(server["server"], params=params).json())
        for event in answer.get("updates", ()):
            vk_schema.check_event(event)
            self.answers[f"longpoll:{event['type']}"].append(event)
        return answer

    def photo(self, data: bytes | None = None, token: str = "admin-1", **params: Any) -> str:
        """A picture uploaded for the wall; its attachment name."""
        server = self.call("photos.getWallUploadServer", token, group_id=GID)
        sent = ("a.png", picture() if data is None else data)
        triple = self.upload(server["upload_url"], "photo", sent)
        saved = self.call("photos.saveWallPhoto", token, group_id=GID, **triple, **params)[0]
        return f"photo{saved['owner_id']}_{saved['id']}"

    def doc(self, name: str = "order.pdf", data: bytes = b"%PDF-1.7", **params: Any) -> str:
        """A document of the community; its attachment name."""
        server = self.call("docs.getWallUploadServer", "community-1", group_id=GID)
        sent = self.upload(server["upload_url"], "file", (name, data))
        doc = self.call("docs.save", "community-1", **sent, **params)["doc"]
        return f"doc{doc['owner_id']}_{doc['id']}"

    def fault(self, where: str, what: str, when: str = "before", **more: Any) -> int:
        """Order a fault, once unless told otherwise."""
        body = {"where": where, "what": what, "when": when, "times": 1, **more}
        return int(self.control("POST", "/faults", body)["id"])

    def state(self) -> Any:
        """Everything VK keeps."""
        return self.control("GET", "/vk/state")


def until(condition: Callable[[], Any], seconds: float = 5.0) -> Any:
    """Wait for something to become true; its value."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        if time.monotonic() > end:
            raise AssertionError("did not happen in time")
        time.sleep(0.01)
    return value
