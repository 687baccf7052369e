"""Comments that wait for a specialist's word (clause 4.2)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, literal, or_, select
from sqlalchemy.orm import Session

from gospablik.moderation.again import RULES
from gospablik.moderation.doubts import parted, with_doubt
from gospablik.moderation.violations import standing
from gospablik.moderation.wordings import last_and_unruled
from gospablik.organisation import Organisation
from gospablik.regulation import Ground
from gospablik.store.comments import Author, Comment, CommentVersion, Finding
from gospablik.store.review import Reservation, Ruling, Verdict


@dataclass(frozen=True, slots=True)
class Found:
    """One finding: its rule, what clause 4.2 calls it, the reason (and the doubt) in words."""

    rule: str
    ground: Ground
    reason: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """One comment in the queue, with the wording that is to be judged."""

    comment_id: int
    version_id: int
    page: str
    post_network_id: str
    thread_root: str | None
    author_id: int
    author_name: str
    written_at: datetime
    text: str
    found: tuple[Found, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was found, in words."""
        return tuple(one.reason for one in self.found)

    @property
    def again(self) -> bool:
        """Whether it says what was removed before."""
        return any(one.rule in RULES for one in self.found)


def waiting(
    session: Session, office: Organisation, page_key: str | None = None, *, asked: bool = False
) -> list[Waiting]:
    """Comments of one page (or all) whose last wording has findings and no standing ruling.

    Not those gone from the page, written by the page itself or, but for `asked`, held by an open
    question.
    Grouped by author. First who put up again what was removed (`again`), then whose comment waits
    longest; the same within.
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
    found = findings(session, [version.id for _, version, _ in rows])
    waiting = [
        Waiting(
            comment_id=comment.id,
            version_id=version.id,
            page=comment.page,
            post_network_id=comment.post_network_id,
            thread_root=comment.thread_root,
            author_id=author.id,
            author_name=author.name,
            written_at=comment.written_at,
            text=version.text,
            found=found.get(version.id, ()),
        )
        for comment, version, author in rows
    ]
    waiting.sort(key=lambda item: not item.again)
    turn: dict[int, int] = {}
    for place, item in enumerate(waiting):
        turn.setdefault(item.author_id, place)
    return sorted(waiting, key=lambda item: turn[item.author_id])


def reasons(session: Session, versions: list[int]) -> dict[int, tuple[str, ...]]:
    """What was found in these wordings and why it may be a mistake, in words, by version."""
    found = findings(session, versions)
    return {
        version: tuple(with_doubt(*parted(one.rule, one.reason)) for one in some)
        for version, some in found.items()
    }


def findings(session: Session, versions: list[int]) -> dict[int, tuple[Found, ...]]:
    """What was found in these wordings, by version: put up again first, then in order."""
    found: dict[int, tuple[Found, ...]] = {}
    for start in range(0, len(versions), 500):  # SQLite takes no endless list of parameters
        for version_id, rule, ground, reason in session.execute(
            select(Finding.version_id, Finding.rule, Finding.ground, Finding.reason)
            .where(Finding.version_id.in_(versions[start : start + 500]))
            .order_by(Finding.rule.in_(RULES).desc(), Finding.id)
        ):
            one = Found(rule, ground, reason)
            found[version_id] = (*found.get(version_id, ()), one)
    return found


def count_standing(session: Session, author_id: int) -> int:
    """How many violations the author has (`violations`): under seal, annulled ones aside."""
    return len(standing(session, author_id))


def count_warned(session: Session, author_id: int) -> int:
    """How many comments of the author were kept with a warning: no violations, but history."""
    count = session.scalar(
        select(func.count(func.distinct(Ruling.comment_id)))
        .join(Comment, Comment.id == Ruling.comment_id)
        .where(
            Comment.author_id == author_id,
            Ruling.verdict == Verdict.WARN,
            Ruling.annulled_at.is_(None),
        )
    )
    return count or 0
