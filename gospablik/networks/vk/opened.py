"""What the parts of VkPage share: the page, the client, where things lie, how errors come out."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import TracebackType
from typing import Self

import httpx

from gospablik.networks import verdicts
from gospablik.networks.errors import NetworkError
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.place import Place
from gospablik.networks.vk.spots import Spots
from gospablik.networks.vk.tokens import VkTokens
from gospablik.networks.vk.wall import Wall
from gospablik.outcomes import AlreadySo, DoOutcome
from gospablik.page import VkEntry

SLACK = timedelta(minutes=5)
"""How far VK's clock and ours may be apart."""


class Opened:
    """One VK page with the keys we hold. `http` is closed by whoever made it."""

    limit = timedelta(seconds=15)
    settle = timedelta(seconds=15)
    shows_removals = True
    removal_is_repeatable = False
    removal_window: timedelta | None = None
    harvest_limit = timedelta(minutes=2)
    """For reading lists, which no claim waits for: a lively post takes many requests."""
    upload_limit = timedelta(minutes=2)
    adds_later = True

    def __init__(self, page: VkEntry, tokens: VkTokens, http: httpx.Client | None = None) -> None:
        self._page, self._group, self._tokens = page, page.group_id, tokens
        self._client = VkClient(page.api, tokens, http)
        self._place = Place(page)
        self._wall = Wall(self._client, self._place)
        self._spots = Spots(self._client, self._place)

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

    @contextmanager
    def _reading(self, what: str) -> Iterator[None]:
        try:
            yield
        except NetworkError as error:
            whose = f"{what}: страница «{self._page.name}» во ВКонтакте не прочитана."
            raise verdicts.could_not_read(error, whose) from None


def done(do: Callable[[], str | AlreadySo], way: verdicts.ByHand) -> DoOutcome:
    """What came of a write that tells its id, or of the error instead of it."""
    try:
        return verdicts.made(do())
    except NetworkError as error:
        return verdicts.outcome(error, way)
