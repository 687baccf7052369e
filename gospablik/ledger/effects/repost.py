"""Repeating another's material (clause 3.2): looked for by its address, done once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

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
from gospablik.networks.base import Draft, Sharing
from gospablik.organisation import Organisation
from gospablik.outcomes import DoOutcome, LookOutcome, NeedsPerson, NothingHappened, NotNow
from gospablik.store.session import Store
from gospablik.store.tables import Repost

_SOON = timedelta(minutes=10)
"""Until a page without keys is tried again, as for a post."""


class RepostMaterial(OfPages):
    """The effect behind `Kind.REPOST`; the subject is the repost's row id."""

    def __init__(self, store: Store, office: Organisation, networks: Mapping[str, Sharing]) -> None:
        self._store, self._office, self._networks = store, office, networks
        super().__init__(networks)

    def look(self, task: Task) -> LookOutcome:
        """Find a post of the page that carries the material's address, or is a copy of it."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        return network.find_post(self._row(task).link, since=task.since)

    def do(self, task: Task) -> DoOutcome:
        """The network's own repost, or the retelling, unless the page is only watched by now."""
        network = self._networks.get(task.page)
        if network is None:
            return NothingHappened(NOT_CONNECTED, _SOON)
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        row = self._row(task)
        if row.shared:
            outcome = network.repost(row.link, row.text, key=task.key)
        else:
            draft = Draft(row.text, headline=row.title, link=row.link)
            outcome = network.publish(draft, key=task.key)
        return with_text(outcome, _findable(row))

    def may_repeat(self, task: Task) -> bool:
        """A second repost is a second repost."""
        return False

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether it is there; if it is not, share the post or write the retelling."""
        row, page = self._row(task), page_of(self._office, task.page)
        name = page.name if page else task.page
        if row.shared:
            press = (
                f"Если репоста на странице «{name}» нет, откройте пост по ссылке и поделитесь им"
                " от имени страницы, вставив текст поручения."
            )
            return with_words(NeedsPerson("", row.link, f"{SEE_FIRST} {press}"), _findable(row))
        press = f"Если поста на странице «{name}» нет, опубликуйте его от имени страницы."
        home = addresses.home(page) if page else ""
        return with_words(NeedsPerson("", home, f"{SEE_FIRST} {press}"), row.text)

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """Nothing follows: its number in the network is read from the action itself."""

    def _row(self, task: Task) -> Repost:
        with self._store.read() as session:
            return session.get_one(Repost, int(task.subject))


def _findable(row: Repost) -> str:
    """What a person writes, with the address: not every network shows what a repost repeats."""
    return row.text if row.link in row.text else f"{row.text}\n\n{row.link}".strip()
