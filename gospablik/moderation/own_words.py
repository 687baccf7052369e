"""What a page itself wrote below its posts: whether it has answered a resident."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from gospablik.moderation.detection.distress.trouble_list import shipped
from gospablik.moderation.telling import TO_ONE
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion


class _Comment(Protocol):
    @property
    def page(self) -> str: ...
    @property
    def post_network_id(self) -> str: ...
    @property
    def network_id(self) -> str: ...
    @property
    def thread_root(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class OwnWords:
    """When a page wrote, earliest first: by (page, thread), outside of threads by (page, post)."""

    in_threads: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)
    below_posts: dict[tuple[str, str], list[datetime]] = field(default_factory=dict)

    def first_after(self, asked: _Comment, moment: datetime) -> datetime | None:
        """When the page first wrote after that moment in the comment's thread, or to all below the
        post; None if it did not.
        """
        threads = {asked.network_id, asked.thread_root or asked.network_id}
        known = [self.in_threads.get((asked.page, thread), ()) for thread in threads]
        known.append(self.below_posts.get((asked.page, asked.post_network_id), ()))
        return min((at for moments in known for at in moments if at > moment), default=None)


def to_one() -> tuple[str, ...]:
    """Words by which what the program writes to one resident is known."""
    return (*TO_ONE, *(rule.reply for rule in shipped().rules))


def own_words(session: Session, office: Organisation, since: datetime) -> OwnWords:
    """What pages wrote since then and what stands, but for the program's words to one resident:

    that his comment was removed, that it was a mistake, a warning, the answer to his own question,
    the ready answer about trouble. Those answer nobody else who asks under the same post.
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
                or_(*(CommentVersion.text.contains(one, autoescape=True) for one in to_one())),
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
