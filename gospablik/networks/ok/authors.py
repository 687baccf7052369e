"""Blocks of an OK page: seen one by one; a person makes and lifts them."""

from datetime import datetime

from gospablik.errors import CouldNotRead
from gospablik.networks import verdicts
from gospablik.networks.base import BlockedAuthor
from gospablik.networks.errors import NetworkError
from gospablik.networks.ok import by_hand, objects, requests
from gospablik.networks.ok.part import Part, errand
from gospablik.networks.transport import Deadline
from gospablik.outcomes import Absent, CannotTell, DoOutcome, LookOutcome, Present

_BLOCKED, _MISTAKE = "BLOCKED", "UNKNOWN"


class Authors(Part):
    """OK has no method to block, to unblock or to list who is blocked (shared facts, part B6)."""

    def block(self, author_id: str, *, until: datetime | None, reason: str) -> DoOutcome:
        """Always an errand. It tells the term in the zone that `until` comes in."""
        way = by_hand.block(self._home, self._profile(author_id), verdicts.term(until), reason)
        return errand("заблокировать автора", way)

    def find_block(
        self, author_id: str, *, until: datetime | None = None, for_ever: bool = False
    ) -> LookOutcome:
        """Present while the author is blocked. OK documents no term, so none is compared."""
        request = requests.membership(self._group, author_id)
        try:
            answer = self._client.ask(request, Deadline(self.limit))
            status, _ = objects.membership(answer, user_id=author_id)
        except NetworkError as error:
            return verdicts.not_seen(error)
        if status == _MISTAKE:
            return CannotTell("Одноклассники не сказали, заблокирован ли автор (статус UNKNOWN).")
        return Present(author_id) if status == _BLOCKED else Absent()

    def ends_block(self, author_id: str) -> bool:
        """A person sets no term there, and none is documented."""
        return False

    def unblock(self, author_id: str) -> DoOutcome:
        """Always an errand."""
        way = by_hand.unblock(self._home, self._profile(author_id))
        return errand("снять блокировку", way)

    def blocked(self) -> list[BlockedAuthor]:
        """Always CouldNotRead."""
        raise CouldNotRead(
            f"Чёрный список страницы «{self._page.name}» не прочитан: в API Одноклассников нет"
            " метода, который бы его показал.",
            not_done="сверка чёрного списка; это не значит, что в нём всё верно.",
            next_step="откройте группу, в списке участников чёрный список, и сверьте его глазами.",
        )

    def _profile(self, author_id: str) -> str:
        return f"{self._page.address.rstrip('/')}/profile/{author_id}"
