"""Putting the official wording back into a page's description (clause 3.5)."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.errors import CouldNotRead
from gospablik.ledger.effects.shared import (
    NOT_CONNECTED,
    SEE_FIRST,
    OfPages,
    watching,
    with_text,
    with_words,
)
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of
from gospablik.moderation.proof import may_act
from gospablik.networks import addresses
from gospablik.networks.base import Describing
from gospablik.organisation import Organisation
from gospablik.outcomes import (
    Absent,
    Done,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NothingHappened,
    NotNow,
    Present,
    Refused,
)
from gospablik.store.session import Store
from gospablik.store.tables import Wording
from gospablik.text import same, stands_in

CHANGED = "описание страницы изменили после того, как текст был одобрен"


class DescribePage(OfPages):
    """The ledger's effect DESCRIBE. A task's subject is the row id of the `Wording`."""

    def __init__(
        self, store: Store, office: Organisation, networks: Mapping[str, Describing]
    ) -> None:
        self._store, self._office, self._networks = store, office, networks
        super().__init__(networks, verbs=2)  # read, then written

    def look(self, task: Task) -> LookOutcome:
        """Present once the wording stands in the description, whoever put it there."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        shown = network.page_info().description
        if stands_in(self._row(task).wording, shown):
            return Present(task.page)
        return Absent("формулировки в описании нет")

    def do(self, task: Task) -> DoOutcome:
        """Write the agreed text, if what stands there is still what was shown to the person."""
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        row = self._row(task)
        network = self._networks.get(task.page)
        if network is None:
            return with_text(self._by_hand(task.page, NOT_CONNECTED), row.text)
        try:
            shown = network.page_info().description
        except CouldNotRead as problem:
            return NothingHappened(f"{problem} Описание не изменено.", timedelta(minutes=1))
        if stands_in(row.wording, shown):
            return Done(task.page)
        if not same(shown, row.before):
            return Refused(f"{CHANGED}. Описание не изменено.")
        return with_text(network.describe_page(row.text), row.text)

    def may_repeat(self, task: Task) -> bool:
        """The same text twice is the same text."""
        return True

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether the wording is there; if not, write it."""
        return with_words(self._by_hand(task.page, ""), self._row(task).text)

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Nothing follows: the next reading of the page keeps what it shows."""

    def _by_hand(self, page_key: str, why: str) -> NeedsPerson:
        page = page_of(self._office, page_key)
        return NeedsPerson(
            why,
            addresses.home(page) if page else "",
            f"{SEE_FIRST} Если формулировки в описании страницы нет, замените описание текстом"
            " поручения.",
        )

    def _row(self, task: Task) -> Wording:
        with self._store.read() as session:
            return session.get_one(Wording, int(task.subject))
