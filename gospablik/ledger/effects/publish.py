"""Publishing a post (clauses 3.2, 3.3): looked for by its link to the site, done once by its key.

Its pictures are given to the network first. One that VK takes from a person only does not hold the
news back: the post goes out without it, and putting it on becomes an action of its own. Elsewhere
the whole post with its files is then a person's errand: never a post without them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.clock import now as real_now
from gospablik.ledger import book
from gospablik.ledger.effects.shared import (
    NOT_CONNECTED,
    SEE_FIRST,
    OfPages,
    watching,
    with_text,
    with_words,
)
from gospablik.ledger.effects.uploads import Uploads, left_to_people, with_pictures
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of
from gospablik.moderation.proof import may_act
from gospablik.networks import addresses
from gospablik.networks.base import Draft, Publishing
from gospablik.organisation import Organisation
from gospablik.outcomes import DoOutcome, LookOutcome, NeedsPerson, NothingHappened, NotNow
from gospablik.publishing.compose import headline_of
from gospablik.store.session import Store
from gospablik.store.tables import Kind, Post

_SOON = timedelta(minutes=10)
"""Until a page without keys is tried again: somebody puts them in, no person has to allow it."""


class Publish(OfPages):
    """The effect behind `Kind.PUBLISH`; the subject is the post's row id."""

    def __init__(
        self,
        store: Store,
        office: Organisation,
        networks: Mapping[str, Publishing],
        clock: Callable[[], datetime] = real_now,
    ) -> None:
        self._store, self._office, self._networks = store, office, networks
        self._uploads = Uploads(store, clock)
        super().__init__(networks)

    def limit_of(self, task: Task) -> timedelta:
        """Its network's limit, and as long as its pictures may take."""
        network, page = self._networks.get(task.page), page_of(self._office, task.page)
        if network is None or page is None:
            return self.limit
        return network.limit + self._uploads.limit(network, page, int(task.subject))

    def look(self, task: Task) -> LookOutcome:
        """Find the post on the page by the link that only this post carries."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        with self._store.read() as session:
            marker = session.get_one(Post, int(task.subject)).item.link
        return network.find_post(marker, since=task.since)

    def do(self, task: Task) -> DoOutcome:
        """Publish the text and pictures as they were checked, unless the page is only watched."""
        network, page = self._networks.get(task.page), page_of(self._office, task.page)
        if network is None:
            return NothingHappened(NOT_CONNECTED, _SOON)
        if page is None or not may_act(self._office, task.page):
            return watching(self._office, task.page)
        given = self._uploads.give(network, page, int(task.subject))
        with self._store.read() as session:
            post = session.get_one(Post, int(task.subject))
            text, link = post.text, post.item.link
        outcome: DoOutcome
        if isinstance(given, tuple):
            draft = Draft(text, headline_of(text), link, given)
            outcome = network.publish(draft, key=task.key)
        else:
            outcome = given
        if isinstance(outcome, NeedsPerson):
            outcome = with_pictures(outcome, self._uploads.of(page, int(task.subject)))
        return with_text(outcome, text)

    def may_repeat(self, task: Task) -> bool:
        """A second post is a second post."""
        return False

    def by_hand(self, task: Task) -> NeedsPerson:
        """See whether the post is there; if it is not, write it."""
        with self._store.read() as session:
            text = session.get_one(Post, int(task.subject)).text
        page = page_of(self._office, task.page)
        press = f"{SEE_FIRST} Если поста нет, опубликуйте его от имени страницы."
        link = addresses.home(page) if page else ""
        rows = self._uploads.of(page, int(task.subject)) if page else []
        return with_words(with_pictures(NeedsPerson("", link, press), rows), text)

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """The post has its place in the network; pictures that it went without are ordered."""
        post = session.get_one(Post, int(task.subject))
        post.network_id = external_id
        post.published_at = post.published_at or now
        page = page_of(self._office, task.page)
        if page and left_to_people(session, page, post.id):
            book.record(
                session,
                organisation=task.organisation,
                kind=Kind.ATTACH,
                page=task.page,
                subject=task.subject,
                now=now,
            )
