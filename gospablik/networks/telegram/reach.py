"""How many people a channel of Telegram reaches, as far as Telegram tells bots."""

from datetime import datetime

from gospablik.networks.reach import PostReach
from gospablik.networks.telegram import objects, requests
from gospablik.networks.telegram.core import Core
from gospablik.networks.transport import Deadline


class Reach(Core):
    """The part of TelegramPage that reads counters."""

    def members(self) -> int | None:
        """How many are subscribed. Raises CouldNotRead."""
        with self._reading("Число подписчиков"):
            answer = self._ask(requests.member_count(self._chat), Deadline(self.limit))
            return objects.count(answer)

    def reach(self, since: datetime) -> tuple[PostReach, ...] | None:
        """None: no method of the Bot API shows a bot how often a post was seen, or its reactions.

        Reactions come as updates of their own, as they change, and only from then on: no count.
        """
        return None
