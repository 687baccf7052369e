"""One admitted call of a method: who calls, with what, and what he may see and do."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sandbox.fields import Fields
from sandbox.max.errors import MaxError, denied, not_found, payload
from sandbox.max.records import READ_ALL, Bot, Chat, Message
from sandbox.max.store import Store

MID = re.compile(r"(mid\.)?[a-zA-Z0-9_-]+")
TOGETHER = {"edit", "delete"}
"""Rights that hold only together with read_all_messages (facts 2.4)."""


@dataclass(frozen=True)
class Call:
    """`path` and `query` as sent, `body` the JSON object, `now` in ms, `base` our own address."""

    store: Store
    bot: Bot
    path: dict[str, str]
    query: dict[str, str]
    body: Fields
    now: int
    base: str

    @property
    def actor(self) -> int:
        """The bot's own id."""
        return self.bot.user.user_id

    # -- the query

    def integer(self, name: str, *, minimum: int | None = None, maximum: int | None = None) -> int:
        """A whole number of the query that must be there (proto.payload)."""
        found = self.optional(name, minimum=minimum, maximum=maximum)
        if found is None:
            raise payload(f"{name}: must not be null")
        return found

    def optional(
        self, name: str, *, minimum: int | None = None, maximum: int | None = None
    ) -> int | None:
        """A whole number of the query within bounds, or None."""
        raw = self.query.get(name, "")
        if raw in ("", "null"):
            return None
        if not re.fullmatch(r"-?\d{1,18}", raw):
            raise payload(f"{name}: must be a number")
        value = int(raw)
        if minimum is not None and value < minimum:
            raise payload(f"{name}: must be greater than or equal to {minimum}")
        if maximum is not None and value > maximum:
            raise payload(f"{name}: must be less than or equal to {maximum}")
        return value

    def flag(self, name: str) -> bool:
        """A lower-case boolean of the query."""
        raw = self.query.get(name, "false")
        if raw not in {"true", "false"}:
            raise payload(f"{name}: must be true or false")
        return raw == "true"

    def listed(self, name: str) -> list[str]:
        """A list joined by commas."""
        return [part for part in self.query.get(name, "").split(",") if part]

    def mid(self, name: str) -> str:
        """An id of a message or comment in the query (proto.payload)."""
        raw = self.query.get(name, "")
        if not MID.fullmatch(raw):
            raise payload(f"{name}: invalid message id")
        return raw

    # -- chats and rights

    def chat(self, chat_id: int | None = None) -> Chat:
        """The chat of the path or the given one, of which the bot must be a member."""
        if chat_id is None:
            raw = self.path["chatId"]
            if not re.fullmatch(r"-?\d{1,18}", raw):
                raise not_found("Path is not recognized")
            chat_id = int(raw)
        chat = self.store.chats.get(chat_id)
        if chat is None:
            raise MaxError(404, "chat.not.found", f"Chat {chat_id} not found")
        if self.actor not in chat.admins and self.actor not in chat.members:
            raise denied("The bot is not a member of this chat")
        return chat

    def rights(self, chat: Chat) -> tuple[str, ...]:
        """The bot's permissions there."""
        return chat.admins.get(self.actor, ())

    def holds(self, chat: Chat, right: str) -> bool:
        """Whether the bot may; in group chats `write` covers edit and delete."""
        held = self.rights(chat)
        wanted = {"write" if chat.kind == "chat" and right in TOGETHER else right}
        if right in TOGETHER:
            wanted.add(READ_ALL)
        return wanted <= set(held)

    def require(self, chat: Chat, *rights: str) -> None:
        """Refuse a bot without these rights (access.denied)."""
        missing = [right for right in rights if not self.holds(chat, right)]
        if missing:
            raise denied(f"The bot has no permission: {', '.join(missing)}")

    def administrator(self, chat: Chat) -> None:
        """Refuse a bot that is no administrator there."""
        if self.actor not in chat.admins:
            raise denied("The bot is not an administrator of this chat")

    def channel_post(self) -> tuple[Message, Chat]:
        """The channel's post of the path, with its channel (not.found)."""
        post = self.store.post(self.path["messageId"])
        if post is None or self.store.chats[post.chat_id].kind != "channel":
            raise not_found("Message not found")
        return post, self.chat(post.chat_id)

    # -- lists

    def window(self, newest_first: Iterable[Message]) -> list[Message]:
        """What before, after and count leave; `from` and `to` are their old, swapped names."""
        before = self._bound("before", "from")
        after = self._bound("after", "to")
        count = self.optional("count", minimum=1, maximum=100) or 50
        inner = int(self.store.settings.exclusive_bounds)
        found = [
            one
            for one in newest_first
            if one.deleted_at is None
            and one.visible <= self.now
            and (before is None or one.at <= before - inner)
            and (after is None or one.at >= after + inner)
        ]
        return found[:count]

    def _bound(self, name: str, old: str) -> int | None:
        found = self.optional(name, minimum=0)
        return self.optional(old, minimum=0) if found is None else found


Handler = Callable[[Call], dict[str, Any]]
