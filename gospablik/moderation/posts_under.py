"""Under which post a comment stands: one of ours, else the one that the network showed (4.2)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from gospablik.moderation.links import one_line, where
from gospablik.store.comments import Comment
from gospablik.store.publishing import Post
from gospablik.store.seen import SeenPost

Place = tuple[str, str]
"""A page and the network's number of a post on it."""


@dataclass(frozen=True, slots=True)
class UnderPost:
    """A post. Of one of ours `title` and `text` are what was published, and `seen_at` is None.

    Of any other there is no title; `text` is what the network showed last, at `seen_at` (UTC).
    """

    title: str
    text: str
    seen_at: datetime | None = None

    def named(self, limit: int = 120) -> str:
        """Its title or the beginning of its text, on one line; empty of a post without words."""
        return one_line(self.title or self.text, limit)


def post_under(session: Session, comment: Comment) -> UnderPost | None:
    """The post of that comment; None outside posts and where the network showed none."""
    return posts_under(session, [comment]).get(place_of(comment))


def posts_under(session: Session, comments: Collection[Comment]) -> dict[Place, UnderPost]:
    """The same of many comments of one organisation, in two statements at the most."""
    places = {place_of(one) for one in comments if one.post_network_id}
    organisations = {one.organisation for one in comments}
    found = _ours(session, organisations, places)
    return _seen(session, organisations, places - found.keys()) | found


def place_of(comment: Comment) -> Place:
    """Where `posts_under` keeps the post of that comment."""
    return comment.page, comment.post_network_id


def under_words(session: Session, comment: Comment) -> str:
    """«Под постом «…»», else where the comment stands instead. The post's words are no markup."""
    post = post_under(session, comment)
    named = post.named() if post else ""
    return f"Под постом «{named}»" if named else where(comment)


def _ours(
    session: Session, organisations: Iterable[str], places: Collection[Place]
) -> dict[Place, UnderPost]:
    if not places:
        return {}
    rows = session.scalars(
        select(Post)
        .where(
            Post.organisation.in_(organisations),
            Post.page.in_({page for page, _ in places}),
            Post.network_id.in_({number for _, number in places}),
        )
        .options(joinedload(Post.revision))
        .order_by(Post.id.desc())
    )
    return {
        (row.page, row.network_id): UnderPost(row.revision.title, row.text)
        for row in rows
        if row.network_id is not None
    }


def _seen(
    session: Session, organisations: Iterable[str], places: Collection[Place]
) -> dict[Place, UnderPost]:
    """A post's own number goes before that of a thread, which in Telegram may be the same."""
    if not places:
        return {}
    numbers = {number for _, number in places}
    rows = session.scalars(
        select(SeenPost)
        .where(
            SeenPost.organisation.in_(organisations),
            SeenPost.page.in_({page for page, _ in places}),
            or_(SeenPost.network_id.in_(numbers), SeenPost.thread.in_(numbers)),
        )
        .order_by(SeenPost.id.desc())
    ).all()
    shown = [(row, UnderPost("", row.text, row.seen_at)) for row in rows]
    by_thread = {(row.page, row.thread): post for row, post in shown if row.thread}
    return by_thread | {(row.page, row.network_id): post for row, post in shown}
