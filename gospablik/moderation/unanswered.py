"""What an author asked and no page answered: the head should know it before he blocks (4.3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.asking.recognise import recognise
from gospablik.moderation.keeping import ERASED
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.own_words import own_words
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment
from gospablik.store.review import Ruling, Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits. `text`: a resident's words, no markup; the time is local."""

    text: str
    written_at: datetime
    link: str


def unanswered(session: Session, office: Organisation, author: Author) -> list[Asked]:
    """The author's standing comments that ask and that no words of the page follow; newest first.

    On all our pages of the author's network. Not what was ruled to be removed.
    """
    removed = select(Ruling.comment_id).where(
        Ruling.verdict == Verdict.REMOVE, Ruling.annulled_at.is_(None)
    )
    rows = session.scalars(
        select(Comment)
        .join(Author, Author.id == Comment.author_id)
        .where(
            Comment.organisation == office.key,
            Comment.page.in_(_pages(office, author)),
            Author.network_id == author.network_id,
            Comment.gone_at.is_(None),
            Comment.id.not_in(removed),
        )
        .order_by(Comment.written_at.desc(), Comment.id.desc())
    ).all()
    asked = [one for one in rows if one.latest.text != ERASED and recognise(one.latest.text)]
    if not asked:
        return []
    own = own_words(session, office, asked[-1].written_at)
    return [
        Asked(one.latest.text, office.local(one.written_at), _link(office, one))
        for one in asked
        if not own.follow(
            one.page,
            one.post_network_id,
            {one.network_id, one.thread_root or one.network_id},
            one.written_at,
        )
    ]


def _pages(office: Organisation, author: Author) -> list[str]:
    """The author's number is one in all pages of a network, and another one's in the next."""
    page = page_of(office, author.page)
    same = [one.key for one in office.page if page and one.network == page.network]
    return same or [author.page]


def _link(office: Organisation, comment: Comment) -> str:
    return comment_link(page_of(office, comment.page), comment)
