"""Contacts that the office itself made public: no personal data when a resident repeats them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import exists, literal, select
from sqlalchemy.orm import Session

from gospablik.moderation.detection.examine import Examined, examine
from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.detection.personal.contacts import contacts_of
from gospablik.networks.outside import ENTRY
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment
from gospablik.store.seen import SeenPost

LOOK_BACK = timedelta(days=180)
MOST_POSTS = 3_000
"""A region's pages write as many in half a year; of more the newest tell."""


@dataclass(frozen=True)
class Examiner:
    """Examines comments with the office's contacts at hand, which are read when one needs them."""

    session: Session
    office: Organisation
    now: datetime

    def examine(self, text: str, post: str) -> Examined:
        """What the detector says of a comment under a post with that text."""
        found = examine(text, post)
        if not any(hit.kind is Kind.PERSONAL for hit in found.hits):
            return found
        return examine(text, post, self._contacts)

    @cached_property
    def _contacts(self) -> str:
        return published_contacts(self.session, self.office, self.now)


def published_contacts(session: Session, office: Organisation, now: datetime) -> str:
    """Telephones and e-mails, one a line: of `organisation.toml` and of the pages' own posts.

    Of posts of half a year, whoever of us wrote them; not of what residents put on a wall, which
    is kept as a post as well.
    """
    found = _of_the_file(office)
    resident_s = exists().where(
        Comment.organisation == SeenPost.organisation,
        Comment.page == SeenPost.page,
        Comment.network_id == literal(f"{ENTRY}:") + SeenPost.network_id,
    )
    texts = session.scalars(
        select(SeenPost.text)
        .where(
            SeenPost.organisation == office.key,
            SeenPost.published_at > now - LOOK_BACK,
            ~resident_s,
        )
        .order_by(SeenPost.published_at.desc(), SeenPost.id.desc())
        .limit(MOST_POSTS)
        .execution_options(yield_per=200)
    )
    for text in texts:
        found |= contacts_of(text)
    return "\n".join(sorted(found))


def _of_the_file(office: Organisation) -> set[str]:
    """What the file calls public, and the mail that letters and pages bear."""
    pages = {page.contact for page in office.page if page.contact}
    return {*office.organisation.contacts, office.mail.sender, *pages}
