"""The comments table as the checks take it: no words and no names of anybody."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from gospablik.moderation.keeping import UNKNOWN_AUTHOR
from gospablik.networks.outside import spot
from gospablik.organisation import Organisation
from gospablik.store.tables import Author, Comment, CommentVersion, Post, SeenPost

MOST = 5000
"""Comments that one check takes, the newest; how many were left out is told."""
_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment. `authored`: it has an author's key, or one of its own where none was named.

    `placed`: it stands under a post that was seen, or at a place outside the posts. `moments`: all
    its times, aware: written, first seen, gone, each wording. `versions`: (number, when it was
    seen) of its wordings, by number.
    """

    subject: str
    page: str
    authored: bool
    placed: bool
    moments: tuple[datetime, ...]
    versions: tuple[tuple[int, datetime], ...]
    now: datetime


def count_comments(session: Session, office: Organisation, since: datetime, now: datetime) -> int:
    """How many comments were first seen in [since, now]."""
    count = select(func.count()).select_from(Comment)
    return session.scalar(count.where(*_seen_within(office, since, now))) or 0


def comment_rows(
    session: Session, office: Organisation, since: datetime, now: datetime
) -> Iterator[CommentRow]:
    """The comments first seen in [since, now], newest first; read some hundreds at a time."""
    query = (
        select(
            Comment.id,
            Comment.page,
            Comment.network_id,
            Comment.post_network_id,
            Comment.written_at,
            Comment.first_seen_at,
            Comment.gone_at,
            Author.network_id.label("author"),
        )
        .join(Comment.author)
        .where(*_seen_within(office, since, now))
        .order_by(Comment.first_seen_at.desc(), Comment.id.desc())
        .execution_options(yield_per=_AT_A_TIME)
    )
    found = iter(session.execute(query))
    while some := list(islice(found, _AT_A_TIME)):
        versions = _versions(session, [row.id for row in some])
        posts = _posts(session, office, {row.post_network_id for row in some})
        for row in some:
            yield _row(row, tuple(versions[row.id]), posts, now)


def _seen_within(
    office: Organisation, since: datetime, now: datetime
) -> tuple[ColumnElement[bool], ...]:
    return (
        Comment.organisation == office.key,
        Comment.first_seen_at >= since,
        Comment.first_seen_at <= now,
    )


def _row(
    row: Any,
    versions: tuple[tuple[int, datetime], ...],
    posts: set[tuple[str, str]],
    now: datetime,
) -> CommentRow:
    own = f"{UNKNOWN_AUTHOR}{row.network_id}"
    place = row.post_network_id
    times = (row.written_at, row.first_seen_at, row.gone_at, *(seen for _, seen in versions))
    return CommentRow(
        subject=f"comment:{row.id}",
        page=row.page,
        authored=bool(row.author) and (row.author == own or row.author[0] != UNKNOWN_AUTHOR),
        # Telegram's messages that belong to no post have no place (networks/telegram/seen.py).
        placed=not place or spot(place) is not None or (row.page, place) in posts,
        moments=tuple(moment for moment in times if moment is not None),
        versions=versions,
        now=now,
    )


def _versions(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, datetime]]]:
    found: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    rows = session.execute(
        select(CommentVersion.comment_id, CommentVersion.number, CommentVersion.seen_at)
        .where(CommentVersion.comment_id.in_(ids))
        .order_by(CommentVersion.comment_id, CommentVersion.number)
    )
    for comment, number, seen_at in rows:
        found[comment].append((number, seen_at))
    return found


def _posts(session: Session, office: Organisation, ids: set[str]) -> set[tuple[str, str]]:
    """Page and id of the posts of these ids that a network showed us, or that we published."""
    known: set[tuple[str, str]] = set()
    for table in (SeenPost, Post):
        rows = session.execute(
            select(table.page, table.network_id).where(
                table.organisation == office.key, table.network_id.in_(ids)
            )
        )
        known.update((page, network_id) for page, network_id in rows if network_id)
    return known
