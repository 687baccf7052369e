"""The pictures of wordings, for whoever has to look at them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.pictures.due import wordless
from gospablik.moderation.wordings import last_and_unruled
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion, Finding
from gospablik.store.pictures import CommentPicture, PictureBytes

ADDRESS = "/comment-pictures/"
"""Below it Prefect's server shows a picture by its digest (`office.picture_route`)."""
NOT_YET = "Картинка ещё не прочитана."
MOST_WORDLESS = 20


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture by its digest, or (`sha256` None) why there is none to show: a whole sentence."""

    sha256: str | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Wordless:
    """A comment that is a picture, with few words or none. Times are UTC."""

    comment_id: int
    page: str
    author_name: str
    written_at: datetime
    text: str
    pictures: tuple[ShownPicture, ...]


def pictures_of(session: Session, versions: Collection[int]) -> dict[int, tuple[ShownPicture, ...]]:
    """The pictures of these wordings, in the network's order."""
    found: dict[int, tuple[ShownPicture, ...]] = {}
    wanted = sorted(versions)
    for start in range(0, len(wanted), 500):  # SQLite takes no endless list of parameters
        rows = session.scalars(
            select(CommentPicture)
            .where(CommentPicture.version_id.in_(wanted[start : start + 500]))
            .order_by(CommentPicture.version_id, CommentPicture.position)
        )
        for row in rows:
            why = "" if row.sha256 else row.gone_because or row.unread or NOT_YET
            shown = ShownPicture(row.sha256, why)
            found[row.version_id] = (*found.get(row.version_id, ()), shown)
    return found


def without_words(session: Session, office: Organisation, now: datetime) -> list[Wordless]:
    """The newest pictures without words that nobody is asked about, on pages that are run now."""
    pages = [page.key for page in office.active_pages(now)]
    rows = session.execute(
        select(Comment, CommentVersion, Author.name)
        .join(CommentVersion, CommentVersion.comment_id == Comment.id)
        .join(Author, Author.id == Comment.author_id)
        .where(
            *last_and_unruled(office),
            Comment.page.in_(pages),
            wordless(now),
            select(CommentPicture.id)
            .where(CommentPicture.version_id == CommentVersion.id)
            .exists(),
            ~select(Finding.id).where(Finding.version_id == CommentVersion.id).exists(),
        )
        .order_by(Comment.written_at.desc(), Comment.id.desc())
        .limit(MOST_WORDLESS)
    ).all()
    pictures = pictures_of(session, [version.id for _, version, _ in rows])
    return [
        Wordless(
            comment.id, comment.page, name, comment.written_at, version.text, pictures[version.id]
        )
        for comment, version, name in rows
    ]


def bytes_of(session: Session, sha256: str) -> bytes | None:
    """The file with that digest, None if it is erased or never was."""
    return session.scalars(select(PictureBytes.content).filter_by(sha256=sha256).limit(1)).first()
