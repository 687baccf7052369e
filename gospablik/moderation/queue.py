"""Comments that wait for a specialist's word (clause 4.2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, literal, or_, select
from sqlalchemy.orm import Session

from gospablik.moderation.wordings import last_and_unruled
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion, Finding
from gospablik.store.review import Reservation, Ruling, Verdict


@dataclass(frozen=True, slots=True)
class Waiting:
    """One comment in the queue, with the wording that is to be judged."""

    comment_id: int
    version_id: int
    page: str
    post_network_id: str
    author_id: int
    author_name: str
    written_at: datetime
    text: str
    reasons: tuple[str, ...]


def waiting(
    session: Session, office: Organisation, page_key: str | None = None, *, asked: bool = False
) -> list[Waiting]:
    """Comments of one page (or all) whose last wording has findings and no standing ruling.

    Not those gone from the page, written by the page itself or, but for `asked`, held by an open
    question.
    Grouped by author; the author whose comment waits longest comes first, oldest first within.
    """
    rows = session.execute(
        select(Comment, CommentVersion, Author)
        .join(CommentVersion, CommentVersion.comment_id == Comment.id)
        .join(Author, Author.id == Comment.author_id)
        .where(
            *last_and_unruled(office),
            Comment.page == page_key if page_key is not None else Comment.page != "",
            exists().where(Finding.version_id == CommentVersion.id),
            or_(
                literal(asked),
                ~exists().where(
                    Reservation.comment_id == Comment.id, Reservation.released_at.is_(None)
                ),
            ),
        )
        .order_by(Comment.written_at, Comment.id)
    ).all()
    why = reasons(session, [version.id for _, version, _ in rows])
    turn: dict[int, int] = {}
    for place, (_, _, author) in enumerate(rows):
        turn.setdefault(author.id, place)
    return [
        Waiting(
            comment_id=comment.id,
            version_id=version.id,
            page=comment.page,
            post_network_id=comment.post_network_id,
            author_id=author.id,
            author_name=author.name,
            written_at=comment.written_at,
            text=version.text,
            reasons=why.get(version.id, ()),
        )
        for comment, version, author in sorted(rows, key=lambda row: turn[row[2].id])
    ]


def reasons(session: Session, versions: list[int]) -> dict[int, tuple[str, ...]]:
    """What the detector said of these wordings, by version, in the order of finding."""
    found: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(versions), 500):  # SQLite takes no endless list of parameters
        for version_id, reason in session.execute(
            select(Finding.version_id, Finding.reason)
            .where(Finding.version_id.in_(versions[start : start + 500]))
            .order_by(Finding.id)
        ):
            found[version_id] = (*found.get(version_id, ()), reason)
    return found


def count_standing(session: Session, author_id: int) -> int:
    """How many comments of the author were ruled to be removed, annulled rulings aside."""
    return _count_ruled(session, author_id, Verdict.REMOVE)


def count_warned(session: Session, author_id: int) -> int:
    """How many comments of the author were kept with a warning: no violations, but history."""
    return _count_ruled(session, author_id, Verdict.WARN)


def _count_ruled(session: Session, author_id: int, verdict: Verdict) -> int:
    count = session.scalar(
        select(func.count(func.distinct(Ruling.comment_id)))
        .join(Comment, Comment.id == Ruling.comment_id)
        .where(
            Comment.author_id == author_id,
            Ruling.verdict == verdict,
            Ruling.annulled_at.is_(None),
        )
    )
    return count or 0
