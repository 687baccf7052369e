"""A page that takes pictures, and a desk with a released post that has some."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.attach import AttachPictures
from gospablik.ledger.effects.publish import Publish
from gospablik.media.picture import look
from gospablik.networks.base import Draft, LivePost, Medium, Uploaded
from gospablik.outcomes import DoOutcome, NeedsPerson
from gospablik.publishing.media import keep_picture
from gospablik.store.tables import Action, Kind, PostMedium
from tests.gospablik.ledger.test_effects_publish import Board
from tests.gospablik.moderation.town import PAGE
from tests.gospablik.publishing.desk import Desk, news

BRIDGE = "https://town.test/bridge.jpg"
BOTH = (Kind.PUBLISH, Kind.ATTACH)
BY_HAND = NeedsPerson("нет ключа пользователя", "https://vk.com/club7", "Добавьте вручную.")


@dataclass
class Gallery(Board):
    """A page that takes pictures, `keeps` them or has them sent with the post.

    `gives`: what it answers to an upload instead of taking it.
    """

    shows_removals: bool = True
    gives: DoOutcome | None = None
    keeps: bool = True
    given: list[Medium] = field(default_factory=list)
    hung: dict[str, list[str]] = field(default_factory=dict)
    while_uploading: Callable[[], None] = lambda: None

    def upload(self, medium: Medium) -> Uploaded | DoOutcome:
        self.while_uploading()
        if self.gives:
            return self.gives
        self.given.append(medium)
        return Uploaded(medium, f"photo-7_{len(self.given)}" if self.keeps else "")

    def publish(self, draft: Draft, *, key: str) -> DoOutcome:
        outcome = super().publish(draft, key=key)
        if self.answers is None or self.swallows:
            self.hung[str(len(self.posted))] = [medium.reference for medium in draft.media]
        return outcome

    def post(self, network_id: str) -> LivePost | None:
        if network_id not in self.hung:
            return None
        attached = ("photo",) * len(self.hung[network_id])
        return LivePost(network_id, "", datetime.now(UTC), 0, "", attachments=("link", *attached))


@dataclass
class Press(Desk):
    """A desk with one released post that has pictures, and the page it goes to."""

    gallery: Gallery = field(default_factory=Gallery)

    def prepare(self, *contents: bytes) -> None:
        """Pictures that were read; the site's feed names one, further ones are put beside it."""
        self.read(news(1, picture=BRIDGE))
        self.plan()
        [post] = self.waiting()
        with self.store.write() as session:
            row = session.scalars(select(PostMedium)).one()
            for position in range(1, len(contents)):
                session.add(PostMedium(post_id=row.post_id, position=position,
                                       address=f"{BRIDGE}?{position}", alt=row.alt))  # fmt: skip
            session.flush()
            for position, content in enumerate(contents):
                address = f"{BRIDGE}?{position}" if position else BRIDGE
                keep_picture(session, self.office, post.revision_id, address, content,
                             look(content), self.clock())  # fmt: skip
        assert self.release(self.waiting()[0])

    def effects(self) -> dict[Kind, Any]:
        networks = {PAGE: self.gallery}
        return {
            Kind.PUBLISH: Publish(self.store, self.office, networks, self.clock),
            Kind.ATTACH: AttachPictures(self.store, self.office, networks),
        }

    def carry(self) -> None:
        self.clock.sleep(1)
        Ledger(self.store, "town", self.effects(), now=self.clock).carry_out(BOTH)

    def action(self, kind: Kind = Kind.PUBLISH) -> Action:
        [action] = [one for one in self.actions() if one.kind is kind]
        return action

    def rows(self) -> list[PostMedium]:
        with self.store.read() as session:
            return list(session.scalars(select(PostMedium).order_by(PostMedium.position)))
