"""Which pictures are fetched, and what came of it.

Not all: only what somebody has to judge. The rest stays where its author put it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from gospablik.media.fitting import Picture
from gospablik.moderation.keeping import ERASED
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion, Finding
from gospablik.store.once import insert_once
from gospablik.store.pictures import CommentPicture, PictureBytes
from gospablik.store.review import Proof, Reservation, Ruling, Verdict

MOST_A_PASS = 30
"""Pictures that one pass fetches; the next one goes on."""
GIVE_UP = timedelta(days=3)
"""So long after the wording was seen a picture is asked for again."""
NO_WORDS = 15
"""With no more letters than these it is the picture that speaks, and no list judges it."""
WORDLESS_SHOWN = timedelta(days=3)
"""How long a picture without words is shown to whoever has time."""


@dataclass(frozen=True, slots=True)
class ToFetch:
    """A picture to be fetched from the page's network by this reference."""

    id: int
    page: str
    reference: str


def to_fetch(
    session: Session, office: Organisation, now: datetime, most: int = MOST_A_PASS
) -> list[ToFetch]:
    """What is not read yet of comments that are, or may be, put before the specialist.

    Of pages that are run now; first what was never tried, then what was tried longest ago.
    """
    pages = [page.key for page in office.active_pages(now)]
    rows = session.execute(
        select(CommentPicture.id, Comment.page, CommentPicture.reference)
        .join(CommentVersion, CommentVersion.id == CommentPicture.version_id)
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .join(Author, Author.id == Comment.author_id)
        .where(
            CommentPicture.sha256.is_(None),
            CommentPicture.gone_because.is_(None),
            CommentVersion.text != ERASED,
            Comment.organisation == office.key,
            Comment.page.in_(pages),
            Author.is_page.is_(False),
            or_(*_asked_about(), wordless(now)),
        )
        .order_by(CommentPicture.tried_at.is_not(None), CommentPicture.tried_at, CommentPicture.id)
        .limit(most)
    ).all()
    return [ToFetch(*row) for row in rows]


def wordless(now: datetime) -> ColumnElement[bool]:
    """Whether a wording of the last days says little beside its picture, and is not ruled on.

    For a query over Comment and CommentVersion.
    """
    letters = func.length(func.trim(CommentVersion.text))
    return and_(
        letters <= NO_WORDS,
        CommentVersion.seen_at > now - WORDLESS_SHOWN,
        Comment.gone_at.is_(None),
        ~exists().where(Ruling.version_id == CommentVersion.id, Ruling.annulled_at.is_(None)),
    )


def keep_picture(
    session: Session, picture_id: int, content: bytes, seen: Picture, now: datetime
) -> None:
    """Keep a picture as it was read. Nothing happens if its comment was erased meanwhile."""
    row = session.get(CommentPicture, picture_id, with_for_update=True)
    if row is None or row.sha256 is not None:
        return
    digest = hashlib.sha256(content).hexdigest()
    organisation = session.scalars(
        select(Comment.organisation)
        .join(CommentVersion, CommentVersion.comment_id == Comment.id)
        .where(CommentVersion.id == row.version_id)
    ).one()
    insert_once(session, PictureBytes, organisation=organisation, sha256=digest, content=content)
    row.sha256, row.media_type, row.size = digest, seen.mime, len(content)
    row.width, row.height = seen.width, seen.height
    row.tried_at = now
    row.unread = row.gone_because = None


def note_gone(session: Session, picture_id: int, why: str, now: datetime) -> None:
    """The picture will never be read; `why` is a whole sentence."""
    row = session.get(CommentPicture, picture_id, with_for_update=True)
    if row is not None and row.sha256 is None:
        row.gone_because, row.unread, row.tried_at = why, None, now


def note_unread(session: Session, picture_id: int, why: str, now: datetime) -> None:
    """The picture was not read this time; after three days it is no longer asked for."""
    row = session.get(CommentPicture, picture_id, with_for_update=True)
    if row is None or row.sha256 is not None:
        return
    row.unread, row.tried_at = why, now
    seen_at = session.scalar(select(CommentVersion.seen_at).filter_by(id=row.version_id))
    if seen_at is not None and now - seen_at > GIVE_UP:
        row.gone_because = f"{why} За {GIVE_UP.days} дня прочитать её не удалось."


def _asked_about() -> list[ColumnElement[bool]]:
    """Waiting with a finding (or drawn by lot), in an open form, or ruled on and not sealed."""
    other = aliased(CommentVersion)
    ruled = exists().where(Ruling.version_id == other.id, Ruling.annulled_at.is_(None))
    found = exists().where(Finding.version_id == other.id, other.comment_id == Comment.id, ~ruled)
    return [
        found & Comment.gone_at.is_(None),
        exists().where(Reservation.comment_id == Comment.id, Reservation.released_at.is_(None)),
        exists().where(
            Ruling.comment_id == Comment.id,
            Ruling.verdict == Verdict.REMOVE,
            Ruling.annulled_at.is_(None),
            ~exists().where(Proof.ruling_id == Ruling.id),
        ),
    ]
