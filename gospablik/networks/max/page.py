"""One channel of MAX as a `Network`."""

from collections.abc import Sequence
from dataclasses import replace

from gospablik.networks.base import PageInfo
from gospablik.networks.capabilities import Probed
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Reader
from gospablik.networks.max import about, by_hand, requests, rights
from gospablik.networks.max.answers import NAME
from gospablik.networks.max.authors import Authors
from gospablik.networks.max.comments import Comments
from gospablik.networks.max.posts import Posts
from gospablik.networks.max.reach import Reach
from gospablik.networks.transport import Deadline
from gospablik.outcomes import DoOutcome


class MaxPage(Posts, Comments, Authors, Reach):
    """One channel, seen through its bot's key. Implements `gospablik.networks.base.Network`.

    `http` (see networks/opening.py: MAX's certificate is of the Russian national authority) is
    closed by whoever made it. Ids of messages are MAX's `mid`; times are aware, UTC.
    """

    def page_info(self) -> PageInfo:
        """What the page says of itself. Raises CouldNotRead."""
        deadline = Deadline(self.limit)
        with self._reading("Сведения о канале"):
            answer = self._client.ask(requests.channel(self._chat), deadline)
            info = about.page_info(answer, chat_id=self._chat)
            return replace(info, administrators=self._administrators(deadline))

    def describe_page(self, description: str) -> DoOutcome:
        """Put this text into the page's description (clause 3.5); an empty one clears it."""

        def do(deadline: Deadline) -> str:
            answer = self._client.ask(requests.describe(self._chat, description), deadline)
            return str(Reader(NAME).number(answer, "chat_id"))

        return self._do(do, by_hand.describe(self._home))

    def probe(self) -> Sequence[Probed]:
        """What the bot really may do here, by three readings. Never raises."""
        return rights.probe(self._client, self._chat, Deadline(self.limit))

    def _administrators(self, deadline: Deadline) -> tuple[str, ...] | None:
        try:
            answer = self._client.ask(requests.administrators(self._chat), deadline)
            return about.administrators(answer)
        except NetworkError as error:
            if error.kind is not Kind.NO_RIGHT:
                raise
            return None  # a bot that is no administrator may see the channel, not who runs it
