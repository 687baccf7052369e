"""One channel of Telegram as a `Network` and a `Stream`."""

from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Self, TypeVar

from gospablik.networks.base import PageInfo
from gospablik.networks.capabilities import Probed
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.telegram import by_hand, objects, requests, rights
from gospablik.networks.telegram.answers import require_true
from gospablik.networks.telegram.authors import Authors
from gospablik.networks.telegram.comments import Comments
from gospablik.networks.telegram.core import done, fine_if
from gospablik.networks.telegram.drafts import LONGEST_DESCRIPTION, checked
from gospablik.networks.telegram.posts import Posts
from gospablik.networks.telegram.reach import Reach
from gospablik.networks.transport import Deadline
from gospablik.outcomes import DoOutcome

T = TypeVar("T")


class TelegramPage(Posts, Comments, Authors, Reach):
    """One channel with its discussion group. Implements `Network` and `Stream` of `base`.

    `seen` is the memory of what `events` delivered. `http` is closed by whoever made it. Ids are
    Telegram's numbers as text; times are aware, UTC.
    """

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

    def page_info(self) -> PageInfo:
        """What the channel says of itself. Raises CouldNotRead.

        Telegram tells bots neither the network's mark nor a site, and a channel has no status
        line. The administrators' names are there if the bot may see them.
        """
        deadline = Deadline(self.limit)
        with self._reading("Сведения о странице"):
            shown = self._shown(deadline, again=True)
            members = objects.count(self._ask(requests.member_count(self._chat), deadline))
        return PageInfo(
            name=shown.title,
            description=shown.description,
            status="",
            verified=False,
            site="",
            members=members,
            administrators=self._administrators(deadline),
        )

    def _administrators(self, deadline: Deadline) -> tuple[str, ...] | None:
        try:
            return objects.names(self._ask(requests.administrators(self._chat), deadline))
        except NetworkError:
            return None

    def describe_page(self, description: str) -> DoOutcome:
        """Put this text into the channel's description. Done too if it is that already."""

        def do() -> str:
            checked(description, LONGEST_DESCRIPTION, "Описание слишком длинное")
            request = requests.describe(self._chat, description)
            with fine_if(Kind.SAME):
                require_true(self._ask(request, Deadline(self.limit)))
            return str(self._chat)

        return done(do, by_hand.describe(self._home))

    def probe(self) -> Sequence[Probed]:
        """What the bot really may do, by its rights in the channel and in the group.

        Reads only. Telegram does not tell who owns a bot's key.
        """
        deadline = Deadline(self.limit)
        try:
            bot = objects.bot(self._ask(requests.me(), deadline))
        except NetworkError as error:
            return rights.without_answer(error)

        def standing(chat: int) -> Mapping[str, Json]:
            return objects.rights(self._ask(requests.member(chat, bot.number), deadline))

        def count() -> int:
            return objects.count(self._ask(requests.member_count(self._chat), deadline))

        return rights.probed(
            rights.Asked(
                bot=bot,
                channel=_answer(lambda: self._shown(deadline)),
                count=_answer(count),
                in_channel=_answer(lambda: standing(self._chat)),
                in_group=_answer(lambda: standing(self._group(deadline))),
            )
        )


def _answer(ask: Callable[[], T]) -> T | NetworkError:
    try:
        return ask()
    except NetworkError as error:
        return error
