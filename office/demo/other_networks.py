"""The demo's pages beside VK: settled in the sandbox, seen and touched from outside over HTTP.

Each class speaks the sandbox's controls and pages of one network; ids are text.
"""

import json
import ssl
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx

from office.demo.story import KEYS_OF, MAIL, RESIDENTS, description, rules_link

NAME = "Администрация ГО «Жатай»"
OWNER = 900


@dataclass(frozen=True, slots=True)
class Seen:
    """A post or a comment as it stands in the network: number, author (empty: the page), text.

    `pictures`: how many hang on a post.
    """

    id: str
    author: str
    text: str
    post: str = ""
    gone: bool = False
    pictures: int = 0


class _Over:
    def __init__(self, address: str) -> None:
        self.address = address
        self._http = httpx.Client(base_url=address, timeout=30, trust_env=False)

    def control(self, path: str, /, **body: Any) -> Any:
        answer = self._http.post(f"/control/{path}", json=body)
        answer.raise_for_status()
        return answer.json()

    def state(self, network: str) -> Any:
        return self._http.get(f"/control/{network}/state").raise_for_status().json()

    def press(self, path: str, **fields: str) -> None:
        """Send a form of the network's page, as a browser does."""
        answer = self._http.post(path, data=fields)
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            answer.raise_for_status()


class Ok(_Over):
    """A group of Одноклассники. Nothing is removed by its API: people press."""

    key, words = "zhatay-ok", "Одноклассники"
    administrators = (str(OWNER),)
    GROUP, APPLICATION, TOKEN = "70000000000001", "CDEMOKEY00000000000", "demo-ok-access-token"
    SECRET = "DEMOOKSECRET000000000000"  # noqa: S105 (the sandbox's own)

    def settle(self) -> None:
        """The group with its moderator, the residents, the application and its key."""
        self.control("ok/applications", application_key=self.APPLICATION, secret=self.SECRET)
        for user, (first, last) in {**RESIDENTS, OWNER: ("Администратор", "страницы")}.items():
            self.control("ok/users", user_id=str(user), first_name=first, last_name=last)
        self.control(
            "ok/groups", group_id=self.GROUP, name=NAME, shortname="admzhatay",
            description=description(self.address), members_count=611, gos_org=True,
            homepage_url=f"{self.address}/site/",
            roles={str(OWNER): "ADMIN"},
        )  # fmt: skip
        self.control(
            "ok/tokens", access_token=self.TOKEN, application_key=self.APPLICATION,
            user_id=str(OWNER),
        )  # fmt: skip

    def page(self) -> str:
        """The group's feed."""
        return f"{self.address}/ok/group/{self.GROUP}"

    def toml(self) -> str:
        """By its number."""
        return (
            f'network = "ok"\ngroup_id = {self.GROUP}\n'
            f'api = "{self.address}/ok/fb.do"\naddress = "{self.address}/ok"'
        )

    def keys(self) -> dict[str, Any]:
        """The application's and the moderator's."""
        return {
            "network": "ok",
            "application_key": self.APPLICATION,
            "application_secret": self.SECRET,
            "access_token": self.TOKEN,
            **KEYS_OF,
        }

    def posts(self) -> list[Seen]:
        """Topics of the group that stand."""
        return [
            Seen(t["id"], "", t["text"], pictures=sum(len(m.get("photos", ())) for m in t["media"]))
            for t in self.state("ok")["topics"]
            if t["group_id"] == self.GROUP and not t["deleted"]
        ]

    def comments(self) -> list[Seen]:
        """Every comment, removed ones too."""
        return [
            Seen(c["id"], c["author_ref"].rpartition(":")[2], c["text"], c["topic_id"],
                 gone=c["deleted"])
            for c in self.state("ok")["comments"]
        ]  # fmt: skip

    def write(self, post: str, user: int, text: str) -> str:
        """Under a topic."""
        made = self.control("ok/comments", topic_id=post, user_id=str(user), text=text)
        return str(made["comment_id"])

    def edit_by_hand(self, post: Seen, text: str) -> None:
        """A moderator edits a topic in the browser."""
        self._http.patch(f"/control/ok/topics/{post.id}", json={"text": text}).raise_for_status()

    def remove_by_hand(self, comment: Seen) -> None:
        """On the topic's page."""
        topic = f"/ok/group/{self.GROUP}/topic/{comment.post}"
        self.press(f"{topic}/remove", comment_id=comment.id)


