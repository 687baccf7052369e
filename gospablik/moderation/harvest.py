"""What the network shows under a post, kept: authors, comments, each wording, what is gone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gospablik.networks.base import LiveComment
from gospablik.organisation import Organisation
from gospablik.store.comments import Author, Comment, CommentVersion
from gospablik.store.once import find_or_insert, insert_once

UNKNOWN_AUTHOR = "?"
"""Begins the id of an author whom the network does not show, before the comment's own id."""
NAMELESS = "автор не показан сетью"


@dataclass(frozen=True, slots=True)
class Harvested:
    """How many comments are new, were reworded, are gone from the page, came back to it.

    `new` counts what residents wrote; our own replies are kept, but are no news.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    back: int = 0

    def __add__(self, other: "Harvested") -> "Harvested":
        return Harvested(
            self.new + other.new,
            self.changed + other.changed,
            self.gone + other.gone,
            self.back + other.back,
        )


def store_comments(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    page_key: str,
    post_network_id: str,
    live: list[LiveComment],
    now: datetime,
    *,
    whole: bool = True,
) -> Harvested:
    """Keep a reading of the comments under a post; `whole`: what it lacks is gone from the page.

    `now` is the moment at which the reading began: what was written down after it (a newer
    wording, a removal that was carried out meanwhile) is not undone by an older look. The
    page's own comments are kept too; the queue never shows them.
    """
    new = changed = back = 0
    seen: set[int] = set()
    for shown in live:
        comment, is_new = _comment(
            session, office, page_key, post_network_id=post_network_id, shown=shown, now=now
        )
        seen.add(comment.id)
        changed += _reword(session, comment, shown, now) and not is_new
        new += is_new and not shown.by_page
        if comment.gone_at is not None and comment.gone_at < now:
            comment.gone_at = None
            back += 1
    gone = _gone(session, office, page_key, post_network_id, seen, now) if whole else 0
    session.flush()
    return Harvested(new, changed, gone, back)


def _gone(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    page_key: str,
    post_network_id: str,
    seen: set[int],
    now: datetime,
) -> int:
    gone = 0
    for comment in session.scalars(
        select(Comment)
        .filter_by(organisation=office.key, page=page_key, post_network_id=post_network_id)
        .where(Comment.gone_at.is_(None), Comment.first_seen_at <= now)
    ):
        if comment.id not in seen:
            comment.gone_at = now
            gone += 1
    return gone


def _comment(
    session: Session,
    office: Organisation,
    page_key: str,
    *,
    post_network_id: str,
    shown: LiveComment,
    now: datetime,
) -> tuple[Comment, bool]:
    whose = {"organisation": office.key, "page": page_key}
    author = _author(session, whose, shown)
    return find_or_insert(
        session,
        Comment,
        {**whose, "network_id": shown.network_id},
        post_network_id=post_network_id,
        thread_root=shown.thread_root,
        author_id=author.id,
        written_at=shown.written_at,
        first_seen_at=now,
        address=shown.address or None,
    )


def _author(session: Session, whose: dict[str, str], shown: LiveComment) -> Author:
    name = storable(shown.author_name)
    unknown = shown.author_id is None
    network_id = f"{UNKNOWN_AUTHOR}{shown.network_id}" if unknown else shown.author_id
    author, _ = find_or_insert(
        session,
        Author,
        {**whose, "network_id": network_id},
        name=name or (NAMELESS if unknown else ""),
        is_page=shown.by_page,
    )
    if (name and author.name != name) or author.is_page != shown.by_page:
        session.execute(
            update(Author)
            .where(Author.id == author.id)
            .values(name=name or author.name, is_page=shown.by_page)
        )
    return author


def _reword(session: Session, comment: Comment, shown: LiveComment, now: datetime) -> bool:
    """Keep the wording if it is another than the last one; two harvests keep it once."""
    text, attachments = storable(shown.text), [storable(a) for a in shown.attachments]
    last = session.scalars(
        select(CommentVersion)
        .filter_by(comment_id=comment.id)
        .order_by(CommentVersion.number.desc())
        .limit(1)
    ).first()
    if last and (last.seen_at > now or (last.text, last.attachments) == (text, attachments)):
        return False
    return insert_once(
        session,
        CommentVersion,
        comment_id=comment.id,
        number=last.number + 1 if last else 1,
        text=text,
        attachments=attachments,
        seen_at=now,
    )


def storable(words: str) -> str:
    """PostgreSQL keeps no NUL and no database keeps half a surrogate pair."""
    return words.replace("\x00", "\ufffd").encode("utf-8", "replace").decode("utf-8")
