"""One VK page as a `Network`."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from gospablik.networks.base import PageInfo
from gospablik.networks.capabilities import Probed
from gospablik.networks.errors import NetworkError
from gospablik.networks.hints import Changes
from gospablik.networks.outside import Outside
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import by_hand, longpoll, page_objects, page_requests
from gospablik.networks.vk.answers import require_one
from gospablik.networks.vk.authors import Authors
from gospablik.networks.vk.comments import Comments
from gospablik.networks.vk.opened import done
from gospablik.networks.vk.outside import Elsewhere
from gospablik.networks.vk.posts import Posts
from gospablik.networks.vk.probe import probe
from gospablik.networks.vk.reach import Reach
from gospablik.networks.vk.tokens import TokenKind
from gospablik.networks.vk.uploads import Uploads
from gospablik.outcomes import DoOutcome


class VkPage(Posts, Uploads, Comments, Authors, Reach):
    """One VK page, seen through the keys we hold. Implements `gospablik.networks.base.Network`.

    Ids are VK's numbers as text; times are aware, UTC.
    """

    def page_info(self) -> PageInfo:
        """What the page says of itself. Raises CouldNotRead.

        Those who run it are named with a user key of one of them; without it they are None.
        """
        deadline = Deadline(self.limit)
        with self._reading("Сведения о странице"):
            answer = self._client.ask(page_requests.page_info(self._group), deadline)
            told = page_objects.page_info(answer, group_id=self._group)
            return replace(told, administrators=self._managers(deadline))

    def describe_page(self, description: str) -> DoOutcome:
        """Put this text into the page's description; an empty one empties it."""

        def do() -> str:
            request = page_requests.describe(self._group, description)
            require_one(self._client.ask(request, Deadline(self.limit)))
            return str(self._group)

        return done(do, by_hand.describe(self._place.settings))

    def probe(self) -> Sequence[Probed]:
        """What our keys really may do, asked by reading and harmless calls only."""
        return probe(self._client, self._group, Deadline(self.harvest_limit))

    def changed_posts(self, cursor: str | None) -> Changes:
        """Which posts to read anew since the cursor (None: begin). Raises CouldNotRead.

        A hint that spares reading: events come at least once and with gaps, so now and then
        everything is read all the same. One consumer at a time.
        """
        deadline = Deadline(self.limit)
        with self._reading("События"):
            return longpoll.changed_posts(self._client, self._tokens, self._place, cursor, deadline)

    def outside_posts(self, since: datetime) -> Outside:
        """What residents wrote outside our posts since then, and what our keys could not see."""
        deadline = Deadline(self.harvest_limit)
        return Elsewhere(self._client, self._place, self._spots, since, deadline).read()

    def _managers(self, deadline: Deadline) -> tuple[str, ...] | None:
        if not self._client.holds(TokenKind.USER):
            return None
        try:
            return page_objects.managers(
                self._client.ask(page_requests.managers(self._group), deadline)
            )
        except NetworkError:
            return None
