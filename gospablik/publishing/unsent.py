"""How far posts have come: those that are not handed to the ledger yet, which alone may still
change or be dropped, and those that stand on their page.
"""

from sqlalchemy import String, cast, exists, select
from sqlalchemy.orm import Session

from gospablik.store.tables import Action, Kind, Post

_PUBLISHES = (
    (Action.organisation == Post.organisation)
    & (Action.kind == Kind.PUBLISH)
    & (Action.page == Post.page)
    & (Action.subject == cast(Post.id, String))
)
UNSENT = ~exists().where(_PUBLISHES)
"""Of a query for posts: not handed over yet."""
STANDS = Post.network_id.is_not(None) & Post.withdrawn_at.is_(None)
"""Of a query for posts: on the page, and not taken off by a decision."""


def still_unsent(session: Session, post: Post) -> bool:
    """Asked again under the row's lock: another pass may have handed it over just now."""
    locked_post(session, post.id)
    return is_unsent(session, post.id)


def is_unsent(session: Session, post_id: int) -> bool:
    """Whether it was not handed over, as far as can be seen without a lock."""
    return not session.scalar(select(exists().where(Post.id == post_id, _PUBLISHES)))


def locked_post(session: Session, post_id: int) -> Post:
    """The post as it is now, held against other writers until the transaction ends."""
    return session.get_one(Post, post_id, with_for_update=True, populate_existing=True)
