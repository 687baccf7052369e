"""What the Telegram tests share: a state to begin with, a client that checks the description."""

from __future__ import annotations

import io
import json
from collections import defaultdict
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.contract import telegram_spec

TOKEN, BOT, OTHER_TOKEN, OTHER_BOT = "7000001:sandbox-A", 7000001, "7000002:sandbox-B", 7000002
CHANNEL, GROUP, PERSONA, SERVICE_CHAT = -1001, -1002, -1003, -1004
OWNER, AYAAL, OLGA = 100, 777, 778
STATE: dict[str, Any] = {
    "telegram_bots": [
        {"token": TOKEN, "username": "zhatay_bot", "first_name": "Жатай"},
        {"token": OTHER_TOKEN, "username": "other_bot", "first_name": "Чужой"},
    ],
    "telegram_users": [
        {"user_id": OWNER, "first_name": "Мария", "last_name": "Слепцова"},
        {"user_id": AYAAL, "first_name": "Айаал", "last_name": "Петров", "username": "ayaal"},
        {"user_id": OLGA, "first_name": "Ольга", "last_name": "Иванова"},
    ],
    "telegram_channels": [
        {
            "chat_id": CHANNEL,
            "title": "Окружная Администрация ГО «Жатай»",
            "username": "adm_zhatay",
            "description": "Официальный канал администрации.",
            "invite_link": "https://t.me/+zhatay",
            "members_count": 2310,
            "owner": OWNER,
            "bots": [BOT],
            "group": {"chat_id": GROUP, "title": "Жатай: обсуждение", "members_count": 140},
        },
        {
            "chat_id": PERSONA,
            "title": "Новости Айаала",
            "username": "ayaal_news",
            "owner": AYAAL,
        },
        {"chat_id": SERVICE_CHAT, "title": "Служебный", "owner": OWNER, "bots": [BOT]},
    ],
    "telegram_limits": {"enabled": False},
}


class Refusal(Exception):
    """The Bot API answered ok: false."""

    def __init__(self, answer: httpx.Response) -> None:
        self.body: dict[str, Any] = answer.json()
        super().__init__(f"{self.body['error_code']} {self.body['description']}")
        assert answer.status_code == self.body["error_code"]
        telegram_spec.check_error(self.body)


class Client:
    """Calls methods and levers; every answer is held against the description and kept."""

    def __init__(self, http: str) -> None:
        self.http = http
        self.web = httpx.Client(base_url=http, timeout=10, verify=False)  # no TLS here
        self.answers: defaultdict[str, list[Any]] = defaultdict(list)

    def raw(
        self, method: str, params: Any = None, *, token: str = TOKEN, **how: Any
    ) -> httpx.Response:
        """The whole answer to a call with a JSON body."""
        sent = how or {"json": params or {}}
        return self.web.post(f"/telegram/bot{token}/{method}", **sent)

    def call(self, method: str, *, token: str = TOKEN, files: Any = None, **params: Any) -> Any:
        """The result, or Refusal. With files the parameters go as a multipart form."""
        if files is None:
            answer = self.raw(method, params, token=token)
        else:
            form = {
                key: value if isinstance(value, str) else json.dumps(value)
                for key, value in params.items()
            }
            answer = self.raw(method, token=token, data=form, files=files)
        if answer.status_code != 200:
            self.answers["error"].append(answer.json())
            raise Refusal(answer)
        result = answer.json()["result"]
        telegram_spec.check_answer(method, result)
        self.answers[method].append(result)
        return result

    def refusal(self, method: str, *, token: str = TOKEN, files: Any = None, **params: Any) -> str:
        """The code and the description of the refusal that must come."""
        with pytest.raises(Refusal) as caught:
            self.call(method, token=token, files=files, **params)
        return str(caught.value)

    def control(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        """Pull a lever."""
        answer = self.web.request(method, f"/control{path}", json=body)
        assert answer.status_code == status, answer.text
        return answer.json()

    def state(self) -> Any:
        """Everything Telegram keeps."""
        return self.control("GET", "/telegram/state")

    def kept(self, chat: int, message: int) -> Any:
        """A message as the state shows it."""
        found = {(one["chat_id"], one["id"]): one for one in self.state()["messages"]}
        return found[chat, message]

    def post(self, text: str = "Отключение воды", chat: int = CHANNEL, **params: Any) -> int:
        """A post of the bot."""
        return int(self.call("sendMessage", chat_id=chat, text=text, **params)["message_id"])

    def comment(self, post: int, text: str = "Когда дадут?", user: int = AYAAL, **more: Any) -> int:
        """A resident's comment; its id in the group."""
        body = {"chat_id": CHANNEL, "post_id": post, "user_id": user, "text": text, **more}
        return int(self.control("POST", "/telegram/comments", body)["message_id"])

    def updates(self, *, token: str = TOKEN, **params: Any) -> list[Any]:
        """The updates that wait."""
        return list(self.call("getUpdates", token=token, **params))

    def news(self, *, token: str = TOKEN) -> list[Any]:
        """The updates that wait, confirmed."""
        found = self.updates(token=token)
        if found:
            self.updates(token=token, offset=found[-1]["update_id"] + 1)
        return found

    def clock(self, seconds: float) -> None:
        """Shift the sandbox's clock."""
        self.control("POST", "/clock", {"offset_seconds": seconds})

    def fault(self, where: str, what: str, when: str = "before", **more: Any) -> int:
        """Order a fault, once unless told otherwise."""
        body = {"where": where, "what": what, "when": when, "times": 1, **more}
        return int(self.control("POST", "/faults", body)["id"])


def picture(width: int = 64, height: int = 48, kind: str = "PNG") -> bytes:
    """A picture file."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), (90, 140, 200)).save(out, kind)
    return out.getvalue()
