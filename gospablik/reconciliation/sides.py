"""The two sides as plain values: what the site says, and what is known of a page's posts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gospablik.store.tables import OriginKind

NEAR = timedelta(days=3)
"""How far apart the site and a hand-made post may tell of the same thing."""


@dataclass(frozen=True, slots=True)
class News:
    """A news item of the site as it stands there now: its newest wording.

    `address` is canonical, `link` for people; `text`: title, text and the article as far as it was
    read, as one string to compare with. `moment`: when the site published it or it was first seen,
    aware. `pictures`: addresses of its pictures; `media`: kinds of its files. `gone`: in words,
    that the site has it no more; `kept`: a person lets its posts stand all the same. `unread`: why
    its page could not be read again just now; `partly`: its page was never read, and the site's
    list does not give texts whole.
    """

    item_id: int
    revision_id: int
    address: str
    link: str
    title: str
    text: str
    moment: datetime
    pictures: frozenset[str] = frozenset()
    media: tuple[str, ...] = ()
    gone: str = ""
    kept: bool = False
    unread: str = ""
    partly: bool = False

    def near(self, moment: datetime) -> bool:
        """Whether a post of that moment may tell of it without naming it."""
        return abs(self.moment - moment) <= NEAR


@dataclass(frozen=True, slots=True)
class Ours:
    """A confirmed post of ours.

    `text`: as it was published or last edited through the ledger, made of `revision_id`; `told`:
    what the site said in that wording. `lines`: what the text says of files that are not among the
    news' words. `media`: kinds of what it is to show. `waits`: what became of the edit that a newer
    wording asked for, in words; empty if none is under way.
    """

    post_id: int
    network_id: str
    address: str
    item_id: int
    revision_id: int
    text: str
    told: str
    published_at: datetime | None
    made_by: str
    lines: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    waits: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """Another's material that we put on the page: whose it is, where from, who made it."""

    source: str
    link: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person's word on a post that has no source on the site. `source`: its name, of a repost."""

    kind: OriginKind
    rubric: str
    source: str
    reason: str
    made_by: str


@dataclass(frozen=True, slots=True)
class Sides:
    """All that one page's posts are compared with.

    Posts, reposts and words of people by the network's number of the post. `withdrawn`: who made
    those of ours that were taken off the page and were seen there all the same. `sources`: names of
    the permitted sources by those canonical addresses of live posts that lie with one. `hosts`:
    where the official site lies.
    """

    news: tuple[News, ...] = ()
    ours: Mapping[str, Ours] = field(default_factory=dict)
    shared: Mapping[str, Shared] = field(default_factory=dict)
    named: Mapping[str, Named] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()

    def item(self, item_id: int) -> News | None:
        """The item of that row id; None if it is not among those at hand."""
        return next((one for one in self.news if one.item_id == item_id), None)
