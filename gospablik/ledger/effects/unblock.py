"""Giving access back when a decided term is over (clause 4.3), where the network does not itself.

Nobody decides it anew: the decision named the term, and a block that outlasts it was decided by
no one. A later decision about the same author that is still in force is kept, and so is its own
while nobody has ended it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.clock import now as real_now
from gospablik.ledger.effects.shared import NOT_CONNECTED, OfPages, watching
from gospablik.ledger.task import Task
from gospablik.moderation.evidence import other_block
from gospablik.moderation.in_force import is_in_force
from gospablik.moderation.links import one_line, page_of
from gospablik.moderation.proof import may_act
from gospablik.networks import addresses
from gospablik.networks.base import Blocking
from gospablik.organisation import Organisation
from gospablik.outcomes import (
    Absent,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NotNow,
    Present,
    Refused,
)
from gospablik.store.decisions import Decision
from gospablik.store.session import Store


class UnblockAuthor(OfPages):
    """The ledger's effect UNBLOCK. A task's subject is the id of the decision that blocked."""

    def __init__(
        self,
        store: Store,
        office: Organisation,
        networks: Mapping[str, Blocking],
        clock: Callable[[], datetime] = real_now,
    ) -> None:
        self._store, self._office, self._networks = store, office, networks
        self._clock = clock
        super().__init__(networks)

    def look(self, task: Task) -> LookOutcome:
        """Present (that is: free) once the network shows no block of the author."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        author, _ = self._author(task)
        found = network.find_block(author)
        match found:
            case Present():
                return Absent("автор заблокирован")
            case Absent():
                return Present(author)
            case _:
                return found

    def do(self, task: Task) -> DoOutcome:
        """Lift the block, unless its own decision or another wants the author blocked."""
        with self._store.read() as session:
            stands = is_in_force(session, int(task.subject), self._clock())
            other = other_block(session, int(task.subject), self._clock())
        if stands:
            return Refused(f"решение № {task.subject} ещё действует. Доступ не возвращён.")
        if other is not None:
            return Refused(f"действует решение № {other} о том же авторе. Доступ не возвращён.")
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        network = self._networks.get(task.page)
        if network is None:
            return self.by_hand(task)
        author, _ = self._author(task)
        return network.unblock(author)

    def may_repeat(self, task: Task) -> bool:
        """An author who is free stays free."""
        return True

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether the author is still blocked; if so, let him in."""
        author, name = self._author(task)
        page = page_of(self._office, task.page)
        return NeedsPerson(
            NOT_CONNECTED,
            addresses.home(page) if page else "",
            f"Блокировка по решению № {task.subject} окончена. Если автор «{one_line(name)}»"
            f" (номер {author}) ещё в чёрном списке страницы, уберите его оттуда.",
        )

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Nothing follows."""

    def _author(self, task: Task) -> tuple[str, str]:
        with self._store.read() as session:
            author = session.get_one(Decision, int(task.subject)).proposal.author
            return author.network_id, author.name
