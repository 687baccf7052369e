"""How many people a page and its posts reach, as the network itself counts it.

Three answers are kept apart: a number, 0 among them; None, the network tells nobody; and
CouldNotRead, it did not answer, so that nobody knows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class PostReach:
    """One post of the page, counted by the network. None: it does not tell that of this post.

    `reactions`: likes and whatever else the network counts as such.
    """

    network_id: str
    published_at: datetime
    views: int | None = None
    reactions: int | None = None
    reposts: int | None = None
    comments: int | None = None


class CountsReach(Protocol):
    """What the weekly letter needs to tell how many people a page reaches."""

    def members(self) -> int | None:
        """How many follow the page now; None if the network tells nobody. Raises CouldNotRead."""
        ...

    def reach(self, since: datetime) -> tuple[PostReach, ...] | None:
        """How the page's posts since then are counted, newest first; None if the network tells

        nobody of any post. Raises CouldNotRead.
        """
        ...
