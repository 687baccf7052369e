"""All of MAX's state, and the rules that hold whoever acts: a method, a control or a page."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.max.limits import Limits, Rates, Settings
from sandbox.max.records import READ_ALL, Block, Bot, Chat, Event, Message, Upload, User, Version

DAY = 24 * 3600 * 1000


class Store:
    """Chats with their messages; a comment is a message that names its post."""

    def __init__(self) -> None:
        self.users: dict[int, User] = {}
        self.bots: dict[str, Bot] = {}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[str, Message] = {}
        self.uploads: dict[str, Upload] = {}
        self.events: dict[int, list[Event]] = defaultdict(list)
        self.polling: dict[int, list[asyncio.Event]] = defaultdict(list)
        self.subscriptions: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.limits = Limits()
        self.settings = Settings()
        self.rates = Rates()
        self._feeds: dict[int, list[Message]] = defaultdict(list)
        self._under: dict[str, list[Message]] = defaultdict(list)
        self._sequences: set[int] = set()
        self._numbers: dict[int, int] = defaultdict(int)

    # -- finding

    def user(self, user_id: int) -> User:
        """The person or bot, or UnknownObjectError."""
        if user_id not in self.users:
            raise UnknownObjectError(f"no person or bot {user_id}")
        return self.users[user_id]

    def chat(self, chat_id: int) -> Chat:
        """The chat, or UnknownObjectError."""
        if chat_id not in self.chats:
            raise UnknownObjectError(f"no chat {chat_id}")
        return self.chats[chat_id]

    def named(self, name: str) -> Chat | None:
        """The chat with this link name; one without a link goes by its id."""
        return next((chat for chat in self.chats.values() if chat.name() == name), None)

    def post(self, mid: str) -> Message | None:
        """The post or message of a group chat, if it stands."""
        found = self.messages.get(mid)
        return found if found and found.post is None and found.deleted_at is None else None

    def comment(self, mid: str) -> Message | None:
        """The comment, if it stands under a standing post."""
        found = self.messages.get(mid)
        if found is None or found.post is None or found.deleted_at is not None:
            return None
        return found if self.post(found.post) else None

    def feed(self, chat_id: int) -> list[Message]:
        """The standing posts, newest first."""
        return [one for one in self.posts(chat_id) if one.deleted_at is None]

    def posts(self, chat_id: int) -> list[Message]:
        """All posts, removed ones too, newest first."""
        return _newest_first(self._feeds.get(chat_id, []))

    def under(self, post: Message) -> list[Message]:
        """The comments of a post, removed ones too, newest first."""
        return _newest_first(self._under.get(post.mid, []))

    def counted(self, post: Message) -> int:
        """How many comments stand under the post."""
        return sum(one.deleted_at is None for one in self._under.get(post.mid, []))

    def upload(self, token: str) -> Upload | None:
        """The upload behind the token that attachments name."""
        return next((one for one in self.uploads.values() if one.token == token), None)

    # -- doing

    def next_seq(self, at: int) -> int:
        """The next number in a chat: the time in its upper bits, so that order follows it."""
        seq = at << 16
        while seq in self._sequences:
            seq += 1
        self._sequences.add(seq)
        return seq

    def add(self, message: Message) -> Message:
        """Put a post or a comment where it belongs."""
        message.versions.append(Version(message.text, message.at))
        self.messages[message.mid] = message
        if message.post is None:
            self._feeds[message.chat_id].append(message)
        else:
            self._under[message.post].append(message)
        self.tell("message_created", message, message.author)
        return message

    def check_comments(self, chat: Chat, author: int) -> None:
        """ClosedError when comments are off or the author is blocked."""
        if chat.kind != "channel" or not chat.comments:
            raise ClosedError("commenting is closed")
        if author in chat.blocks:
            raise ClosedError("the author is blocked in the channel")

    def edit(
        self, message: Message, text: str, markup: list[dict[str, Any]], now: int, actor: int
    ) -> None:
        """Change the text."""
        message.text, message.markup, message.edited = text, markup, now
        message.versions.append(Version(text, now))
        self.tell("message_edited", message, actor)

    def delete(self, message: Message, actor: int, now: int) -> None:
        """Take the message away; a pinned one is pinned no more."""
        message.deleted_at, message.deleted_by = now, actor
        chat = self.chats[message.chat_id]
        if chat.pinned == message.mid:
            chat.pinned = None
        self.tell("message_removed", message, actor)

    def block(self, chat: Chat, user_id: int, now: int, by: int) -> None:
        """Throw a person out and keep him out; what he wrote stays."""
        chat.blocks[user_id] = Block(user_id, now, by)
        self.leave(chat, user_id)

    def leave(self, chat: Chat, user_id: int) -> None:
        """Take a person out of the members."""
        if chat.members.pop(user_id, None) is not None:
            chat.participants_count = max(chat.participants_count - 1, 0)

    # -- telling the bots

    def listeners(self, chat: Chat, actor: int) -> Iterable[int]:
        """The bots that hear what happens in the chat; none hears of its own deeds."""
        for bot in self.bots.values():
            rights = chat.admins.get(bot.user.user_id, ())
            if READ_ALL in rights and bot.user.user_id != actor:
                yield bot.user.user_id

    def tell(self, kind: str, message: Message, actor: int) -> None:
        """Put a message's event before the bots; comments give none in polling (facts 2.6)."""
        if message.post is not None:
            return
        chat = self.chats[message.chat_id]
        at = message.deleted_at or message.edited or message.at
        for user_id in self.listeners(chat, actor):
            self.put_event(user_id, at, kind, replace(message), {"user_id": actor})

    def put_event(
        self, user_id: int, at: int, kind: str, message: Message | None, more: dict[str, Any]
    ) -> None:
        """One event for one bot."""
        self._numbers[user_id] += 1
        event = Event(self._numbers[user_id], at, kind, message, more)
        self.events[user_id].append(event)
        for arrived in self.polling[user_id]:
            arrived.set()

    def next_marker(self, user_id: int) -> int:
        """What points behind the last event."""
        return self._numbers[user_id] + 1

    def pending(self, user_id: int, now: int) -> list[Event]:
        """The events not yet acknowledged; those older than a day are gone (facts 2.2)."""
        fresh = [one for one in self.events[user_id] if one.at > now - DAY]
        self.events[user_id] = fresh
        return fresh


def _newest_first(messages: list[Message]) -> list[Message]:
    return sorted(messages, key=lambda one: (one.at, one.seq), reverse=True)
