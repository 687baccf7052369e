"""Blocking in a channel of MAX: a person's work throughout.

Bots cannot hold `add_remove_members` in channels, only in group chats (shared facts, 2.6).
"""

from datetime import datetime

from gospablik.errors import CouldNotRead
from gospablik.networks.base import BlockedAuthor
from gospablik.networks.max import by_hand
from gospablik.networks.max.part import Part
from gospablik.networks.verdicts import ByHand, term
from gospablik.outcomes import CannotTell, DoOutcome, LookOutcome, NeedsPerson

NO_BLOCKING = "Бот не может блокировать и разблокировать людей в канале MAX."
NO_BLACKLIST = "Список заблокированных в канале MAX боту не показывают."


class Authors(Part):
    """Everything here is an errand, and nothing of it can be read back."""

    def block(self, author_id: str, *, until: datetime | None, reason: str) -> DoOutcome:
        """An errand for a person; it tells the term in the zone that `until` comes in."""
        return _errand(by_hand.block(self._home, author_id, term(until), reason))

    def find_block(
        self, author_id: str, *, until: datetime | None = None, for_ever: bool = False
    ) -> LookOutcome:
        """Nobody can tell by reading."""
        return CannotTell(NO_BLACKLIST)

    def ends_block(self, author_id: str) -> bool:
        """MAX knows no term."""
        return False

    def unblock(self, author_id: str) -> DoOutcome:
        """An errand for a person."""
        return _errand(by_hand.unblock(self._home, author_id))

    def blocked(self) -> list[BlockedAuthor]:
        """Always raises CouldNotRead."""
        raise CouldNotRead(
            f"{NO_BLACKLIST} Канал «{self._page.name}».",
            not_done="проверка по этим данным; это не значит, что всё в порядке.",
            next_step="посмотрите список заблокированных в настройках канала.",
        )


def _errand(way: ByHand) -> NeedsPerson:
    return NeedsPerson(NO_BLOCKING, way.link, way.press)
