"""A few comments a week in which the detector found nothing, read all the same (clause 4.2).

What people find in them tells what it misses. A sample is no finding: whoever counts findings
leaves out what `is_sample` says of.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from heapq import nsmallest

from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import Session

from gospablik.moderation.wordings import last_and_unruled
from gospablik.organisation import Mode, Organisation
from gospablik.regulation import Ground
from gospablik.span import Week
from gospablik.store.comments import Author, Comment, CommentVersion, Examination, Finding
from gospablik.store.once import insert_once

_RULE = "sample-"
REASON = (
    "случайная выборка: программа здесь ничего не нашла; прочитайте — так видно, что она пропускает"
)
# A finding has to name one; nobody reads it: the ruling names its own.
_GROUND = Ground.RULES


def is_sample() -> ColumnElement[bool]:
    """For a query over findings: whether it is a comment drawn at random and no finding."""
    return Finding.rule.startswith(_RULE, autoescape=True)


def choose_sample(session: Session, office: Organisation, now: datetime) -> int:
    """Put some of last week's comments before the specialist, once a week; how many are new.

    Of comments that were examined, nothing was found in and nobody asks about: last wordings seen
    in that week, standing on pages where the program acts by itself. None with words in Sakha:
    those are shown to be read anyway. Which ones a digest decides, so a pass that was killed or
    runs beside another draws the same.
    """
    size = office.organisation.sample_a_week
    rule = f"{_RULE}{Week.of(office, now).monday:%G-W%V}"
    if not size or _is_drawn(session, office, rule):
        return 0
    drawn = nsmallest(size, _undecided(session, office, now), key=_lot(office, rule))
    return sum(
        insert_once(
            session,
            Finding,
            version_id=version_id,
            rule=rule,
            ground=_GROUND,
            reason=REASON,
            found_at=now,
        )
        for version_id in drawn
    )


def count_silent(session: Session, office: Organisation, now: datetime) -> int:
    """In how many of last week's comments nothing was found, ruled on since or not."""
    silent = _silent(select(func.count(func.distinct(Comment.id))), office, now)
    return session.scalar(silent.where(Author.is_page.is_(False))) or 0


def acting_pages(office: Organisation, now: datetime) -> list[str]:
    """Keys of the pages of whose comments somebody is asked."""
    return [page.key for page in office.active_pages(now) if page.mode is Mode.SELF]


def _is_drawn(session: Session, office: Organisation, rule: str) -> bool:
    """The rows of a week are written in one transaction: one of them says that all are there."""
    drawn = (
        select(Finding.id)
        .join(CommentVersion, CommentVersion.id == Finding.version_id)
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .where(Finding.rule == rule, Comment.organisation == office.key)
    )
    return session.scalars(drawn.limit(1)).first() is not None


def _undecided(session: Session, office: Organisation, now: datetime) -> Iterator[int]:
    """Ids of last week's wordings that may be drawn, never all at once in memory."""
    silent = _silent(select(CommentVersion.id), office, now).where(
        *last_and_unruled(office),
        ~exists().where(Finding.version_id == CommentVersion.id),
    )
    return iter(session.scalars(silent.execution_options(yield_per=500)))


def _silent(what: Select[int], office: Organisation, now: datetime) -> Select[int]:
    """Of wordings seen last week with words, in which nothing was found."""
    week = Week.of(office, now)
    return (
        what.select_from(CommentVersion)
        .join(Comment, Comment.id == CommentVersion.comment_id)
        .join(Author, Author.id == Comment.author_id)
        .join(Examination, Examination.version_id == CommentVersion.id)
        .where(
            Comment.organisation == office.key,
            Comment.page.in_(acting_pages(office, now)),
            CommentVersion.seen_at >= week.start,
            CommentVersion.seen_at < week.end,
            CommentVersion.text != "",
            Examination.tier == "",
            Examination.sakha.is_(False),
        )
    )


def _lot(office: Organisation, rule: str) -> Callable[[int], bytes]:
    return lambda version_id: sha256(f"{office.key} {rule} {version_id}".encode()).digest()
