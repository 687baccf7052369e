"""Taking a post off the page because its news vanished from the site and a person said so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from sqlalchemy.orm import Session

from gospablik.errors import NeverShown
from gospablik.ledger.effects.shared import NOT_CONNECTED, SEE_FIRST, OfPages, watching
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of
from gospablik.moderation.proof import may_act
from gospablik.networks import addresses
from gospablik.networks.base import Showing
from gospablik.organisation import Organisation
from gospablik.outcomes import (
    Absent,
    CannotTell,
    DoOutcome,
    LookOutcome,
    NeedsPerson,
    NotNow,
    Present,
    Refused,
)
from gospablik.publishing.again import BACK
from gospablik.store.session import Store
from gospablik.store.tables import Post


class Withdrawing(Showing, Protocol):
    """What the effect needs of a network."""

    def delete_post(self, network_id: str) -> DoOutcome:
        """Take a post of ours off the page. Done too if it is gone."""
        ...


class WithdrawPost(OfPages):
    """The ledger's effect WITHDRAW. A task's subject is the post's row id."""

    def __init__(
        self, store: Store, office: Organisation, networks: Mapping[str, Withdrawing]
    ) -> None:
        self._store, self._office, self._networks = store, office, networks
        super().__init__(networks)

    def look(self, task: Task) -> LookOutcome:
        """Present (that is: taken off) once the post stands on the page no more."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        if not network.shows_removals:
            return CannotTell("сеть не показывает программе, что пост удалён")
        number = self._post(task).network_id or ""
        try:
            shown = network.post(number)
        except NeverShown as problem:
            return CannotTell(str(problem))
        return Present(number) if shown is None else Absent("пост на странице")

    def do(self, task: Task) -> DoOutcome:
        """Take it off, unless its news are back."""
        post = self._post(task)
        if post.item.gone_again_at is None:
            return Refused(f"{BACK}. Пост не снят.")
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        network = self._networks.get(task.page)
        if network is None:
            return self._by_hand(task, NOT_CONNECTED)
        return network.delete_post(post.network_id or "")

    def may_repeat(self, task: Task) -> bool:
        """A post that is gone already cannot be taken off twice."""
        return True

    def by_hand(self, task: Task) -> NeedsPerson:
        """Open the post; if it stands, take it off."""
        return self._by_hand(task, "")

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """The post is off the page."""
        post = session.get_one(Post, int(task.subject))
        post.withdrawn_at = post.withdrawn_at or now

    def _by_hand(self, task: Task, why: str) -> NeedsPerson:
        page, number = page_of(self._office, task.page), self._post(task).network_id or ""
        return NeedsPerson(
            why,
            addresses.post(page, number) if page else "",
            f"{SEE_FIRST} Если пост на месте, удалите его: новости, по которой он сделан, на сайте"
            " больше нет.",
        )

    def _post(self, task: Task) -> Post:
        with self._store.read() as session:
            post = session.get_one(Post, int(task.subject))
            _ = post.item.link  # read while the session is open
            return post
