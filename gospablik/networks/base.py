"""What every network adapter offers. Adapters call out; they decide nothing.

Reading raises CouldNotRead; writing never raises for what the network answered or failed to
answer: it returns an outcome.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from gospablik.outcomes import DoOutcome, LookOutcome


@dataclass(frozen=True, slots=True)
class LivePost:
    """A post as the network shows it now. `published_at` is aware, UTC."""

    network_id: str
    text: str
    published_at: datetime
    comments: int
    address: str


@dataclass(frozen=True, slots=True)
class LiveComment:
    """A comment as the network shows it now. `thread_root` is the id of the comment it hangs under.

    `author_id` below zero is a community (VK): the page itself or another one.
    """

    network_id: str
    post_network_id: str
    author_id: str
    author_name: str
    text: str
    written_at: datetime
    thread_root: str | None
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What the page says of itself (clause 3.5)."""

    name: str
    description: str
    status: str
    verified: bool
    site: str


class Network(Protocol):
    """One page of one network, seen through the tokens we hold."""

    limit: timedelta
    """The longest that one verb may take, all its requests together."""
    settle: timedelta
    """How long the network may take to show what it accepted."""

    def page_info(self) -> PageInfo:
        """What the page says of itself. Raises CouldNotRead."""
        ...

    def posts(self, since: datetime) -> list[LivePost]:
        """All posts of the page since then, newest first, read whole. Raises CouldNotRead."""
        ...

    def post(self, network_id: str) -> LivePost | None:
        """One post, None if it is gone. Raises CouldNotRead."""
        ...

    def comments(self, post_network_id: str) -> list[LiveComment]:
        """All comments under a post with their threads, oldest first. Raises CouldNotRead."""
        ...

    def publish(self, text: str, *, key: str) -> DoOutcome:
        """Publish a text. `key` is the same at each repeat of the same action."""
        ...

    def find_post(self, marker: str, *, since: datetime) -> LookOutcome:
        """Look for a post that carries the marker (the link to the site) and is not older."""
        ...

    def remove_comment(self, comment_id: str, *, post_id: str) -> DoOutcome:
        """Take a comment off the page (clause 4.2)."""
        ...

    def find_comment(self, comment_id: str, *, post_id: str) -> LookOutcome:
        """Present while the comment stands on the page."""
        ...

    def reply(self, text: str, *, post_id: str, key: str) -> DoOutcome:
        """Write a comment in the page's name under the post."""
        ...

    def find_reply(self, text: str, *, post_id: str, since: datetime) -> LookOutcome:
        """Look for a comment of the page itself with exactly this text."""
        ...

    def block(self, author_id: str, *, until: datetime, reason: str) -> DoOutcome:
        """End an author's access to the page until that moment (clause 4.3)."""
        ...

    def find_block(self, author_id: str, *, until: datetime | None = None) -> LookOutcome:
        """Present while the author is blocked."""
        ...
