"""The two sides as plain values: what the site says, and what is known of a page's posts. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from gospablik.reconciliation.once import Said
from gospablik.store.tables import OriginKind
from gospablik.text import stands_in

NEAR = timedelta(days=3)
"""How far apart the site and a hand-made post may tell of the same thing."""


def whole_text(parts: Iterable[str]) -> str:
    """Article, text and title as one string; what stands in the longer one is not said twice."""
    whole: list[str] = []
    for part in parts:
        if part and not stands_in(part, *whole):
            whole.insert(0, part)
    return "\n\n".join(whole)


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


@dataclass(frozen=True, slots=True)
class Ours:
    """A confirmed post of ours.

    `text`: as it was published or last edited through the ledger, made of `revision_id`; `parts`:
    what the site said in that wording, see `whole_text`. `lines`: what the text says of files that
    are not among the news' words. `media`: kinds of what it is to show. `waits`: what became of the
    edit that a newer wording asked for, in words; empty if none is under way.
    """

    post_id: int
    network_id: str
    address: str
    item_id: int
    revision_id: int
    text: str
    parts: tuple[str, ...]
    published_at: datetime | None
    made_by: str
    lines: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    waits: str = ""

    @property
    def told(self) -> str:
        """What the site said in that wording; only a newer one makes anybody ask."""
        return whole_text(self.parts)


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


@dataclass(frozen=True)
class Sides:
    """All that one page's posts are compared with; each is found without a walk through all news.

    Posts, reposts and words of people by the network's number of the post. `withdrawn`: who made
    those of ours that were taken off the page and were seen there all the same. `sources`: names of
    the permitted sources by those canonical addresses of live posts that lie with one. `hosts`:
    where the official site lies. `known`: earlier comparisons by their digests.
    """

    news: tuple[News, ...] = ()
    ours: Mapping[str, Ours] = field(default_factory=dict)
    shared: Mapping[str, Shared] = field(default_factory=dict)
    named: Mapping[str, Named] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    hosts: frozenset[str] = frozenset()
    known: Mapping[str, Said] = field(default_factory=dict)

    def item(self, item_id: int) -> News | None:
        """The item of that row id; None if it is not among those at hand."""
        return self._by_item.get(item_id)

    def linked(self, addresses: Iterable[str]) -> News | None:
        """The oldest item at one of these canonical addresses."""
        found = [self._by_address[one] for one in addresses if one in self._by_address]
        return min(found, key=lambda one: one.moment, default=None)

    def near(self, moment: datetime) -> list[News]:
        """The items that a post of that moment may tell of without naming them, oldest first."""
        news, moments = self._by_moment
        return news[bisect_left(moments, moment - NEAR) : bisect_right(moments, moment + NEAR)]

    @cached_property
    def _by_item(self) -> dict[int, News]:
        return {one.item_id: one for one in self.news}

    @cached_property
    def _by_address(self) -> dict[str, News]:
        return {one.address: one for one in self.news}

    @cached_property
    def _by_moment(self) -> tuple[list[News], list[datetime]]:
        ordered = sorted(self.news, key=lambda one: one.moment)
        return ordered, [one.moment for one in ordered]
