"""Posts that stand on a page, and a site that goes on changing beneath them."""

from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import select

from gospablik.networks.base import Draft, LivePost
from gospablik.outcomes import Done, DoOutcome
from gospablik.publishing.again import (
    PageNow,
    note_gone,
    note_page,
    reworded,
    to_read_again,
)
from gospablik.publishing.edit_plan import pages_to_read, plan_edits
from gospablik.publishing.edits import PlannedEdit, release_edit, waiting_edits
from gospablik.publishing.keeping import state_facts
from gospablik.publishing.plan import keep_article
from gospablik.site import FeedItem
from gospablik.store.tables import Post, PostEdit, SiteItem, SiteRevision
from tests.gospablik.moderation.town import PAGE
from tests.gospablik.publishing.desk import NOON, Desk, news

TITLE = "Отключение воды"
ANNOUNCE = "Воды не будет 27 ноября с 10:00 до 16:00 на улице Северной."
LATER = "Воды не будет 28 ноября с 10:00 до 16:00 на улице Северной."
REST = "Подвоз воды к дому 7 в 12:00."


def article(first: str = ANNOUNCE, rest: str = REST, title: str = TITLE) -> str:
    """The article page as it is kept: heading, blank line, paragraphs."""
    return f"{title}\n\n{first}\n\n{rest}"


def water(announce: str = ANNOUNCE, title: str = TITLE, number: int = 1) -> FeedItem:
    """The news of the tests, as the feed gives them; others than the first bear their number."""
    named = title if number == 1 else f"{title} {number}"
    return news(number, title=named, announce=announce)


@dataclass
class Standing(Desk):
    """The desk with posts that are out. Each move is a transaction of the flows'."""

    def stand(self, item: FeedItem | None = None, page: str = article()) -> Post:
        """News read, planned, and its post out with network id 51."""
        self.read(item or water())
        state_facts(self.store, self.office)
        self.plan()
        with self.store.write() as session:
            post = session.scalars(select(Post).order_by(Post.id.desc())).first()
            assert post
            keep_article(session, post.revision_id, text=page, unread=None)
            post.network_id, post.published_at = f"5{post.id}", self.clock()
            return post

    def standing(self) -> list[str]:
        """Links of what would be read again."""
        with self.store.read() as session:
            since = NOON - timedelta(days=1)
            return [i.link for i in to_read_again(session, self.office, since, self.clock())]

    def again(self, text: str, item: int = 1, raw: bytes = b"<html>1</html>") -> bool:
        """The article page is read again and says this."""
        self.clock.sleep(60)
        page = PageNow(text, "", news(item).link, raw)
        with self.store.read() as session:
            new = reworded(session, item, page)
        with self.store.write() as session:
            return note_page(session, item, page, new, self.clock())

    def gone(self, item: int = 1) -> None:
        """The site says that it has no such page."""
        with self.store.write() as session:
            note_gone(session, item, self.clock())

    def follow(self) -> int:
        """Edits are planned."""
        self.clock.sleep(60)
        with self.store.write() as session:
            new, _ = plan_edits(session, self.office, self.page(), self.clock())
            return new

    def waiting_edits(self) -> list[PlannedEdit]:
        """Edits not handed over."""
        with self.store.read() as session:
            return waiting_edits(session, self.office, self.page())

    def order(self) -> list[int]:
        """What waits is handed to the ledger as if it were checked."""
        edits = self.waiting_edits()
        with self.store.write() as session:
            for one in edits:
                release_edit(session, self.office, self.page(), one, self.clock())
        return [one.edit_id for one in edits]

    def unread(self) -> list[int]:
        """Wordings whose page is to be read before they are weighed."""
        with self.store.read() as session:
            wanted = pages_to_read(session, self.office, self.page())
        return [revision for revision, _ in wanted]

    def edits(self) -> list[PostEdit]:
        """All that were ever planned."""
        with self.store.read() as session:
            return list(session.scalars(select(PostEdit).order_by(PostEdit.id)))

    def item(self, number: int = 1) -> SiteItem:
        """The row, its wordings at hand."""
        with self.store.read() as session:
            row = session.get_one(SiteItem, number)
            for revision in row.revisions:
                _ = revision.files
            return row

    def wording(self, number: int = 1) -> SiteRevision:
        """The newest one."""
        return self.item(number).revisions[-1]


@dataclass
class Wall:
    """A network with posts that can be read, edited and taken off, unless told otherwise."""

    posts: dict[str, str] = field(default_factory=dict)
    limit: timedelta = timedelta(seconds=10)
    settle: timedelta = timedelta(seconds=5)
    shows_removals: bool = True
    answers: DoOutcome | None = None
    accepts: bool = True
    problem: Exception | None = None
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)

    def post(self, network_id: str) -> LivePost | None:
        if self.problem:
            raise self.problem
        text = self.posts.get(network_id)
        return LivePost(network_id, text, NOON, 0, "") if text is not None else None

    def edit_post(self, network_id: str, draft: Draft) -> DoOutcome:
        if self.accepts:
            self.posts[network_id] = draft.text
            self.written.append(draft.text)
        return self.answers or Done(network_id)

    def delete_post(self, network_id: str) -> DoOutcome:
        if self.accepts:
            self.posts.pop(network_id, None)
            self.deleted.append(network_id)
        return self.answers or Done(network_id)


__all__ = ["PAGE", "Standing", "Wall", "article", "water"]
