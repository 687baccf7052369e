"""What the stream of updates has told so far: Telegram shows bots neither posts nor comments."""

from datetime import UTC, datetime
from typing import Protocol

from gospablik.networks.base import LiveComment, LivePost

OUTSIDE = ""
"""`post_network_id` of a message of the discussion group that belongs to no post."""

BEGINNING = datetime(2013, 8, 14, tzinfo=UTC)
"""Telegram's first day: nothing in it is older."""


class SeenPosts(Protocol):
    """The memory of one channel, filled from `TelegramPage.events`. Moments are aware."""

    def since(self, moment: datetime) -> list[LivePost]:
        """Posts published since then, as their automatic forwards last showed them."""
        ...

    def read_until(self) -> datetime | None:
        """The moment before the last reading of updates that left nothing behind; None: never."""
        ...

    def thread_of(self, post_id: str) -> str | None:
        """Id of the group's message under which the post's comments hang; None if unknown."""
        ...

    def comments_under(self, post_id: str) -> list[LiveComment]:
        """The newest wordings of a post's comments, those known to be gone left out.

        With `OUTSIDE`: of the group's messages that belong to no post.
        """
        ...
