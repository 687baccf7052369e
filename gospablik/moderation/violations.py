"""Violations are computed from standing rulings, never counted up: annul one and counts follow."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, permutations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from gospablik.moderation.telling import told_at
from gospablik.store.comments import Comment, CommentVersion
from gospablik.store.review import Proof, Ruling, Verdict


@dataclass(frozen=True, slots=True)
class Violation:
    """A standing, sealed ruling: when its words were written, when their author was told."""

    ruling_id: int
    written_at: datetime
    told_at: datetime | None


def repeat(violations: Iterable[Violation]) -> tuple[int, ...] | None:
    """The rulings of a systematic violator (clause 4.3: two and more), None if it is none.

    It is one when something was written after the author had been told of something else:
    whatever was written before that is one episode, since nobody had said a word. All standing
    violations are the case, in the order of writing; the order in which they were found, ruled
    or told does not matter.
    """
    known = sorted(violations, key=lambda v: (v.written_at, v.ruling_id))
    repeated = any(
        first.told_at is not None and second.written_at > first.told_at
        for first, second in permutations(known, 2)
    )
    return tuple(v.ruling_id for v in known) if repeated else None


def standing(session: Session, author_id: int, at: datetime | None = None) -> list[Violation]:
    """The author's standing violations that are under seal, by ruling; as of `at` (aware) if given.

    One comment is one violation, however often it was reworded: that of its earliest wording.

    Words brought in by an edit are dated by the wording before them: they were written later,
    but we do not know when, and doubt serves the author.
    """
    query = (
        select(Ruling)
        .join(Comment, Comment.id == Ruling.comment_id)
        .join(Proof, Proof.ruling_id == Ruling.id)
        .where(Comment.author_id == author_id, Ruling.verdict == Verdict.REMOVE)
        .join(CommentVersion, CommentVersion.id == Ruling.version_id)
        .order_by(Ruling.comment_id, CommentVersion.number)
    )
    if at is None:
        query = query.where(Ruling.annulled_at.is_(None))
    else:
        still = or_(Ruling.annulled_at.is_(None), Ruling.annulled_at > at)
        query = query.where(still, Ruling.made_at <= at, Proof.sealed_at <= at)
    rows = session.scalars(query).all()
    found = []
    for _, same_comment in groupby(rows, key=lambda ruling: ruling.comment_id):
        rulings = list(same_comment)
        told = [moment for ruling in rulings if (moment := told_at(session, ruling))]
        written = _written(session, rulings[0])
        found.append(Violation(rulings[0].id, written, min(told, default=None)))
    return sorted(found, key=lambda v: v.ruling_id)


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
