"""The files of the news that a post is about: recorded with it, read from the site (clause 3.3).

A file is read from the site once for a wording of an item, for all pages. What was read stays
as it is: the picture that was checked is the one that goes out.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.media.arrange import Offered
from gospablik.media.fitting import Picture
from gospablik.organisation import Organisation
from gospablik.publishing.outgoing import outgoing
from gospablik.site import NewsFileKind
from gospablik.store.once import find_or_insert
from gospablik.store.tables import MediumContent, Post, PostMedium, SiteMedium, SiteRevision
from gospablik.text import shorten

_LONGEST_ALT = 500


@dataclass(frozen=True, slots=True, order=True)
class ToRead:
    """A file of a wording that is to be fetched from the site."""

    revision_id: int
    kind: NewsFileKind
    address: str


def plan_media(session: Session, post: Post, revision: SiteRevision) -> None:
    """Record with the post which files this wording has; those of another one are forgotten.

    What the site says of a picture or a video is its alternative text, else the headline is.
    """
    post.media.clear()
    session.flush()
    for file in revision.files:
        read = _of_wording(session, revision.id, file.address, read=True)
        named = file.words or ("" if file.kind == NewsFileKind.FILE else revision.title)
        post.media.append(
            PostMedium(
                position=file.position,
                kind=file.kind,
                address=file.address,
                alt=shorten(named, _LONGEST_ALT),
                medium_id=read[0].medium_id if read else None,
                too_big=_too_big(session, revision.id, file.address),
            )
        )
    session.flush()


def offered_by(revision: SiteRevision) -> list[Offered]:
    """The files of a wording before any was read."""
    return [Offered(NewsFileKind(one.kind), one.address, one.words) for one in revision.files]


def media_to_read(session: Session, office: Organisation, post_ids: Sequence[int]) -> list[ToRead]:
    """The files that go out with these posts and were not read or could not be."""
    wanted = set()
    for post in session.scalars(select(Post).where(Post.id.in_(post_ids))):
        for row in outgoing(office.page_by_key(post.page).network, post):
            if row.medium_id is None:
                wanted.add(ToRead(post.revision_id, NewsFileKind(row.kind), row.address))
    return sorted(wanted)


def keep_picture(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    revision_id: int,
    address: str,
    content: bytes,
    picture: Picture,
    now: datetime,
) -> None:
    """Store a picture as it was read; every post about this wording has it from now on."""
    sides = {"width": picture.width, "height": picture.height}
    _keep(session, office, revision_id, address, content, now, mime=picture.mime, **sides)


def keep_file(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    revision_id: int,
    address: str,
    content: bytes,
    mime: str,
    now: datetime,
) -> None:
    """The same of a video or a document; `mime`: what the bytes are."""
    _keep(session, office, revision_id, address, content, now, mime=mime, width=0, height=0)


def note_unread(session: Session, revision_id: int, address: str, why: str) -> None:
    """Say with the posts why their file could not be read (whole sentences)."""
    for row in _of_wording(session, revision_id, address, read=False):
        row.unread = why


def note_too_big(session: Session, revision_id: int, address: str, why: str) -> None:
    """Say with the posts that a video or a file is not given to any network, and why.

    It is too big, or the site sends it too slowly.
    """
    for row in _of_wording(session, revision_id, address, read=False):
        row.too_big, row.unread = why, None


def _keep(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    revision_id: int,
    address: str,
    content: bytes,
    now: datetime,
    **seen: str | int,
) -> None:
    medium, new = find_or_insert(
        session,
        SiteMedium,
        {"organisation": office.key, "sha256": hashlib.sha256(content).hexdigest()},
        address=address,
        size=len(content),
        fetched_at=now,
        **seen,
    )
    if new:
        session.add(MediumContent(medium_id=medium.id, content=content))
    for row in _of_wording(session, revision_id, address, read=False):
        row.medium_id, row.unread = medium.id, None
    session.flush()


def _of_wording(
    session: Session, revision_id: int, address: str, *, read: bool
) -> Sequence[PostMedium]:
    known = PostMedium.medium_id.is_not(None) if read else PostMedium.medium_id.is_(None)
    return session.scalars(
        select(PostMedium)
        .join(Post, PostMedium.post_id == Post.id)
        .where(Post.revision_id == revision_id, PostMedium.address == address, known)
    ).all()


def _too_big(session: Session, revision_id: int, address: str) -> str | None:
    rows = _of_wording(session, revision_id, address, read=False)
    return next((row.too_big for row in rows if row.too_big), None)
