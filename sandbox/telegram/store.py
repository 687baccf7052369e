"""All of Telegram's state, and the rules that hold whoever acts: a method, a control or a page."""

import itertools
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.telegram.files import Files
from sandbox.telegram.limits import Limits, Rates
from sandbox.telegram.records import (
    Bot,
    Chat,
    Json,
    Media,
    Member,
    Message,
    Person,
    Version,
)

NEEDED = {
    None: "can_send_messages",
    "photo": "can_send_photos",
    "video": "can_send_videos",
    "document": "can_send_documents",
    "voice": "can_send_voice_notes",
    "sticker": "can_send_other_messages",
}


@dataclass
class Forwarding:
    """Whether posts are forwarded to the discussion group, and how late (sandbox's clock)."""

    delivery: bool = True
    delay_seconds: int = 0


@dataclass(frozen=True)
class Coming:
    """A post whose copy will appear in the group at `due`."""

    due: int
    chat_id: int
    message_id: int


class Store:
    """Chats with their messages; ids count up in each chat by itself."""

    def __init__(self) -> None:
        self.bots: dict[int, Bot] = {}
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[tuple[int, int], Message] = {}
        self.copies: dict[tuple[int, int], int] = {}
        self.coming: list[Coming] = []
        self.forwarding = Forwarding()
        self.files = Files()
        self.limits = Limits()
        self.rates = Rates()
        self._histories: dict[int, list[Message]] = defaultdict(list)
        self._threads: dict[tuple[int, int], list[Message]] = defaultdict(list)
        self._ids: dict[int, Iterator[int]] = defaultdict(lambda: itertools.count(1))
        self._albums = itertools.count(13700000000000001)

    # -- finding

    def bot_of(self, token: str) -> Bot | None:
        """The bot behind a token that was not revoked."""
        found = (one for one in self.bots.values() if one.token == token and not one.revoked)
        return next(found, None)

    def chat(self, chat_id: int) -> Chat:
        """The chat, or UnknownObjectError."""
        if chat_id not in self.chats:
            raise UnknownObjectError(f"no chat {chat_id}")
        return self.chats[chat_id]

    def named(self, username: str) -> Chat | None:
        """The public chat of this name, in whatever case."""
        wanted = username.removeprefix("@").casefold()
        found = (one for one in self.chats.values() if one.username.casefold() == wanted)
        return next(found, None) if wanted else None

    def channels(self) -> list[Chat]:
        """The public channels."""
        return [one for one in self.chats.values() if one.kind == "channel" and one.username]

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """The message if it stands."""
        found = self.messages.get((chat_id, message_id))
        return None if found is None or found.deleted_at is not None else found

    def history(self, chat_id: int) -> list[Message]:
        """All messages of a chat, oldest first, removed ones too."""
        return list(self._histories[chat_id])

    def album(self, message: Message) -> list[Message]:
        """The message with those sent in one stroke with it, removed ones too."""
        if message.media_group_id is None:
            return [message]
        history = self._histories[message.chat_id]
        return [one for one in history if one.media_group_id == message.media_group_id]

    def root(self, post: Message) -> int | None:
        """The copy in the group that comments on a channel post hang on; an album's first."""
        first = self.album(post)[0]
        return self.copies.get((first.chat_id, first.id))

    def thread(self, chat_id: int, root: int) -> list[Message]:
        """What was written under a message of the group, oldest first, removed messages too."""
        return list(self._threads[chat_id, root])

    def member(self, chat: Chat, user_id: int, now: int) -> Member:
        """Somebody's standing now; bans and restrictions run out by the sandbox's clock."""
        found = chat.members.get(user_id, Member(user_id))
        if found.until_date and found.until_date <= now:
            return Member(user_id, "member" if found.is_member else "left")
        return found

    def owner(self, chat: Chat) -> int | None:
        """The creator of a chat."""
        return next((one.user_id for one in chat.members.values() if one.status == "creator"), None)

    # -- doing

    def next_album(self) -> str:
        """A new media_group_id."""
        return str(next(self._albums))

    def add_message(self, message: Message) -> Message:
        """Put the message into its chat under the next id."""
        message.id = next(self._ids[message.chat_id])
        message.versions.append(Version(message.text, message.date))
        self.messages[message.chat_id, message.id] = message
        self._histories[message.chat_id].append(message)
        if message.thread is not None:
            self._threads[message.chat_id, message.thread].append(message)
        return message

    def edit_message(self, message: Message, text: str, entities: list[Json], now: int) -> None:
        """Change the text or the caption."""
        message.text, message.entities, message.edit_date = text, entities, now
        message.versions.append(Version(text, now))

    def delete_message(self, message: Message, by: int, now: int) -> None:
        """Take the message away for everybody. A post's copy in the group stays where it is."""
        message.deleted_at, message.deleted_by = now, by
        pinned = self.chat(message.chat_id).pinned
        if message.id in pinned:
            pinned.remove(message.id)

    def set_member(self, chat: Chat, member: Member) -> None:
        """Give somebody another standing."""
        chat.members[member.user_id] = replace(member)

    def check_writer(
        self, chat: Chat, user_id: int, as_chat: int | None, media: Media | None, now: int
    ) -> None:
        """ClosedError when this person, or the channel they speak as, may not write here."""
        member = self.member(chat, user_id, now)
        if member.status == "kicked":
            raise ClosedError("the author is banned from the chat")
        needed = NEEDED[media.kind if media else None]
        if member.status == "restricted" and needed not in member.permissions:
            raise ClosedError("the author is restricted in the chat")
        inside = member.is_member or member.status in {"creator", "administrator", "member"}
        if chat.join_to_send_messages and not inside:
            raise ClosedError("only members of the chat may write")
        if as_chat is None:
            return
        owner = self.owner(self.chat(as_chat))
        barred = {as_chat} | {
            one for one in self.chats if owner is not None and self.owner(self.chats[one]) == owner
        }
        if barred & chat.banned_chats:
            raise ClosedError("the channel is banned from the chat")
