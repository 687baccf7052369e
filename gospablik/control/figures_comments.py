"""Figures of the residents' comments and of what the specialist ruled (clause 4.2). Counts only."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, String, cast, func, select
from sqlalchemy.orm import Session

from gospablik.control.figures_asked import asked_week
from gospablik.control.model import CommentsWeek, Counted
from gospablik.control.window import Window
from gospablik.moderation.keeping import UNKNOWN_AUTHOR
from gospablik.moderation.sample import is_sample
from gospablik.organisation import Mode, Organisation
from gospablik.regulation import Ground
from gospablik.store.planning import Unindexed
from gospablik.store.tables import (
    Action,
    Author,
    Comment,
    CommentVersion,
    Finding,
    Kind,
    Ruling,
    Verdict,
)

STUCK = timedelta(hours=24)
"""A ruling is carried out by the next pass; after a day something is wrong."""


def comments_week(
    session: Session, office: Organisation, window: Window, now: datetime
) -> CommentsWeek:
    """Comments that came and went, what the detector pointed at, what was ruled, who waits now."""
    residents = window.counts(Comment.page) & Comment.author_id.not_in(_own(office))
    ours = (Comment.organisation == office.key) & residents
    rulings = (
        select(Ruling.id)
        .join(Ruling.comment)
        .where(Ruling.organisation == office.key, window.counts(Comment.page))
    )
    made = window.holds(Ruling.made_at)
    waiting = _waiting(session, office, now)
    return CommentsWeek(
        came=_count(session, select(Comment.id).where(ours, window.holds(Comment.first_seen_at))),
        gone=_count(session, select(Comment.id).where(ours, window.holds(Comment.gone_at))),
        findings=_by_ground(
            session.execute(
                select(Finding.ground, func.count())
                .join(CommentVersion, Finding.version_id == CommentVersion.id)
                .join(Comment, CommentVersion.comment_id == Comment.id)
                .where(
                    Unindexed(Comment.organisation) == office.key,
                    residents,
                    window.holds(Finding.found_at),
                    ~is_sample(),
                )
                .group_by(Finding.ground)
            ).all()
        ),
        waiting_now=len(waiting),
        waiting_since=tuple(waiting),
        kept=_count(session, rulings.where(Ruling.verdict == Verdict.KEEP, made)),
        to_answer=_count(session, rulings.where(Ruling.verdict == Verdict.ANSWER, made)),
        warned=_count(session, rulings.where(Ruling.verdict == Verdict.WARN, made)),
        removed=_by_ground(
            session.execute(
                rulings.where(Ruling.verdict == Verdict.REMOVE, made)
                .with_only_columns(Ruling.ground, func.count())
                .group_by(Ruling.ground)
            ).all()
        ),
        nameless=_count(
            session,
            rulings.join(Author, Author.id == Comment.author_id).where(
                Ruling.verdict == Verdict.REMOVE,
                made,
                Author.network_id.startswith(UNKNOWN_AUTHOR, autoescape=True),
            ),
        ),
        annulled=_count(session, rulings.where(window.holds(Ruling.annulled_at))),
        unordered=_count(session, _unordered(office, now)),
        asked=asked_week(session, office, window, now),
    )


def _waiting(session: Session, office: Organisation, now: datetime) -> Sequence[datetime]:
    """When each comment that waits now was first pointed at: its newest wording is not ruled on.

    On a watched or suspended page nobody is asked: there it is no omission. Nor is a comment drawn
    at random, at which nothing pointed.
    """
    newer = CommentVersion.__table__.alias("newer")
    return session.scalars(
        select(func.min(Finding.found_at))
        .join(CommentVersion, Finding.version_id == CommentVersion.id)
        .join(Comment, CommentVersion.comment_id == Comment.id)
        .where(
            Unindexed(Comment.organisation) == office.key,
            Comment.author_id.not_in(_own(office)),
            Comment.gone_at.is_(None),
            Unindexed(Comment.page).in_(_acting(office, now)),
            ~is_sample(),
            ~select(newer.c.id)
            .where(
                newer.c.comment_id == CommentVersion.comment_id,
                newer.c.number > CommentVersion.number,
            )
            .exists(),
            ~select(Ruling.id)
            .where(
                Ruling.comment_id == Comment.id,  # the column with an index
                Ruling.version_id == CommentVersion.id,
                Ruling.annulled_at.is_(None),
            )
            .exists(),
        )
        .group_by(Comment.id)
        .order_by(func.min(Finding.found_at))
    ).all()


def _unordered(office: Organisation, now: datetime) -> Select[int]:
    """On a watched or suspended page nothing is ordered: there it is no omission."""
    return (
        select(Ruling.id)
        .join(Comment, Ruling.comment_id == Comment.id)
        .where(
            Ruling.organisation == office.key,
            Ruling.verdict == Verdict.REMOVE,
            Ruling.annulled_at.is_(None),
            Ruling.made_at < now - STUCK,
            Comment.gone_at.is_(None),
            Unindexed(Comment.page).in_(_acting(office, now)),
            ~select(Action.id)
            .where(
                Action.organisation == Ruling.organisation,
                Action.kind == Kind.REMOVE,
                Action.page == Comment.page,
                Action.subject == cast(Ruling.id, String),
            )
            .exists(),
        )
    )


def _acting(office: Organisation, now: datetime) -> list[str]:
    return [page.key for page in office.active_pages(now) if page.mode is Mode.SELF]


def _own(office: Organisation) -> Select[int]:
    """The pages' own comments (replies to authors) are no residents' words."""
    return select(Author.id).where(Author.organisation == office.key, Author.is_page.is_(True))


def _count(session: Session, query: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _by_ground(rows: Sequence[object]) -> tuple[Counted, ...]:
    """Every ground of clause 4.2, none left out because it is empty."""
    found: dict[Ground | None, int] = {row[0]: row[1] for row in rows}  # type: ignore[index]
    counted = [Counted(ground.words, found.get(ground, 0)) for ground in Ground]
    if found.get(None):
        counted.append(Counted("основание не указано", found[None]))
    return tuple(counted)
