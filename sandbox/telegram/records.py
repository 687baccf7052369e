"""What Telegram keeps: bots, people, chats, members, files, messages. Plain data, no rules."""

from dataclasses import dataclass, field
from typing import Any

from sandbox.telegram.updates import Queue

Json = dict[str, Any]
SERVICE, CHANNEL_BOT, ANONYMOUS = 777000, 136817688, 1087968824
"""Who signs automatic forwards, what channels and anonymous administrators write (facts 1.6)."""
BY_HAND = 0
"""Acts of an unnamed human administrator."""

COMMON = (
    "can_manage_chat",
    "can_change_info",
    "can_delete_messages",
    "can_invite_users",
    "can_restrict_members",
    "can_promote_members",
    "can_manage_video_chats",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
)
RIGHTS = {
    "channel": (
        *COMMON,
        "can_post_messages",
        "can_edit_messages",
        "can_manage_direct_messages",
    ),
    "supergroup": (*COMMON, "can_pin_messages", "can_manage_topics", "can_manage_tags"),
}
PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass
class Bot:
    """A bot. Without `can_read_all_group_messages` it is under privacy mode in groups."""

    token: str
    id: int
    username: str
    first_name: str
    can_read_all_group_messages: bool = False
    revoked: bool = False
    queue: Queue = field(default_factory=Queue)


@dataclass
class Person:
    """A person."""

    user_id: int
    first_name: str
    last_name: str = ""
    username: str = ""

    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Member:
    """Somebody's standing in a chat. `until_date` 0 is for ever.

    `is_member` is asked of the restricted alone: one may be restricted without being in the chat.
    """

    user_id: int
    status: str = "left"
    rights: frozenset[str] = frozenset()
    until_date: int = 0
    permissions: frozenset[str] = frozenset()
    is_member: bool = False
    is_anonymous: bool = False

    @property
    def silent(self) -> bool:
        """Banned, or muted: reads and may not write."""
        muted = self.status == "restricted" and "can_send_messages" not in self.permissions
        return muted or self.status == "kicked"


@dataclass
class Chat:
    """A channel or a supergroup; the two may be linked to each other."""

    id: int
    kind: str
    title: str
    username: str = ""
    description: str = ""
    invite_link: str = ""
    linked_chat_id: int | None = None
    members_count: int = 0
    join_to_send_messages: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    banned_chats: set[int] = field(default_factory=set)
    pinned: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class File:
    """A file on Telegram's servers, kept in memory."""

    file_id: str
    unique_id: str
    path: str
    name: str
    mime: str
    data: bytes = field(repr=False)
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Media:
    """What a message carries besides text: `files` are the sizes of a photo, the largest last."""

    kind: str
    files: tuple[File, ...]
    spoiler: bool = False


@dataclass(frozen=True)
class Origin:
    """Where a forwarded message was first: its chat, its author or both."""

    date: int
    chat_id: int
    message_id: int
    user_id: int | None = None
    sender_chat_id: int | None = None
    automatic: bool = False


@dataclass
class Version:
    """A text and the time from which it stood."""

    text: str
    since: int


@dataclass
class Message:
    """A message of a chat. `text` is the caption when there is media.

    `by` is who sent it in fact: a bot, a person, or BY_HAND. `thread` is the message that its
    thread hangs on; `pins` marks a service message about a pinned one.
    """

    chat_id: int
    by: int
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    media: Media | None = None
    from_id: int | None = None
    sender_chat_id: int | None = None
    reply_to: int | None = None
    thread: int | None = None
    origin: Origin | None = None
    media_group_id: str | None = None
    link_preview_options: Json | None = None
    caption_above: bool = False
    protected: bool = False
    pins: int | None = None
    id: int = 0
    edit_date: int | None = None
    deleted_at: int | None = None
    deleted_by: int | None = None
    versions: list[Version] = field(default_factory=list)
