"""How many people an OK group reaches, by OK's own count."""

from datetime import datetime

from gospablik.networks.ok import objects, requests
from gospablik.networks.ok.part import Part
from gospablik.networks.reach import PostReach
from gospablik.networks.transport import Deadline


class Reach(Part):
    """The part of OkPage that reads counters."""

    def members(self) -> int | None:
        """How many are in the group. Raises CouldNotRead."""
        with self._reading("Число участников"):
            request = requests.counters(self._group)
            return objects.members(self._client.ask(request, Deadline(self.limit)))

    def reach(self, since: datetime) -> tuple[PostReach, ...] | None:
        """Views, «Класс!», reposts, comments of topics in the group's own name.

        Raises CouldNotRead.
        """
        with self._reading("Просмотры записей"):
            found = self._topics.since(since, Deadline(self.harvest_limit))
            return tuple(topic.reach for topic in found if topic.by_group)
