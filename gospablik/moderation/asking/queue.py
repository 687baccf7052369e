"""Residents' questions that wait for an answer, the longest waiting first (clause 4.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, exists, literal, not_, or_, select
from sqlalchemy.orm import Session, aliased

from gospablik.errors import OfficeError
from gospablik.moderation.asking.standing import in_review
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.troubles.standing import TERM
from gospablik.organisation import Organisation
from gospablik.store.answers import ResidentQuestion
from gospablik.store.comments import Author, Comment, CommentVersion
from gospablik.store.review import Reservation
from gospablik.store.troubles import ToldTrouble
from gospablik.working_time import working_time


def waiting_questions(
    session: Session, office: Organisation, now: datetime, *, asked: bool = False
) -> Sequence[ResidentQuestion]:
    """Open questions on pages that are run, watched ones too, that stand as they were asked.

    Not those in the queue of «Разбор нарушений» or that were ruled to be removed or warned of, nor
    those of which «Беда» writes or asks; nor, but for `asked`, those that an open form shows.
    """
    later = aliased(CommentVersion)
    held = exists().where(
        Reservation.comment_id == ResidentQuestion.comment_id, Reservation.released_at.is_(None)
    )
    return session.scalars(
        select(ResidentQuestion)
        .join(Comment, Comment.id == ResidentQuestion.comment_id)
        .join(Author, Author.id == Comment.author_id)
        .join(CommentVersion, CommentVersion.id == ResidentQuestion.version_id)
        .where(
            ResidentQuestion.organisation == office.key,
            ResidentQuestion.closed_at.is_(None),
            Comment.gone_at.is_(None),
            Comment.page.in_([page.key for page in office.active_pages(now)]),
            Author.is_page.is_(False),
            CommentVersion.text != ERASED,
            ~exists().where(later.comment_id == Comment.id, later.number > CommentVersion.number),
            not_(in_review(ResidentQuestion.version_id)),
            not_(_of_trouble(now)),
            or_(literal(asked), not_(held)),
        )
        .order_by(ResidentQuestion.asked_at, ResidentQuestion.id)
    ).all()


def _of_trouble(now: datetime) -> ColumnElement[bool]:
    """Trouble that is answered with the ready words, or of which «Беда» still asks."""
    pending = and_(
        ToldTrouble.agreed.is_(None), ToldTrouble.late.is_(False), ToldTrouble.told_at > now - TERM
    )
    return exists().where(
        ToldTrouble.comment_id == ResidentQuestion.comment_id,
        or_(ToldTrouble.agreed.is_(True), pending),
    )


@dataclass(frozen=True, slots=True)
class Waits:
    """How long some questions waited, in the office's working hours.

    None where a year lacks its holiday list, or there is none.
    """

    longest: timedelta | None
    median: timedelta | None


def waits(office: Organisation, spans: Sequence[tuple[datetime, datetime]]) -> Waits:
    """Of spans (asked, answered or now)."""
    found = [waited(office, since, until) for since, until in spans]
    known = [one for one in found if one is not None]
    if not known or len(known) < len(found):
        return Waits(None, None)
    known.sort()
    middle = len(known) // 2
    return Waits(known[-1], (known[middle] + known[-middle - 1]) / 2)


def waited(office: Organisation, since: datetime, until: datetime) -> timedelta | None:
    """Working hours between two moments; None if a year lacks its holiday list."""
    try:
        return working_time(office, since, until)
    except OfficeError:
        return None
