"""Mass questions: what several residents ask alike, on all pages together (clause 4.1).

Nobody is asked to remove them; they tell what the town waits to hear. Never taken for spam.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from gospablik.moderation.detection.alike import LEAST_AUTHORS, Group, groups
from gospablik.moderation.detection.alike_words import MOST_LETTERS
from gospablik.moderation.detection.examine import examine
from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.keeping import UNKNOWN_AUTHOR
from gospablik.moderation.own_words import OwnWords, own_words
from gospablik.organisation import Organisation
from gospablik.store.answers import Closed, ResidentQuestion
from gospablik.store.comments import Author, Comment, CommentVersion
from gospablik.store.review import Ruling, Verdict

LOOK_BACK = timedelta(days=7)
MOST_COMMENTS = 5_000
"""Of a week with more the newest are compared."""
MOST_SHOWN = 10


class Said(NamedTuple):
    """A comment as it is compared and linked to."""

    id: int
    page: str
    network_id: str
    thread_root: str | None
    post_network_id: str
    author: str
    written_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class MassQuestion:
    """What is asked alike. `example`: how it sounds; `comments`: oldest first.

    `people`: authors whom the networks name; `nameless`: comments beside theirs whose author a
    network does not show (MAX), of nobody knows how many people. `answered`: below how many of the
    comments the page has written since.
    """

    example: str
    people: int
    nameless: int
    comments: tuple[Said, ...]
    answered: int

    @property
    def since(self) -> datetime:
        """When it was asked first, as far as the week goes back."""
        return self.comments[0].written_at


def mass_questions(session: Session, office: Organisation, now: datetime) -> list[MassQuestion]:
    """What three or more ask alike in the last seven days, at most ten questions.

    Three whom the networks name, or three comments of nobody knows whom: one of these may be of
    somebody who is named beside it.
    Those that no page has answered whole come first, then those of the most people. Of comments
    that stand on pages that are run, watched ones too, but are not the pages' own; without what
    was ruled to be removed, and advertisements, which several accounts write alike, too.
    """
    said = {one.id: one for one in _said(session, office, now)}
    found = groups([(one.id, one.author, one.text) for one in said.values()])
    own = own_words(session, office, now - LOOK_BACK) if found else OwnWords()
    closed = _closed(session, office, now) if found else set[int]()
    asked = [
        _question(group, (said[number] for number in group.ids), own, closed) for group in found
    ]
    asked = [one for one in asked if max(one.people, one.nameless) >= LEAST_AUTHORS]
    asked.sort(key=lambda one: one.answered == len(one.comments))
    return list(islice((one for one in asked if not _is_advertisement(one.example)), MOST_SHOWN))


def _closed(session: Session, office: Organisation, now: datetime) -> set[int]:
    """Comments of these days that were answered one by one (`moderation.asking`)."""
    answered = (Closed.ANSWERED, Closed.BY_HAND, Closed.ALREADY)
    return set(
        session.scalars(
            select(ResidentQuestion.comment_id)
            .join(Comment, Comment.id == ResidentQuestion.comment_id)
            .where(
                ResidentQuestion.organisation == office.key,
                Comment.written_at > now - LOOK_BACK,
                ResidentQuestion.closed_how.in_(answered),
            )
        )
    )


def _question(
    group: Group, comments: Iterable[Said], own: OwnWords, closed: set[int]
) -> MassQuestion:
    standing = sorted(comments, key=lambda one: (one.written_at, one.id))
    authors = {one.author for one in standing}
    nameless = sum(_is_nameless(author) for author in authors)
    return MassQuestion(
        example=group.example,
        people=len(authors) - nameless,
        nameless=nameless,
        comments=tuple(standing),
        answered=sum(one.id in closed or _is_answered(one, own) for one in standing),
    )


def _is_answered(said: Said, own: OwnWords) -> bool:
    return own.first_after(said, said.written_at) is not None


def _is_advertisement(text: str) -> bool:
    return any(hit.kind is Kind.SPAM for hit in examine(text).hits)


def _said(session: Session, office: Organisation, now: datetime) -> list[Said]:
    networks = {page.key: page.network for page in office.active_pages(now)}
    later = aliased(CommentVersion)
    rows = session.execute(
        select(
            Comment.id,
            Comment.page,
            Comment.network_id,
            Comment.thread_root,
            Comment.post_network_id,
            Author.network_id,
            Comment.written_at,
            func.substr(CommentVersion.text, 1, MOST_LETTERS),
        )
        .join(CommentVersion, CommentVersion.comment_id == Comment.id)
        .join(Author, Author.id == Comment.author_id)
        .where(
            Comment.organisation == office.key,
            Comment.page.in_(networks),
            Comment.gone_at.is_(None),
            Comment.written_at > now - LOOK_BACK,
            Author.is_page.is_(False),
            ~exists().where(later.comment_id == Comment.id, later.number > CommentVersion.number),
            ~exists().where(
                Ruling.version_id == CommentVersion.id,
                Ruling.verdict == Verdict.REMOVE,
                Ruling.annulled_at.is_(None),
            ),
        )
        .order_by(Comment.written_at.desc(), Comment.id.desc())
        .limit(MOST_COMMENTS)
    )
    return [
        Said(number, page, network_id, root, post, f"{networks[page]}:{author}", at, text)
        for number, page, network_id, root, post, author, at, text in rows
    ]


def _is_nameless(author: str) -> bool:
    return author.partition(":")[2].startswith(UNKNOWN_AUTHOR)
