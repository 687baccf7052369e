"""Which pictures of the news go out with a post, and what keeps them from it (clause 3.3).

A picture is read from the site once for a wording of an item, for all pages. What was read stays
as it is: the picture that was checked is the one that goes out.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.media.choose import card_instead, choose
from gospablik.media.fitting import Picture, refusal
from gospablik.media.rules import kind_of
from gospablik.networks.base import LivePost, MediumKind
from gospablik.organisation import Organisation
from gospablik.store.once import find_or_insert
from gospablik.store.tables import MediumContent, Post, PostMedium, SiteMedium, SiteRevision
from gospablik.text import shorten

_LONGEST_ALT = 500


@dataclass(frozen=True, slots=True)
class PlannedMedia:
    """How many pictures a post is to show; what holds it back for them and what of the news' files
    does not go out, in Russian sentences.
    """

    pictures: int = 0
    problems: tuple[str, ...] = ()
    left_out: str = ""


def pictures_of(revision: SiteRevision) -> list[str]:
    """The addresses of a wording's pictures, in the site's order: the feed names one at most."""
    return [revision.picture] if revision.picture else []


def plan_media(session: Session, post: Post, revision: SiteRevision) -> None:
    """Record with the post which pictures this wording has; those of another one are forgotten.

    The feed tells no alternative text, so the headline stands for it.
    """
    post.media.clear()
    session.flush()
    for position, address in enumerate(pictures_of(revision)):
        read = _of_wording(session, revision.id, address, read=True)
        post.media.append(
            PostMedium(
                position=position,
                address=address,
                alt=shorten(revision.title, _LONGEST_ALT),
                medium_id=read[0].medium_id if read else None,
            )
        )
    session.flush()


def outgoing(network: str, post: Post) -> tuple[list[PostMedium], str]:
    """What goes out with the post in that network, and what is said of the rest."""
    kinds = [kind_of(row.medium.mime) if row.medium else MediumKind.PHOTO for row in post.media]
    choice = choose(network, kinds)
    return [post.media[place] for place in choice.chosen], choice.left_out


def planned_media(network: str, post: Post) -> PlannedMedia:
    """What the checks have to know of the post's pictures."""
    rows, left_out = outgoing(network, post)
    problems = [problem for row in rows if (problem := _problem(network, row))]
    card = card_instead(network, post.text) if rows else ""
    said = " ".join(filter(None, (left_out, card)))
    return PlannedMedia(0 if card else len(rows), tuple(problems), said)


def pictures_on(live: LivePost) -> int:
    """How many pictures hang on a post, as the network shows it."""
    return sum(kind == MediumKind.PHOTO for kind in live.attachments)


def media_to_read(session: Session, post_ids: Sequence[int]) -> list[tuple[int, str]]:
    """(revision id, address) of the pictures of these posts that were not read or could not be."""
    rows = session.execute(
        select(Post.revision_id, PostMedium.address)
        .join(Post, PostMedium.post_id == Post.id)
        .where(Post.id.in_(post_ids), PostMedium.medium_id.is_(None))
    )
    return sorted({(revision, address) for revision, address in rows})


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
    medium, new = find_or_insert(
        session,
        SiteMedium,
        {"organisation": office.key, "sha256": hashlib.sha256(content).hexdigest()},
        address=address,
        mime=picture.mime,
        width=picture.width,
        height=picture.height,
        size=picture.size,
        fetched_at=now,
    )
    if new:
        session.add(MediumContent(medium_id=medium.id, content=content))
    for row in _of_wording(session, revision_id, address, read=False):
        row.medium_id, row.unread = medium.id, None
    session.flush()


def note_unread(session: Session, revision_id: int, address: str, why: str) -> None:
    """Say with the posts why their picture could not be read (whole sentences)."""
    for row in _of_wording(session, revision_id, address, read=False):
        row.unread = why


def no_picture(why: str, address: str) -> str:
    """In whole sentences, that what was read at the address is no picture to go out."""
    return (
        f"Картинка новости не годится: {why} ({address}). Не сделано: пост без неё не опубликован."
        " Что делать: замените картинку новости на сайте."
    )


def _of_wording(
    session: Session, revision_id: int, address: str, *, read: bool
) -> Sequence[PostMedium]:
    known = PostMedium.medium_id.is_not(None) if read else PostMedium.medium_id.is_(None)
    return session.scalars(
        select(PostMedium)
        .join(Post, PostMedium.post_id == Post.id)
        .where(Post.revision_id == revision_id, PostMedium.address == address, known)
    ).all()


def _problem(network: str, row: PostMedium) -> str | None:
    medium = row.medium
    if medium is None:
        return row.unread or f"Картинка новости ещё не прочитана: {row.address}."
    if kind_of(medium.mime) is not MediumKind.PHOTO:
        return None
    why = refusal(network, Picture(medium.mime, medium.width, medium.height, medium.size))
    return no_picture(why, row.address) if why else None