class Telegram(_Over):
    """A channel with its discussion group."""

    key, words = "zhatay-telegram", "Telegram"
    administrators = ("Администратор канала", "Жатай")
    CHANNEL, DISCUSSION, NAME = -1001700000001, -1001700000002, "adm_zhatay"
    BOT, TOKEN = 7000001, "7000001:demo-telegram-key"

    def settle(self) -> None:
        """The channel, its group, the residents and the bot that administers both."""
        self.control("telegram/bots", token=self.TOKEN, username="zhatay_bot", first_name="Жатай")
        for user, (first, last) in {**RESIDENTS, OWNER: ("Администратор", "канала")}.items():
            self.control("telegram/users", user_id=user, first_name=first, last_name=last)
        self.control(
            "telegram/channels", chat_id=self.CHANNEL, title=NAME, username=self.NAME,
            description=description(self.address), members_count=873, owner=OWNER, bots=[self.BOT],
            group={"chat_id": self.DISCUSSION, "title": "Жатай: обсуждение"},
        )  # fmt: skip

    def page(self) -> str:
        """The channel's feed."""
        return f"{self.address}/telegram/s/{self.NAME}"

    def toml(self) -> str:
        """By its number and public name."""
        return (
            f'network = "telegram"\nchat_id = {self.CHANNEL}\nusername = "{self.NAME}"\n'
            f'api = "{self.address}/telegram"\naddress = "{self.address}/telegram"'
        )

    def keys(self) -> dict[str, Any]:
        """The bot's."""
        return {"network": "telegram", "bot_token": self.TOKEN, **KEYS_OF}

    def posts(self) -> list[Seen]:
        """Messages of the channel that stand."""
        return [
            Seen(str(m["id"]), "", m["text"], pictures=(m["media"] or {}).get("kind") == "photo")
            for m in self._messages(self.CHANNEL)
            if not m["deleted"]
        ]

    def comments(self) -> list[Seen]:
        """Messages of the discussion group but for the copies of posts."""
        copies = {c["copy_id"]: str(c["message_id"]) for c in self.state("telegram")["copies"]}
        return [
            Seen(str(m["id"]), str(m["from_id"] or ""), m["text"], copies.get(m["thread"], ""),
                 gone=m["deleted"])
            for m in self._messages(self.DISCUSSION)
            if not (m["origin"] or {}).get("automatic")
        ]  # fmt: skip

    def write(self, post: str, user: int, text: str) -> str:
        """In the post's thread."""
        made = self.control(
            "telegram/comments", chat_id=self.CHANNEL, post_id=int(post), user_id=user, text=text
        )
        return str(made["message_id"])

    def remove_by_hand(self, comment: Seen) -> None:
        """On the page of the discussion group."""
        group = str(self.DISCUSSION).removeprefix("-100")
        self.press(f"/telegram/c/{group}/{comment.id}/delete")

    def _messages(self, chat: int) -> list[dict[str, Any]]:
        return [m for m in self.state("telegram")["messages"] if m["chat_id"] == chat]


class Max(_Over):
    """A channel of MAX. The network does not say who wrote a comment."""

    key, words = "zhatay-max", "MAX"
    administrators = ("Администратор канала", "Жатай")
    CHANNEL, LINK = -70000001, "zhatay_adm"
    BOT, TOKEN = 901, "demo-max-bot-key"

    def __init__(self, address: str, https: str = "", authority: str = "") -> None:
        """`https`, `authority`: the sandbox's TLS address and the file of its authority, if any.

        MAX's real certificate comes from an authority that no system trusts by itself.
        """
        super().__init__(address)
        self._https, self._authority = https or address, authority

    def settle(self) -> None:
        """The channel, its owner, the residents and the bot that administers it."""
        for user, (first, last) in {**RESIDENTS, OWNER: ("Администратор", "канала")}.items():
            self.control("max/users", user_id=user, first_name=first, last_name=last)
        self.control(
            "max/bots", user_id=self.BOT, first_name="Жатай", username="zhatay_bot",
            token=self.TOKEN,
        )  # fmt: skip
        self.control(
            "max/channels", chat_id=self.CHANNEL, title=NAME, link=self.LINK, owner_id=OWNER,
            description=description(self.address), participants_count=402, members=list(RESIDENTS),
            admins=[{"user_id": self.BOT}],
        )  # fmt: skip

    def page(self) -> str:
        """The channel's feed."""
        return f"{self.address}/max/web/{self.LINK}"

    def toml(self) -> str:
        """By its number; over TLS with the sandbox's own authority, where there is one."""
        lines = (
            f'network = "max"\nchat_id = {self.CHANNEL}\nlink = "{self.LINK}"\n'
            f'api = "{self._https}/max"\naddress = "{self.address}/max/web"'
        )
        if self._authority:
            der = ssl.PEM_cert_to_DER_cert(Path(self._authority).read_text("ascii"))
            lines += f'\nauthority = {{file = "{self._authority}", '
            lines += f'sha256 = ["{sha256(der).hexdigest()}"]}}'
        return lines

    def keys(self) -> dict[str, Any]:
        """The bot's."""
        return {"network": "max", "bot_token": self.TOKEN, **KEYS_OF}

    def posts(self) -> list[Seen]:
        """Posts of the channel that stand."""
        return [
            Seen(
                p["mid"],
                "",
                p["text"],
                pictures=[a["type"] for a in p["attachments"]].count("image"),
            )
            for p in self.state("max")["posts"]
            if p["chat_id"] == self.CHANNEL and not p["deleted"]
        ]

    def comments(self) -> list[Seen]:
        """Every comment; the author is known here, outside of the API."""
        return [
            Seen(c["mid"], str(c["author"]), c["text"], c["post"], gone=c["deleted"])
            for c in self.state("max")["comments"]
        ]

    def write(self, post: str, user: int, text: str) -> str:
        """Under a post."""
        return str(self.control("max/comments", post=post, user_id=user, text=text)["mid"])

    def remove_by_hand(self, comment: Seen) -> None:
        """On the channel's page."""
        self.press(f"/max/web/{self.LINK}/do/remove", post=comment.post, id=comment.id)


Elsewhere = tuple[Ok, Telegram, Max]
"""The three networks beside VK."""


def others(sandbox: dict[str, Any]) -> Elsewhere:
    """The three, in the sandbox whose ready file this is."""
    address = str(sandbox["http"])
    return (
        Ok(address),
        Telegram(address),
        Max(address, sandbox.get("https", ""), sandbox.get("ca", "")),
    )


def pages_toml(networks: Elsewhere, since: str) -> str:
    """Their [[page]] tables."""
    return "\n".join(
        f"""
[[page]]
key = "{one.key}"
name = "{NAME}"
mode = "самостоятельно"
since = {since}
official_wording = "Официальная страница Окружной Администрации Городского округа «Жатай»"
administrators = {json.dumps(one.administrators, ensure_ascii=False)}
contact = "{MAIL}"
rules_link = "{rules_link(one.address)}"
{one.toml()}
"""
        for one in networks
    )
