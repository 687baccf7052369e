"""The office's day with its site: what the feed says is taken in and planned, step by step."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from gospablik.organisation import Organisation, Page
from gospablik.publishing.intake import TakenIn, take_in
from gospablik.publishing.plan import Candidate, candidates, plan_posts, refresh_unsent, release
from gospablik.publishing.ways import configured
from gospablik.site import FeedItem, FeedReading, FeedSource, NewsFile, NewsFileKind, Validators
from gospablik.store.session import Store
from gospablik.store.tables import Action, Post
from tests.gospablik.ledger.world import Clock
from tests.gospablik.moderation.town import PAGE, office

NOON = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)  # in Yakutsk, a Wednesday
SEEN = Validators('"e1"', "Wed, 25 Nov 2026 03:00:00 GMT", "a" * 64)
SITE = "https://town.test/news/"


def news(number: int = 1, at: datetime | None = NOON, **more: Any) -> FeedItem:
    """An item of the feed; `at` None: the site gives no date. `picture`: the address of its one."""
    picture = more.pop("picture", None)
    values: dict[str, Any] = {
        "address": f"{SITE}{number}",
        "link": f"{SITE}{number}",
        "title": f"Новость {number}",
        "announce": f"Текст новости {number}.",
        "full_text": None,
        "published_at": at,
        "date_only": False,
        "files": (NewsFile(NewsFileKind.PICTURE, picture),) if picture else (),
        "category": "",
    }
    return FeedItem(**{**values, **more})


def two_pages(mode: str = "самостоятельно", **second: Any) -> Organisation:
    """A town with a page that acts by itself and another one."""
    first = office().page[0].model_dump()
    other = {**first, "key": "second-vk", "group_id": 8, "mode": mode, **second}
    return office(page=[first, other])


@dataclass
class Desk:
    """Takes in and plans with the transactions of the flow."""

    store: Store
    office: Organisation = field(default_factory=office)
    clock: Clock = field(default_factory=lambda: Clock(NOON + timedelta(minutes=5)))

    def page(self, key: str = PAGE) -> Page:
        return self.office.page_by_key(key)

    def source(self) -> FeedSource:
        found = configured(self.office)
        assert found
        return found

    def read(self, *items: FeedItem, broken: tuple[str, ...] = ()) -> TakenIn:
        self.clock.sleep(60)
        with self.store.write() as session:
            reading = FeedReading(items, broken, False, SEEN)
            return take_in(session, self.office, self.source(), reading, self.clock())

    def plan(self, page: str = PAGE) -> int:
        with self.store.write() as session:
            return plan_posts(session, self.office, self.page(page), self.clock())

    def refresh(self, page: str = PAGE) -> int:
        with self.store.write() as session:
            return refresh_unsent(session, self.office, self.page(page))

    def waiting(self, page: str = PAGE, limit: int | None = None) -> list[Candidate]:
        with self.store.read() as session:
            return candidates(session, self.office, self.page(page), limit)

    def release(self, post: Candidate, page: str = PAGE) -> bool:
        with self.store.write() as session:
            return release(session, self.office, self.page(page), post, self.clock())

    def posts(self) -> list[Post]:
        with self.store.read() as session:
            return list(session.scalars(select(Post).order_by(Post.page, Post.id)))

    def actions(self) -> list[Action]:
        with self.store.read() as session:
            return list(session.scalars(select(Action).order_by(Action.id)))

    def since(self, day: date) -> None:
        first = self.office.page[0].model_dump()
        self.office = office(page=[{**first, "since": day}])
