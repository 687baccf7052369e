"""A comment that somebody names by what stands in the browser's line or by its number."""

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, or_, select, true
from sqlalchemy.orm import Session

from gospablik.moderation.links import comment_link, page_of, post_link
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment

_AT_ONCE = 500


def by_address(session: Session, office: Organisation, named: str) -> Comment | None:
    """The resident's comment whose address or number in the network this is; of two the newer."""
    wanted = named.strip()
    if not wanted:
        return None
    comments = session.scalars(
        select(Comment)
        .join(Author, Author.id == Comment.author_id)
        .where(
            Comment.organisation == office.key,
            Author.is_page.is_(False),
            or_(
                Comment.network_id == wanted,
                Comment.address == wanted,
                *_under_posts(session, office, wanted),
            ),
        )
        .order_by(Comment.id.desc())
        .execution_options(yield_per=_AT_ONCE)
    )
    return next((one for one in comments if wanted in (one.network_id, _link(office, one))), None)


def _under_posts(
    session: Session, office: Organisation, wanted: str
) -> Iterator[ColumnElement[bool]]:
    """Conditions: below a post whose address begins so; a comment's is made of its post's."""
    rows = session.execute(
        select(Comment.page, Comment.post_network_id)
        .where(Comment.organisation == office.key, Comment.address.is_(None))
        .distinct()
    )
    posts: defaultdict[str, list[str]] = defaultdict(list)
    for page, post in rows:
        link = post_link(page_of(office, page), post)
        if link and wanted.startswith(link):
            posts[page].append(post)
    for page, below in posts.items():
        # In MAX every post has the channel's address, and a database takes no endless list.
        these = Comment.post_network_id.in_(below) if len(below) <= _AT_ONCE else true()
        yield and_(Comment.page == page, Comment.address.is_(None), these)


def _link(office: Organisation, comment: Comment) -> str:
    return comment_link(page_of(office, comment.page), comment)
