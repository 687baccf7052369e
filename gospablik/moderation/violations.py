"""Violations are computed from standing rulings, never counted up: annul one and counts follow."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby, permutations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from gospablik.moderation.incidents import Ruled, Violation, incidents
from gospablik.moderation.told import told_at
from gospablik.store.comments import Comment, CommentVersion
from gospablik.store.review import Proof, Ruling, Verdict

__all__ = ["Violation", "of_rulings", "repeat", "standing"]


def repeat(violations: Iterable[Violation]) -> tuple[int, ...] | None:
    """The rulings of a systematic violator (clause 4.3: two and more), None if it is none.

    It is one when something was written after the author had been told of something else:
    whatever was written before that is one episode, since nobody had said a word. All standing
    violations are the case, with all their copies, in the order of writing; the order in which
    they were found, ruled or told does not matter.
    """
    known = sorted(violations, key=lambda v: (v.written_at, v.ruling_id))
    repeated = any(
        first.told_at is not None and second.written_at > first.told_at
        for first, second in permutations(known, 2)
    )
    return tuple(ruling for v in known for ruling in v.rulings) if repeated else None


def standing(
    session: Session,
    author_id: int,
    at: datetime | None = None,
    among: Collection[int] | None = None,
) -> list[Violation]:
    """The author's standing violations that are under seal; as of `at` (aware) if given.

    `among`: of these rulings alone, as if there were no others: a copy that was found after a case
    was opened does not change the case. One comment is one violation, however often it was
    reworded: that of its earliest wording. Copies are one, too (`incidents`).

    Words brought in by an edit are dated by the wording before them: they were written later,
    but we do not know when, and doubt serves the author.
    """
    query = (
        select(Ruling)
        .join(Comment, Comment.id == Ruling.comment_id)
        .join(Proof, Proof.ruling_id == Ruling.id)
        .where(Comment.author_id == author_id)
    )
    if at is None:
        query = query.where(Ruling.annulled_at.is_(None))
    else:
        still = or_(Ruling.annulled_at.is_(None), Ruling.annulled_at > at)
        query = query.where(still, Ruling.made_at <= at, Proof.sealed_at <= at)
    found = [_ruled(session, rulings, rulings[0]) for rulings in _by_comment(session, query)]
    kept = [one for one in found if among is None or one.ruling_id in among]
    return sorted(incidents(kept), key=lambda v: v.ruling_id)


def of_rulings(session: Session, rulings: Sequence[int]) -> list[Violation]:
    """The violations that these rulings were, annulled since or not, in the order of writing."""
    comments = select(Ruling.comment_id).where(Ruling.id.in_(rulings))
    found = []
    for of_comment in _by_comment(session, select(Ruling).where(Ruling.comment_id.in_(comments))):
        first = next((one for one in of_comment if one.id in rulings), None)
        if first:
            found.append(_ruled(session, of_comment, first))
    return incidents(found)


def _by_comment(session: Session, query: Select[Ruling]) -> list[list[Ruling]]:
    """Its rulings to remove, those of one comment together by the age of the wording."""
    rows = session.scalars(
        query.join(CommentVersion, CommentVersion.id == Ruling.version_id)
        .where(Ruling.verdict == Verdict.REMOVE)
        .order_by(Ruling.comment_id, CommentVersion.number, Ruling.id)
    ).all()
    return [list(same) for _, same in groupby(rows, key=lambda ruling: ruling.comment_id)]


def _ruled(session: Session, of_comment: Sequence[Ruling], first: Ruling) -> Ruled:
    told = [moment for ruling in of_comment if (moment := told_at(session, ruling))]
    return Ruled(first.id, _written(session, first), min(told, default=None), first.version.text)


def _written(session: Session, ruling: Ruling) -> datetime:
    before = session.scalars(
        select(CommentVersion.seen_at)
        .where(
            CommentVersion.comment_id == ruling.comment_id,
            CommentVersion.number < ruling.version.number,
        )
        .order_by(CommentVersion.number.desc())
        .limit(1)
    ).first()
    return before or ruling.comment.written_at
