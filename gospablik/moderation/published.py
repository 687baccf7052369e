"""Contacts that the office itself made public: no personal data when a resident repeats them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from sqlalchemy import Select, exists, literal, select
from sqlalchemy.orm import Session

from gospablik.moderation.detection.examine import Examined, Judge
from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.detection.personal.contacts import contacts_of
from gospablik.networks.outside import ENTRY
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment
from gospablik.store.publishing import SiteItem, SiteRevision
from gospablik.store.seen import SeenPost

LOOK_BACK = timedelta(days=180)
MOST = 3_000
"""Posts, and news; a region has as many in half a year. Of more the newest tell."""


@dataclass(frozen=True)
class Examiner:
    """Examines comments with the office's contacts at hand, which are read when one needs them."""

    session: Session
    office: Organisation
    judge: Judge
    now: datetime

    def examine(self, text: str, post: str) -> Examined:
        """What the detector says of a comment under a post with that text."""
        found = self.judge.examine(text, post)
        if not any(hit.kind is Kind.PERSONAL for hit in found.hits):
            return found
        return self.judge.examine(text, post, self._contacts)

    @cached_property
    def _contacts(self) -> str:
        return published_contacts(self.session, self.office, self.now)


def published_contacts(session: Session, office: Organisation, now: datetime) -> str:
    """Telephones and e-mails, one a line: of `organisation.toml`, the pages and the site.

    Of half a year. Of posts whoever of us wrote them, but not of what residents put on a wall,
    which is kept as a post as well.
    """
    found = _of_the_file(office)
    for texts in (_posts(office, now), _news(office, now)):
        for row in session.execute(texts.limit(MOST).execution_options(yield_per=200)):
            for text in filter(None, row):
                found |= contacts_of(text)
    return "\n".join(sorted(found))


def _posts(office: Organisation, now: datetime) -> Select[*tuple[Any, ...]]:
    of_a_resident = exists().where(
        Comment.organisation == SeenPost.organisation,
        Comment.page == SeenPost.page,
        Comment.network_id == literal(f"{ENTRY}:") + SeenPost.network_id,
    )
    return (
        select(SeenPost.text)
        .where(
            SeenPost.organisation == office.key,
            SeenPost.published_at > now - LOOK_BACK,
            ~of_a_resident,
        )
        .order_by(SeenPost.published_at.desc(), SeenPost.id.desc())
    )


def _news(office: Organisation, now: datetime) -> Select[*tuple[Any, ...]]:
    """Text and article's page of each wording that the site had."""
    return (
        select(SiteRevision.text, SiteRevision.article)
        .join(SiteItem, SiteItem.id == SiteRevision.item_id)
        .where(SiteItem.organisation == office.key, SiteRevision.seen_at > now - LOOK_BACK)
        .order_by(SiteRevision.id.desc())
    )


def _of_the_file(office: Organisation) -> set[str]:
    """What the file calls public, and the mail that letters and pages bear."""
    pages = {page.contact for page in office.page if page.contact}
    return {*office.organisation.contacts, office.mail.sender, *pages}
