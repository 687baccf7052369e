"""What VK keeps: communities, people, tokens, posts, comments, bans. Plain data, no rules."""

from dataclasses import dataclass, field

ADMINISTRATOR, EDITOR, MODERATOR = 3, 2, 1


@dataclass
class Group:
    """A community. `wall`: 0 off, 1 open, 2 limited, 3 closed (schema groups_group_full).

    `managers` maps a person to a role given by hand, beside the roles that tokens bring.
    """

    group_id: int
    name: str
    screen_name: str
    description: str = ""
    verified: bool = False
    site: str = ""
    status: str = ""
    members_count: int = 0
    activity: str = "Государственная организация"
    wall: int = 1
    pinned: int | None = None
    managers: dict[int, int] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)


@dataclass
class User:
    """A person. `deactivated`: «deleted» or «banned», as VK says it of a page that is closed."""

    user_id: int
    first_name: str
    last_name: str
    deactivated: str = ""

    def name(self) -> str:
        """First and last name, as VK shows them."""
        first, last = self.shown()
        return f"{first} {last}".strip()

    def shown(self) -> tuple[str, str]:
        """First and last name; a person who deleted himself has lost them, a banned one has not."""
        if self.deactivated == "deleted":
            return "DELETED", ""
        return self.first_name, self.last_name


@dataclass
class Token:
    """An access token (facts A2): bound to a community, to an application or to a person.

    `levels` maps a community to the person's role there (1 moderator, 2 editor, 3 administrator).
    """

    token: str
    kind: str
    group_id: int | None
    user_id: int | None
    scopes: frozenset[str]
    levels: dict[int, int]
    revoked: bool = False


@dataclass
class Version:
    """A text and the time from which it stood."""

    text: str
    since: int


@dataclass
class Post:
    """A post on a community's wall; `by_hand` marks the work of a person in the browser.

    `from_id` above 0 is a resident's entry, `copy_of` the (community, post) that was reposted.
    Lists show the post from `visible_from` on (unix time).
    """

    id: int
    group_id: int
    from_id: int
    created_by: int
    date: int
    text: str
    attachments: tuple[str, ...] = ()
    guid: str | None = None
    copyright: str = ""
    copy_of: tuple[int, int] | None = None
    comments_closed: bool = False
    visible_from: int = 0
    by_hand: bool = False
    postponed: bool = False
    postponed_id: int | None = None
    edited: int | None = None
    deleted_at: int | None = None
    deleted_by: int | None = None
    views: int = 0
    likes: int = 0
    versions: list[Version] = field(default_factory=list)


@dataclass
class Comment:
    """A comment; `root` is the top comment of its thread (threads are one level deep).

    Lists show the comment from `visible_from` on (unix time).
    """

    id: int
    group_id: int
    post_id: int
    user_id: int
    text: str
    date: int
    reply_to: int | None = None
    root: int | None = None
    attachments: tuple[str, ...] = ()
    visible_from: int = 0
    deleted_at: int | None = None
    deleted_by: int | None = None
    deleted_as: str | None = None
    versions: list[Version] = field(default_factory=list)


@dataclass
class Ban:
    """An entry of a community's black list; `end_date` 0 means for ever."""

    user_id: int
    admin_id: int
    date: int
    end_date: int
    reason: int
    comment: str
    comment_visible: bool


@dataclass
class Topic:
    """A discussion of the community."""

    id: int
    group_id: int
    title: str
    created: int
    created_by: int
    closed: bool = False


@dataclass
class Remark:
    """A comment outside the wall; `place` is «topic5», «photo-1_45» or «video-1_46»."""

    id: int
    group_id: int
    place: str
    user_id: int
    text: str
    date: int
    deleted_at: int | None = None
    deleted_by: int | None = None
