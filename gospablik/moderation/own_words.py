"""What a page itself wrote below its posts: whether it has answered a resident."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from gospablik.moderation.telling import TO_ONE
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion


@dataclass(frozen=True, slots=True)
class OwnWords:
    """When a page wrote, earliest first: by (page, thread), outside of threads by (page, post)."""

    in_threads: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)
    below_posts: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)

    def follow(self, page: str, post: str, threads: Collection[str], asked_at: datetime) -> bool:
        """Whether the page wrote after that moment: in one of the threads, or to all below."""
        return self.first_after(page, post, threads, asked_at) is not None

    def first_after(
        self, page: str, post: str, threads: Collection[str], asked_at: datetime
    ) -> datetime | None:
        """When the page first wrote there after that moment; None if it did not."""
        known = [self.in_threads.get((page, thread), ()) for thread in threads]
        known.append(self.below_posts.get((page, post), ()))
        return min((at for moments in known for at in moments if at > asked_at), default=None)


def own_words(session: Session, office: Organisation, since: datetime) -> OwnWords:
    """What pages wrote since then and what stands, but for the program's words to one resident:

    that his comment was removed, that it was a mistake, a warning, the answer to his own question.
    Those answer nobody else who asks under the same post.
    """
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
                or_(*(CommentVersion.text.contains(one, autoescape=True) for one in TO_ONE)),
            ),
        )
        .order_by(Comment.written_at)
    )
    own = OwnWords()
    for page, post, root, at in rows:
        if root is None:
            own.below_posts.setdefault((page, post), []).append(at)
        else:
            own.in_threads.setdefault((page, root), []).append(at)
    return own
