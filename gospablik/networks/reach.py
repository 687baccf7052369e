"""How many people a page and its posts reach, as the network itself counts it.

Three answers are kept apart: a number, 0 among them; None, the network tells nobody; and
CouldNotRead, it did not answer, so that nobody knows.
"""

from dataclasses import dataclass
from datetime import datetime


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
