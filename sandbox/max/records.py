"""What MAX keeps: people, bots, chats, posts, comments, uploads. Plain data; times are in ms."""

from dataclasses import dataclass, field
from typing import Any

READ_ALL = "read_all_messages"
PERMISSIONS: tuple[str, ...] = (
    READ_ALL,
    *("write", "edit", "delete", "pin_message", "change_chat_info", "add_remove_members"),
    *("add_admins", "edit_link", "can_call", "view_stats"),
)
BOTS_IN_CHANNELS = PERMISSIONS[:6]
"""What a bot may hold in a channel at most: never add_remove_members (facts 2.6)."""


@dataclass
class User:
    """A person or a bot."""

    user_id: int
    first_name: str
    last_name: str = ""
    username: str | None = None
    is_bot: bool = False
    description: str = ""
    active: int = 0

    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass
class Bot:
    """A bot's token and the account behind it."""

    token: str
    user: User
    revoked: bool = False


@dataclass
class Block:
    """A person who may not comment in a chat any more; only a human can do that in a channel."""

    user_id: int
    at: int
    by: int


@dataclass
class Chat:
    """A channel or a group chat. `link` is a name of ours or a whole address; "" means none."""

    chat_id: int
    title: str
    kind: str = "channel"
    link: str = ""
    description: str = ""
    is_public: bool = True
    comments: bool = True
    participants_count: int = 0
    owner_id: int = 0
    icon: str | None = None
    created: int = 0
    pinned: str | None = None
    admins: dict[int, tuple[str, ...]] = field(default_factory=dict)
    members: dict[int, int] = field(default_factory=dict)
    blocks: dict[int, Block] = field(default_factory=dict)

    def name(self) -> str:
        """The last part of its address; without a link its id."""
        return self.link.rstrip("/").rsplit("/", 1)[-1] or str(self.chat_id)


@dataclass
class Upload:
    """An uploaded thing; `refused` counts the uses answered by attachment.not.ready."""

    number: int
    kind: str
    key: str
    token: str
    name: str = ""
    content: bytes | None = None
    media: str = "application/octet-stream"
    refused: int = 0


@dataclass(frozen=True)
class Attachment:
    """What hangs on a post: an uploaded thing, or (share, inline_keyboard) a payload as sent."""

    kind: str
    upload: Upload | None = None
    payload: dict[str, Any] = field(default_factory=dict)


@dataclass
class Version:
    """A text and the time from which it stood."""

    text: str
    since: int


@dataclass
class Message:
    """A post of a channel, a message of a group chat, or (with `post`) a comment under a post.

    `author` is whoever wrote it, also where MAX hides him; `by_hand` marks the work of a human
    administrator; until `visible` the API leaves it out of lists.
    """

    mid: str
    seq: int
    chat_id: int
    author: int
    at: int
    text: str
    post: str | None = None
    markup: list[dict[str, Any]] = field(default_factory=list)
    attachments: tuple[Attachment, ...] = ()
    link: tuple[str, str] | None = None
    by_hand: bool = False
    visible: int = 0
    views: int = 0
    edited: int | None = None
    deleted_at: int | None = None
    deleted_by: int | None = None
    versions: list[Version] = field(default_factory=list)


@dataclass(frozen=True)
class Event:
    """Something a bot is told of; the message as it was then, or a ready-made update."""

    number: int
    at: int
    kind: str
    message: Message | None = None
    more: dict[str, Any] = field(default_factory=dict)
