"""What an author asked and no page answered: the head should know it before he blocks (4.3)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, contains_eager

from gospablik.moderation.keeping import ERASED
from gospablik.moderation.links import comment_link, page_of
from gospablik.moderation.own_words import own_words
from gospablik.organisation import Organisation
from gospablik.store.answers import ResidentQuestion
from gospablik.store.comments import Author, Comment, CommentVersion
from gospablik.store.review import Ruling, Verdict


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that waits. `text`: a resident's words, no markup; the time is local."""

    text: str
    written_at: datetime
    link: str


def unanswered(session: Session, office: Organisation, author: Author) -> list[Asked]:
    """The author's questions that stand and that nobody has answered yet; newest first.

    On all our pages of the author's network. Not what was reworded and asks no more, was ruled to
    be removed or, since the last pass, has words of the page below it.
    """
    removed = select(Ruling.comment_id).where(
        Ruling.verdict == Verdict.REMOVE, Ruling.annulled_at.is_(None)
    )
    later = aliased(CommentVersion)
    rows = session.scalars(
        select(ResidentQuestion)
        .join(ResidentQuestion.comment)
        .join(ResidentQuestion.version)
        .join(Author, Author.id == Comment.author_id)
        .options(contains_eager(ResidentQuestion.comment), contains_eager(ResidentQuestion.version))
        .where(
            ResidentQuestion.organisation == office.key,
            ResidentQuestion.closed_at.is_(None),
            Comment.page.in_(_pages(office, author)),
            Author.network_id == author.network_id,
            Comment.gone_at.is_(None),
            CommentVersion.text != ERASED,
            Comment.id.not_in(removed),
            ~exists().where(later.comment_id == Comment.id, later.number > CommentVersion.number),
        )
        .order_by(Comment.written_at.desc(), Comment.id.desc())
    ).all()
    if not rows:
        return []
    own = own_words(session, office, min(row.since for row in rows))
    return [
        Asked(row.version.text, office.local(row.comment.written_at), _link(office, row.comment))
        for row in rows
        if own.first_after(row.comment, row.since) is None
    ]


def _pages(office: Organisation, author: Author) -> list[str]:
    """The author's number is one in all pages of a network, and another one's in the next."""
    page = page_of(office, author.page)
    same = [one.key for one in office.page if page and one.network == page.network]
    return same or [author.page]


def _link(office: Organisation, comment: Comment) -> str:
    return comment_link(page_of(office, comment.page), comment)
