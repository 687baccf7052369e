"""What the parts of a Telegram page share: the client, the discussion group, the verdicts."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx

from gospablik.networks import addresses, verdicts
from gospablik.networks.base import LivePost
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.telegram import objects, requests
from gospablik.networks.telegram.client import TelegramClient
from gospablik.networks.telegram.drafts import unfit
from gospablik.networks.telegram.objects import Channel
from gospablik.networks.telegram.requests import Request
from gospablik.networks.telegram.seen import BEGINNING, SeenPosts
from gospablik.networks.telegram.tokens import TelegramToken
from gospablik.networks.transport import Deadline
from gospablik.outcomes import AlreadySo, DoOutcome
from gospablik.page import TelegramEntry


class Core:
    """One channel, the bot's key and the memory of what the stream told."""

    limit = timedelta(seconds=40)
    """Longer than elsewhere: files travel with the post itself."""
    upload_limit = timedelta(0)
    """Nothing is given beforehand."""
    adds_later = False
    settle = timedelta(seconds=30)
    """How long a post's copy may take to come into the group (facts 1.9)."""

    def __init__(
        self,
        page: TelegramEntry,
        token: TelegramToken,
        seen: SeenPosts,
        http: httpx.Client | None = None,
    ) -> None:
        self._page, self._chat, self._seen, self._bot = page, page.chat_id, seen, token.bot_id
        self._client = TelegramClient(page.api, token, http)
        self._home = addresses.home(page)
        self._channel: Channel | None = None

    @property
    def bot(self) -> int | None:
        """The number of the bot whose key this is; None if the key does not begin with one."""
        return self._bot

    def _ask(self, request: Request, deadline: Deadline) -> Json:
        return self._client.ask(request, deadline)

    def _shown(self, deadline: Deadline, *, again: bool = False) -> Channel:
        """What the channel says of itself: asked once and kept. Raises NetworkError."""
        if self._channel is None or again:
            answer = self._ask(requests.chat(self._chat), deadline)
            self._channel = objects.channel(answer, self._chat)
        return self._channel

    def _group(self, deadline: Deadline) -> int:
        """The id of the channel's discussion group. Raises NetworkError, also if there is none."""
        group = self._shown(deadline).group
        if group is None:
            raise no_group()
        return group

    def _known(self, post_id: str) -> LivePost | None:
        """A post as its copy last showed it, None if no copy was seen."""
        posts = self._seen.since(BEGINNING)
        return next((post for post in posts if post.network_id == post_id), None)

    def _post_at(self, post_id: str) -> str:
        return addresses.post(self._page, post_id)

    @contextmanager
    def _reading(self, what: str) -> Iterator[None]:
        try:
            yield
        except NetworkError as error:
            whose = f"{what}: канал «{self._page.name}» в Telegram не прочитан."
            raise verdicts.could_not_read(error, whose) from None


def no_group() -> NetworkError:
    """The channel has no discussion group."""
    return NetworkError(
        Kind.REFUSED,
        None,
        "У канала нет группы обсуждения: комментариев под его постами не бывает, а о своих постах"
        " боту узнать неоткуда.",
        todo="привяжите к каналу группу обсуждения и сделайте бота её администратором.",
    )


def number(given: str, what: str) -> int:
    """An id of Telegram's as a number. Raises NetworkError(REFUSED) for one that is not its own."""
    digits = given.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 20):
        raise unfit(
            f"«{given}» — не номер {what} в Telegram.",
            "проверьте, к той ли странице относится действие.",
        )
    return int(given)


def done(do: Callable[[], str | AlreadySo], way: verdicts.ByHand) -> DoOutcome:
    """What a write came to; `do` gives the id of what it made or found made already."""
    try:
        return verdicts.made(do())
    except NetworkError as error:
        return verdicts.outcome(error, way)


@contextmanager
def fine_if(*kinds: Kind) -> Iterator[None]:
    """These answers mean that what was wanted is so already."""
    try:
        yield
    except NetworkError as error:
        if error.kind not in kinds:
            raise
