"""What was read of one page's posts, and what could not be."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from gospablik.networks.base import LivePost


@dataclass(frozen=True, slots=True)
class Reading:
    """The posts that stand on a page, whoever put them there.

    `posts`: newest first, each once. `gone`: numbers of confirmed posts of ours that the network
    says are not there. `unread`, `never`: why others of ours could not be read, or will not be
    shown later either. `unlisted`: why the page's posts could not be listed, so that what was made
    by hand is not known; empty if they were. `removal_untold`: why the network would not tell that
    a post is gone, empty if it would.
    """

    posts: tuple[LivePost, ...] = ()
    gone: frozenset[str] = frozenset()
    unread: Mapping[str, str] = field(default_factory=dict)
    never: Mapping[str, str] = field(default_factory=dict)
    unlisted: str = ""
    removal_untold: str = ""

    def post(self, number: str) -> LivePost | None:
        """The post of that number as it stands; None if it was not seen."""
        return next((post for post in self.posts if post.network_id == number), None)

    def without(self, numbers: Container[str]) -> "Reading":
        """The same without these posts."""
        left = tuple(post for post in self.posts if post.network_id not in numbers)
        return replace(self, posts=left)

    def why(self, number: str) -> str:
        """Why a post of ours was not read; empty if it was."""
        return self.unread.get(number) or self.never.get(number, "")

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read though it can be, each reason once: such a run is red."""
        told = [*([self.unlisted] if self.unlisted else []), *self.unread.values()]
        return tuple(dict.fromkeys(told))
