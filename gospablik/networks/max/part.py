"""What all parts of the page stand on: the client, the channel, and NetworkError made outcomes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from types import TracebackType
from typing import Self

import httpx

from gospablik.networks import addresses, verdicts
from gospablik.networks.errors import NetworkError
from gospablik.networks.max.channel import Channel
from gospablik.networks.max.client import MaxClient
from gospablik.networks.max.tokens import MaxToken
from gospablik.networks.transport import Deadline
from gospablik.outcomes import AlreadySo, DoOutcome, NeedsPerson
from gospablik.page import MaxEntry


class Part:
    """The common ground of posts, comments, authors and rights of one channel."""

    limit = timedelta(seconds=15)
    settle = timedelta(seconds=15)
    harvest_limit = timedelta(minutes=2)
    """For `posts` and `comments`, which no claim waits for: a lively post takes many requests."""

    def __init__(self, page: MaxEntry, token: MaxToken, http: httpx.Client | None = None) -> None:
        self._page, self._chat = page, page.chat_id
        self._client = MaxClient(page.api, token, http)
        self._home = addresses.home(page)
        self._channel = Channel(self._client, page.chat_id, self._home)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _do(
        self,
        do: Callable[[Deadline], str | AlreadySo],
        way: verdicts.ByHand,
        *,
        post_id: str | None = None,
    ) -> DoOutcome:
        """What `do` came to; it gives the id of what it did. An errand leads to the post itself."""
        deadline = Deadline(self.limit)
        try:
            return verdicts.made(do(deadline))
        except NetworkError as error:
            came_to = verdicts.outcome(error, way)
        if post_id is not None and isinstance(came_to, NeedsPerson):
            return replace(came_to, link=self._channel.address(post_id, deadline))
        return came_to

    @contextmanager
    def _reading(self, what: str) -> Iterator[None]:
        try:
            yield
        except NetworkError as error:
            whose = f"{what}: канал «{self._page.name}» в MAX не прочитан."
            raise verdicts.could_not_read(error, whose) from None
