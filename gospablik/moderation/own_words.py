"""What a page itself wrote below its posts: whether it has answered a resident."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from gospablik.moderation.telling import OF_REMOVAL
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion


@dataclass(frozen=True, slots=True)
class OwnWords:
    """When a page wrote last: by (page, thread), and outside of threads by (page, post)."""

    in_threads: dict[tuple[str, str], datetime] = field(default_factory=dict)
    below_posts: dict[tuple[str, str], datetime] = field(default_factory=dict)

    def follow(self, page: str, post: str, threads: Collection[str], asked_at: datetime) -> bool:
        """Whether the page wrote after that moment: in one of the threads, or to all below."""
        at = [self.in_threads.get((page, thread)) for thread in threads]
        at.append(self.below_posts.get((page, post)))
        return any(moment is not None and moment > asked_at for moment in at)


def own_words(session: Session, office: Organisation, since: datetime) -> OwnWords:
    """What pages wrote since then and what stands, but for the words that a comment was removed."""
    rows = session.execute(
        select(Comment.page, Comment.post_network_id, Comment.thread_root, Comment.written_at)
        .join(Author, Author.id == Comment.author_id)
        .where(
            Comment.organisation == office.key,
            Comment.gone_at.is_(None),
            Comment.written_at > since,
            Author.is_page.is_(True),
            ~exists().where(
                CommentVersion.comment_id == Comment.id,
                CommentVersion.text.contains(OF_REMOVAL, autoescape=True),
            ),
        )
        .order_by(Comment.written_at)
    )
    own = OwnWords()
    for page, post, root, at in rows:
        if root is None:
            own.below_posts[page, post] = at
        else:
            own.in_threads[page, root] = at
    return own
