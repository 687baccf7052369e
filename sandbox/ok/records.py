"""What OK keeps. Plain data, no rules. Ids are strings, times milliseconds since 1970 (UTC)."""

from dataclasses import dataclass, field
from typing import Any

STAFF = ("ADMIN", "SUPER_MODERATOR", "MODERATOR", "EDITOR", "ANALYST")
ROLES = (*STAFF, "ACTIVE", "PASSIVE")
# Who may do what is a guess: the sources name the roles, not their powers.
WRITERS = frozenset(STAFF) - {"ANALYST"}
MODERATORS = frozenset({"ADMIN", "SUPER_MODERATOR", "MODERATOR"})


@dataclass
class Application:
    """An external application; `private_methods` are open to it alone (facts B6)."""

    application_key: str
    secret: str
    name: str = ""
    disabled: bool = False
    private_methods: frozenset[str] = frozenset()


@dataclass
class Person:
    """A person."""

    user_id: str
    first_name: str
    last_name: str

    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}".strip()


@dataclass
class Token:
    """An access token: always a person's, never a group's (facts B2)."""

    access_token: str
    application_key: str
    user_id: str
    permissions: frozenset[str]
    session_secret: str
    expires_ms: int | None = None
    revoked: bool = False


@dataclass
class Block:
    """An entry of a group's black list."""

    user_id: str
    blocked_by: str
    since_ms: int
    reason: str = ""


@dataclass
class Group:
    """A group. `roles` maps a person to one of ROLES; `blocks` is the black list."""

    group_id: str
    name: str
    shortname: str = ""
    description: str = ""
    status: str = ""
    homepage_url: str = ""
    phone: str = ""
    address: str = ""
    members_count: int = 0
    gos_org: bool = False
    rkn_mark: bool = False
    premium: bool = False
    who_can_comment: str = "ALL"
    roles: dict[str, str] = field(default_factory=dict)
    blocks: dict[str, Block] = field(default_factory=dict)


@dataclass
class Version:
    """A text and the time from which it stood."""

    text: str
    since_ms: int


@dataclass
class Topic:
    """A topic of a group. `publish_ms` is set as long as the topic waits to be published.

    `author_ref` is «group:<id>» or «user:<id>»; `created_by` the person who pressed the button;
    `by_hand` marks the work of a person in the browser. Listings show it from `visible_ms` on.
    """

    id: str
    group_id: str
    author_ref: str
    created_by: str
    created_ms: int
    visible_ms: int
    media: list[dict[str, Any]]
    delete_id: str
    pin_id: str
    publish_ms: int | None = None
    comments_off: bool = False
    hidden: bool = False
    pinned: bool = False
    by_hand: bool = False
    views: int = 0
    likes: int = 0
    reshares: int = 0
    edited_ms: int | None = None
    deleted_ms: int | None = None
    deleted_by: str | None = None
    restore_id: str | None = None
    waited_as: str | None = None
    versions: list[Version] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text blocks, one below the other."""
        return text_of(self.media)


def text_of(media: list[dict[str, Any]]) -> str:
    """The text blocks of a topic's media."""
    return "\n\n".join(block["text"] for block in media if block["type"] == "text")


@dataclass
class Comment:
    """A comment; `serial` is its place in the order of arrival, over all topics."""

    id: str
    serial: int
    group_id: str
    topic_id: str
    author_ref: str
    written_by: str
    text: str
    created_ms: int
    visible_ms: int
    reply_to: str | None = None
    photos: tuple[str, ...] = ()
    spam: bool = False
    deleted_ms: int | None = None
    deleted_by: str | None = None
    deleted_as: str | None = None
    versions: list[Version] = field(default_factory=list)


@dataclass
class Photo:
    """A picture from the moment its upload was prepared; the token comes with the upload."""

    photo_id: str
    group_id: str
    user_id: str
    token: str | None = None
    image: bytes = b""
    media_type: str = ""
    width: int = 0
    height: int = 0


@dataclass
class Video:
    """A video from the moment its upload was prepared."""

    video_id: str
    group_id: str
    user_id: str
    title: str
    size: int = 0
    published: bool = False


@dataclass
class Upload:
    """What an upload address is for; `files` are the ids of the photos or of the one video."""

    api_token: str
    kind: str
    files: list[str]
    expires_ms: int
