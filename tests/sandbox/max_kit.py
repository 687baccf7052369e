"""What the tests of MAX share: a state to begin with, and a client that checks the schema."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import Any

import httpx

from sandbox.max.api import METHODS, UPDATES
from tests.contract import max_schema

CHANNEL, GROUP, BOT, OTHER_BOT, OWNER, AYAAL, OLGA = -7001, -7002, 900, 901, 100, 777, 778
SERVED = frozenset({*METHODS, UPDATES})
TOKEN, OTHER = "bot-token-of-zhatay-1", "bot-token-of-others-2"
STATE: dict[str, Any] = {
    "max_users": [
        {"user_id": OWNER, "first_name": "Мария", "last_name": "Слепцова"},
        {"user_id": AYAAL, "first_name": "Айаал", "last_name": "Петров"},
        {"user_id": OLGA, "first_name": "Ольга", "last_name": "Иванова"},
    ],
    "max_bots": [
        {"user_id": BOT, "first_name": "Жатай", "username": "zhatay_bot", "token": TOKEN},
        {"user_id": OTHER_BOT, "first_name": "Чужой", "username": "other_bot", "token": OTHER},
    ],
    "max_channels": [
        {
            "chat_id": CHANNEL,
            "title": "Администрация ГО «Жатай»",
            "link": "zhatay_adm",
            "description": "Официальный канал.",
            "owner_id": OWNER,
            "members": [AYAAL, OLGA],
            "participants_count": 1204,
            "admins": [{"user_id": BOT}],
        },
        {
            "chat_id": GROUP,
            "title": "Жители улицы Северной",
            "kind": "chat",
            "link": "severnaya",
            "owner_id": OWNER,
            "members": [AYAAL],
            "admins": [{"user_id": BOT}],
        },
    ],
    "max_limits": {"enabled": False},
}


class Refusal(Exception):
    """MAX answered an error."""

    def __init__(self, answer: httpx.Response) -> None:
        self.status = answer.status_code
        self.headers = answer.headers
        body = answer.json()
        max_schema.check_error(body)
        self.code, self.message = body["code"], body["message"]
        super().__init__(self.message)


class Max:
    """Calls MAX's methods and the controls; every answer is held against the schema and kept."""

    def __init__(self, http: str) -> None:
        self.http = http
        self.web = httpx.Client(base_url=http, timeout=10, verify=False)  # no TLS here
        self.answers: defaultdict[tuple[str, str], list[Any]] = defaultdict(list)

    def raw(
        self, method: str, path: str, *, token: str | None = TOKEN, body: Any = None, **query: Any
    ) -> httpx.Response:
        """The answer as it came; a trailing underscore of a query's name is dropped."""
        headers = {} if token is None else {"authorization": token}
        params = {name.rstrip("_"): value for name, value in query.items()}
        return self.web.request(method, f"/max{path}", json=body, params=params, headers=headers)

    def call(self, method: str, path: str, *, token: str = TOKEN, **more: Any) -> Any:
        """The JSON of a successful call, or Refusal."""
        answer = self.raw(method, path, token=token, **more)
        if answer.status_code != 200:
            self.answers["error", str(answer.status_code)].append(answer.json())
            raise Refusal(answer)
        template = max_schema.template_of(method, path, SERVED)
        assert template is not None, f"{method} {path} is in no list of the sandbox"
        if max_schema.at_hand():
            max_schema.check_answer(method, template, answer.json())
        self.answers[method, template].append(answer.json())
        return answer.json()

    def refusal(self, method: str, path: str, **more: Any) -> tuple[int, str]:
        """Status and code of the error that must come."""
        try:
            answer = self.call(method, path, **more)
        except Refusal as refused:
            return refused.status, refused.code
        raise AssertionError(f"{method} {path} was not refused: {answer}")

    def control(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        """Pull a lever."""
        answer = self.web.request(method, f"/control{path}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def send(self, text: str | None = "Отключение воды", **body: Any) -> str:
        """A post of the bot in the channel; its mid."""
        sent = {"text": text, **body}
        made = self.call("POST", "/messages", chat_id=CHANNEL, body=sent)
        return str(made["message"]["body"]["mid"])

    def posts(self, **query: Any) -> list[Any]:
        """The channel's posts as the API lists them."""
        return list(self.call("GET", "/messages", chat_id=CHANNEL, **query)["messages"])

    def comments(self, post: str, **query: Any) -> list[Any]:
        """A post's comments as the API lists them."""
        return list(self.call("GET", f"/messages/{post}/comments", **query)["messages"])

    def resident(self, post: str, text: str = "Когда дадут воду?", **more: Any) -> str:
        """A resident's comment; its mid."""
        body = {"post": post, "user_id": AYAAL, "text": text, **more}
        return str(self.control("POST", "/max/comments", body)["mid"])

    def by_hand(self, text: str = "Руками", **more: Any) -> str:
        """A post that the owner published by hand; its mid."""
        body = {"chat_id": CHANNEL, "text": text, **more}
        return str(self.control("POST", "/max/posts", body)["mid"])

    def settings(self, **changed: Any) -> None:
        """Change readiness, senders and the like."""
        self.control("POST", "/max/settings", changed)

    def fault(self, where: str, what: str, when: str = "before", **more: Any) -> int:
        """Order a fault, once unless told otherwise."""
        body = {"where": where, "what": what, "when": when, "times": 1, **more}
        return int(self.control("POST", "/faults", body)["id"])

    def state(self) -> Any:
        """Everything MAX keeps."""
        return self.control("GET", "/max/state")

    def open_upload(self, kind: str) -> tuple[str, str | None]:
        """The address for one file, and the token where it comes at once."""
        answer = self.call("POST", "/uploads", type=kind)
        return answer["url"], answer.get("token")

    def put_file(self, url: str, name: str, content: bytes, field: str = "data") -> httpx.Response:
        """Send a file to an upload address, without any Authorization."""
        answer = self.web.post(url, files={field: (name, content)})
        kind = url.split("/")[-2]
        if answer.status_code == 200 and kind in max_schema.UPLOADS:
            max_schema.check_upload(kind, answer.json())
            self.answers["upload", kind].append(answer.json())
        return answer

    def image(self, content: bytes | None = None, name: str = "photo.png") -> str:
        """Upload a picture; its token."""
        url, _ = self.open_upload("image")
        answer = self.put_file(url, name, content or picture())
        assert answer.status_code == 200, answer.text
        return str(next(iter(answer.json()["photos"].values()))["token"])

    def file(self, content: bytes = b"%PDF-1.4", name: str = "plan.pdf") -> str:
        """Upload a document; its token."""
        url, _ = self.open_upload("file")
        return str(self.put_file(url, name, content).json()["token"])


def picture(width: int = 40, height: int = 30, form: str = "PNG") -> bytes:
    """A small picture."""
    from PIL import Image

    made = BytesIO()
    Image.new("RGB", (width, height), (90, 60, 220)).save(made, form)
    return made.getvalue()


def hung(kind: str, token: str) -> dict[str, Any]:
    """An attachment request."""
    return {"type": kind, "payload": {"token": token}}
