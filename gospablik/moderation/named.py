"""A comment that somebody names by what stands in the browser's line or by its number."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.links import comment_link, page_of
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment

_AT_ONCE = 500


def by_address(session: Session, office: Organisation, named: str) -> Comment | None:
    """The resident's comment whose address or number in the network this is; of two the newer."""
    wanted = named.strip()
    if not wanted:
        return None
    comments = _comments(session, office)
    return next((one for one in comments if wanted in (one.network_id, _link(office, one))), None)


def _link(office: Organisation, comment: Comment) -> str:
    return comment_link(page_of(office, comment.page), comment)


def _comments(session: Session, office: Organisation) -> Iterator[Comment]:
    return session.scalars(
        select(Comment)
        .join(Author, Author.id == Comment.author_id)
        .where(Comment.organisation == office.key, Author.is_page.is_(False))
        .order_by(Comment.id.desc())
        .execution_options(yield_per=_AT_ONCE)
    )
