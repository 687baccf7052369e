"""Publishing a post (clause 3.2): looked for by its link to the site, done once by its key."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.ledger.effects.shared import (
    NOT_CONNECTED,
    SEE_FIRST,
    longest,
    watching,
    with_text,
    with_words,
)
from gospablik.ledger.task import Task
from gospablik.moderation.links import page_of
from gospablik.moderation.proof import may_act
from gospablik.networks import addresses
from gospablik.networks.base import Draft, Publishing
from gospablik.organisation import Organisation
from gospablik.outcomes import DoOutcome, LookOutcome, NeedsPerson, NothingHappened, NotNow
from gospablik.publishing.compose import headline_of
from gospablik.store.session import Store
from gospablik.store.tables import Post

_SOON = timedelta(minutes=10)
"""Until a page without keys is tried again: somebody puts them in, no person has to allow it."""


class Publish:
    """The effect behind `Kind.PUBLISH`; the subject is the post's row id."""

    def __init__(
        self, store: Store, office: Organisation, networks: Mapping[str, Publishing]
    ) -> None:
        self._store, self._office, self._networks = store, office, networks
        self.limit = longest(networks, "limit")
        self.settle = longest(networks, "settle")

    def look(self, task: Task) -> LookOutcome:
        """Find the post on the page by the link that only this post carries."""
        network = self._networks.get(task.page)
        if network is None:
            return NotNow(NOT_CONNECTED)
        with self._store.read() as session:
            marker = session.get_one(Post, int(task.subject)).item.link
        return network.find_post(marker, since=task.since)

    def do(self, task: Task) -> DoOutcome:
        """Publish the text as it was checked, unless the page is only watched by now."""
        network = self._networks.get(task.page)
        if network is None:
            return NothingHappened(NOT_CONNECTED, _SOON)
        if not may_act(self._office, task.page):
            return watching(self._office, task.page)
        with self._store.read() as session:
            post = session.get_one(Post, int(task.subject))
            draft = Draft(post.text, headline=headline_of(post.text), link=post.item.link)
        return with_text(network.publish(draft, key=task.key), draft.text)

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
        return with_words(NeedsPerson("", link, press), text)

    def confirmed(self, session: Session, task: Task, external_id: str, now: datetime) -> None:
        """The post has its place in the network."""
        post = session.get_one(Post, int(task.subject))
        post.network_id = external_id
        post.published_at = post.published_at or now
