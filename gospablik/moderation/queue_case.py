"""The queue as a person reads it: by author and thread, with what was said before (clause 4.2)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.keeping import ERASED, UNKNOWN_AUTHOR
from gospablik.moderation.links import (
    comment_link,
    one_line,
    page_name,
    page_of,
    post_link,
    where,
)
from gospablik.moderation.posts_under import post_under
from gospablik.moderation.published import Examiner
from gospablik.moderation.queue import Waiting, count_warned
from gospablik.moderation.spots import Spots, spots
from gospablik.moderation.staff import staff_words
from gospablik.moderation.violations import standing
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment

NOT_SEEN = "в ветке, начала которой программа не видела"


@dataclass(frozen=True, slots=True)
class Asked:
    """One comment that waits. `written_at` is local; `spots`: the words that it is here for."""

    item: Waiting
    written_at: datetime
    link: str
    spots: Spots


@dataclass(frozen=True, slots=True)
class Thread:
    """Comments of one author in one place. `title`, `link`: of the post, both may be empty.

    `where`: said instead of a title; `answers`: who began the thread and in what words, without a
    name where that is not known, None under the post itself. Others' words: no markup.
    """

    page: str
    title: str
    link: str
    where: str
    answers: tuple[str, str] | None
    comments: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class OfAuthor:
    """All that waits of one author; `history`: what was before, in words."""

    name: str
    history: str
    threads: tuple[Thread, ...]

    @property
    def count(self) -> int:
        """How many comments."""
        return sum(len(thread.comments) for thread in self.threads)


def by_author(
    session: Session, office: Organisation, queue: Sequence[Waiting], examiner: Examiner
) -> list[OfAuthor]:
    """The queue in its order: authors as they come, in each the threads as they come."""
    authors = []
    for author_id, group in groupby(queue, key=lambda item: item.author_id):
        items = list(group)
        threads: dict[tuple[str, str, str | None], list[Waiting]] = {}
        for item in items:
            place = (item.page, item.post_network_id, item.thread_root)
            threads.setdefault(place, []).append(item)
        authors.append(
            OfAuthor(
                name=one_line(items[0].author_name) or "(имя не указано)",
                history=history(session, office, author_id),
                threads=tuple(_thread(session, office, one, examiner) for one in threads.values()),
            )
        )
    return authors


def history(session: Session, office: Organisation, author_id: int) -> str:
    """What the author did before and was told, in words."""
    author = session.get_one(Author, author_id)
    if author.network_id.startswith(UNKNOWN_AUTHOR):
        return "что было прежде, неизвестно: сеть не показывает автора"
    staff = staff_words(office, author)
    return f"{_history(session, office, author_id)}{'. ' + staff.rstrip('.') if staff else ''}"


def _history(session: Session, office: Organisation, author_id: int) -> str:
    before = standing(session, author_id)
    warned = count_warned(session, author_id)
    warnings = f", предупреждений {warned}" if warned else ""
    if not before:
        return f"прежних нарушений нет{warnings}"
    told = [one.told_at for one in before if one.told_at]
    words = f"прежних нарушений {len(before)}{warnings}"
    if not told:
        return f"{words}; автору ещё не сообщено"
    last = f"{office.local(max(told)):%d.%m.%Y}"
    return f"{words}; автору сообщено {'' if len(told) == 1 else 'последний раз '}{last}"


def _thread(
    session: Session, office: Organisation, items: Sequence[Waiting], examiner: Examiner
) -> Thread:
    first = session.get_one(Comment, items[0].comment_id)
    page = page_of(office, first.page)
    post = post_under(session, first)
    title = post.named(100) if post else ""
    return Thread(
        page=page_name(office, first.page) if len(office.page) > 1 else "",
        title=title,
        link=post_link(page, first.post_network_id) if title else "",
        where="" if title else where(first),
        answers=_answers(session, first),
        comments=tuple(_asked(session, office, items, examiner, post.text if post else "")),
    )


def _asked(
    session: Session,
    office: Organisation,
    items: Sequence[Waiting],
    examiner: Examiner,
    post: str,
) -> Iterator[Asked]:
    for item in items:
        comment = session.get_one(Comment, item.comment_id)
        hits = examiner.examine(item.text, post).hits
        yield Asked(
            item,
            office.local(item.written_at),
            comment_link(page_of(office, item.page), comment),
            spots(item.text, item.found, hits),
        )


def _answers(session: Session, comment: Comment) -> tuple[str, str] | None:
    if not comment.thread_root:
        return None
    root = session.scalars(
        select(Comment).filter_by(
            organisation=comment.organisation, page=comment.page, network_id=comment.thread_root
        )
    ).first()
    if root is None or root.latest.text == ERASED:
        return "", NOT_SEEN
    own = root.author_id == comment.author_id
    name = "самому себе" if own else one_line(root.author.name) or "(имя не указано)"
    return name, one_line(root.latest.text, 200)
