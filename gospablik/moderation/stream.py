"""Comments that come as a stream of events (Telegram): kept first, then the cursor moves.

A stream is read by one consumer at a time and gives each event up only when it is asked from a
later place, so whatever is killed here is delivered again.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from gospablik.moderation.harvest import UNKNOWN_AUTHOR, Harvested, store_comments
from gospablik.moderation.pictures.record import noted
from gospablik.moderation.seen_posts import keep_posts
from gospablik.networks.base import Batch, LiveComment, LivePost
from gospablik.organisation import Organisation
from gospablik.store.once import find_or_insert
from gospablik.store.session import Store
from gospablik.store.tables import Comment, Cursor, SeenPost

KEPT_FOR = timedelta(hours=24)
"""How long Telegram keeps an update for the bot (shared facts 1.7)."""


def cursor_of(session: Session, office: Organisation, page_key: str) -> Cursor | None:
    """How far the page's stream was read; None before the first reading."""
    return session.get(Cursor, (office.key, page_key))


def begin_reading(session: Session, office: Organisation, page_key: str, began: datetime) -> Cursor:
    """How far the page's stream was read. The first time of all the moment is kept: a stream that
    nobody ever read to its end loses comments, too.
    """
    known_by = {"organisation": office.key, "page": page_key}
    row, _ = find_or_insert(session, Cursor, known_by, value="", read_at=None, first_asked_at=began)
    row.first_asked_at = row.first_asked_at or began  # a row from before the column
    return row


@dataclass(frozen=True, slots=True)
class Gap:
    """A time of which the network tells no more. `since`: the last moment that was read whole."""

    since: datetime
    until: datetime

    def words(self, office: Organisation) -> str:
        """For a person, in the organisation's zone."""
        since, until = (f"{office.local(at):%d.%m %H:%M}" for at in (self.since, self.until))
        return (
            f"Комментарии с {since} по {until} могли пропасть: поток сообщений всё это время не "
            f"дочитывали до конца, а Telegram хранит их 24 ч. Не сделано: что не успели прочитать, "
            "не собрано и не рассмотрено. Что делать: просмотрите обсуждение на странице глазами "
            "за это время."
        )


def gap(cursor: Cursor | None, began: datetime) -> Gap | None:
    """What a reading that began at that moment came too late for; None if it lost nothing."""
    since = (cursor.read_at or cursor.first_asked_at) if cursor else None
    if since is None or began - since <= KEPT_FOR:
        return None
    return Gap(since, began - KEPT_FOR)


def keep_batch(
    session: Session, office: Organisation, page_key: str, batch: Batch, began: datetime
) -> Harvested:
    """Keep the posts, the comments and then the cursor of one batch, in the caller's transaction.

    `began`: when the asking began. `read_at` moves only when nothing was left behind.
    """
    keep_posts(session, office, page_key, batch.posts, began)
    total = Harvested()
    by_post: dict[str, list[LiveComment]] = defaultdict(list)
    for comment in batch.comments:
        by_post[comment.post_network_id].append(comment)
    for post_id, comments in by_post.items():
        total += store_comments(session, office, page_key, post_id, comments, began, whole=False)
    row = begin_reading(session, office, page_key, began)
    row.value = batch.cursor
    if not batch.more:
        row.read_at = began
    session.flush()
    return total


class StoredStream:
    """What the stream of one page has shown so far, for an adapter that cannot ask again.

    Implements `gospablik.networks.telegram.seen.SeenPosts`.
    """

    def __init__(self, store: Store, office: Organisation, page_key: str) -> None:
        self._store, self._office, self._page = store, office, page_key

    def since(self, moment: datetime) -> list[LivePost]:
        """Posts published since then, newest first."""
        query = (
            self._posts()
            .where(SeenPost.published_at >= moment)
            .order_by(SeenPost.published_at.desc(), SeenPost.id.desc())
        )
        with self._store.read() as session:
            return [_shown(row) for row in session.scalars(query)]

    def read_until(self) -> datetime | None:
        """When the last reading that left nothing behind began; None before the first."""
        with self._store.read() as session:
            cursor = cursor_of(session, self._office, self._page)
            return cursor.read_at if cursor else None

    def thread_of(self, post_id: str) -> str | None:
        """Where the post's comments hang; None if its copy was never delivered."""
        with self._store.read() as session:
            row = session.scalars(self._posts().where(SeenPost.network_id == post_id)).first()
            return row.thread if row else None

    def comments_under(self, post_id: str) -> list[LiveComment]:
        """The newest wordings that were delivered, oldest comment first; none known to be gone."""
        query = (
            select(Comment)
            .where(
                Comment.organisation == self._office.key,
                Comment.page == self._page,
                Comment.post_network_id == post_id,
                Comment.gone_at.is_(None),
            )
            .options(selectinload(Comment.author), selectinload(Comment.versions))
            .order_by(Comment.written_at, Comment.id)
        )
        with self._store.read() as session:
            return [_wording(session, comment) for comment in session.scalars(query)]

    def _posts(self) -> Select[SeenPost]:
        return select(SeenPost).where(
            SeenPost.organisation == self._office.key, SeenPost.page == self._page
        )


def _shown(row: SeenPost) -> LivePost:
    return LivePost(
        network_id=row.network_id,
        text=row.text,
        published_at=row.published_at,
        comments=row.comments,
        address=row.address,
        attachments=tuple(row.attachments),
        links=tuple(row.links),
        thread=row.thread,
    )


def _wording(session: Session, comment: Comment) -> LiveComment:
    known = not comment.author.network_id.startswith(UNKNOWN_AUTHOR)
    return LiveComment(
        network_id=comment.network_id,
        post_network_id=comment.post_network_id,
        author_id=comment.author.network_id if known else None,
        author_name=comment.author.name,
        text=comment.latest.text,
        written_at=comment.written_at,
        thread_root=comment.thread_root,
        attachments=tuple(comment.latest.attachments),
        by_page=comment.author.is_page,
        address=comment.address or "",
        pictures=tuple(noted(session, comment.latest.id)) if comment.latest.attachments else (),
    )
