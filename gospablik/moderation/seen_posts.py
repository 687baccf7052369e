"""Which posts the networks showed, and which of them must have their comments read again.

A whole reading costs requests, so a post is read when its counter moved, and otherwise now and
then, because edits and removals move no counter: posts under 3 days hourly, under 30 days daily.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.moderation.harvest import storable
from gospablik.networks.base import LivePost
from gospablik.organisation import Organisation
from gospablik.store.once import find_or_insert
from gospablik.store.tables import Comment, SeenPost

UNTOLD = -1
"""`LivePost.comments` of a network that does not tell how many comments there are (MAX)."""
FRESH, OLD = timedelta(days=3), timedelta(days=30)
_SWEEPS = ((FRESH, timedelta(hours=1)), (OLD, timedelta(days=1)))
_UNTOLD_SWEEPS = (
    (timedelta(days=1), timedelta(0)),
    (FRESH, timedelta(hours=1)),
    (OLD, timedelta(days=1)),
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Comments under a post: how many the network says there are, how many we hold."""

    network_id: str
    told: int
    held: int


def keep_posts(
    session: Session, office: Organisation, page_key: str, live: Iterable[LivePost], now: datetime
) -> None:
    """Keep what the network showed of these posts; what was read of their comments stays."""
    for shown in live:
        row, _ = find_or_insert(
            session,
            SeenPost,
            {"organisation": office.key, "page": page_key, "network_id": shown.network_id},
            address=shown.address,
            text="",
            links=[],
            attachments=[],
            published_at=shown.published_at,
            thread=shown.thread,
            comments=shown.comments,
            seen_at=now,
        )
        row.address, row.text = shown.address, storable(shown.text)
        row.links = [storable(link) for link in shown.links]
        row.attachments = list(shown.attachments)
        row.thread = shown.thread or row.thread
        row.comments, row.seen_at = shown.comments, now
    session.flush()


def to_read(
    session: Session, office: Organisation, page_key: str, *, now: datetime, everything: bool
) -> list[str]:
    """Network ids of the page's posts whose comments must be read, newest post first.

    Posts older than 30 days are left; `everything`: all others, whatever was read when.
    """
    rows = session.scalars(
        select(SeenPost)
        .where(
            SeenPost.organisation == office.key,
            SeenPost.page == page_key,
            SeenPost.published_at > now - OLD,
        )
        .order_by(SeenPost.published_at.desc(), SeenPost.id.desc())
    )
    return [row.network_id for row in rows if everything or _is_due(row, now)]


def _is_due(row: SeenPost, now: datetime) -> bool:
    if row.read_at is None:
        return row.comments != 0
    told = row.comments != UNTOLD
    if told and row.comments != row.comments_read:
        return True
    if told and not row.comments and not row.comments_read:
        return False
    age = now - row.published_at
    sweeps = _SWEEPS if told else _UNTOLD_SWEEPS
    every = next((pause for younger, pause in sweeps if age < younger), None)
    return every is not None and now - row.read_at >= every


def note_read(
    session: Session, office: Organisation, page_key: str, network_id: str, began: datetime
) -> None:
    """The comments under a post were read whole, beginning at that moment."""
    row = session.scalars(
        select(SeenPost).filter_by(organisation=office.key, page=page_key, network_id=network_id)
    ).one()
    row.comments_read, row.read_at = row.comments, began


def coverage(
    session: Session, office: Organisation, page_key: str, since: datetime
) -> list[Coverage]:
    """Posts published since then for which the network tells a number, newest first."""
    held = (
        select(func.count(Comment.id))
        .where(
            Comment.organisation == SeenPost.organisation,
            Comment.page == SeenPost.page,
            Comment.post_network_id == SeenPost.network_id,
            Comment.gone_at.is_(None),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(SeenPost.network_id, SeenPost.comments, held)
        .where(
            SeenPost.organisation == office.key,
            SeenPost.page == page_key,
            SeenPost.published_at >= since,
            SeenPost.comments != UNTOLD,
        )
        .order_by(SeenPost.published_at.desc())
    )
    return [Coverage(network_id, told, count or 0) for network_id, told, count in rows]
