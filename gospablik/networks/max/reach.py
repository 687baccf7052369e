"""How many people a channel of MAX reaches, by MAX's own count."""

from datetime import datetime

from gospablik.networks.max import about, requests
from gospablik.networks.max.part import Part
from gospablik.networks.reach import PostReach
from gospablik.networks.transport import Deadline


class Reach(Part):
    """The part of MaxPage that reads counters."""

    def members(self) -> int | None:
        """How many are subscribed. Raises CouldNotRead."""
        with self._reading("Число подписчиков"):
            answer = self._client.ask(requests.channel(self._chat), Deadline(self.limit))
            return about.page_info(answer, chat_id=self._chat).members

    def reach(self, since: datetime) -> tuple[PostReach, ...] | None:
        """Views alone: MAX counts neither reactions, nor reposts, nor comments for bots.

        Raises CouldNotRead.
        """
        with self._reading("Просмотры постов"):
            return tuple(self._channel.reach(since, Deadline(self.harvest_limit)))
