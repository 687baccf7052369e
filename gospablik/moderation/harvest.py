"""What the network shows under a post, kept: authors, comments, each wording, what is gone."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.keeping import UNKNOWN_AUTHOR, Keeping, storable
from gospablik.networks.base import LiveComment
from gospablik.organisation import Organisation
from gospablik.store.comments import Comment

__all__ = ["UNKNOWN_AUTHOR", "Harvested", "held_comments", "storable", "store_comments"]


@dataclass(frozen=True, slots=True)
class Harvested:
    """How many comments are new, were reworded, are gone from the page, came back to it.

    `new` counts what residents wrote; `own`: our own replies that were not known, which are kept
    but are no news.
    """

    new: int = 0
    changed: int = 0
    gone: int = 0
    back: int = 0
    own: int = 0

    def __add__(self, other: "Harvested") -> "Harvested":
        return Harvested(
            self.new + other.new,
            self.changed + other.changed,
            self.gone + other.gone,
            self.back + other.back,
            self.own + other.own,
        )


def store_comments(  # noqa: PLR0917
    session: Session,
    office: Organisation,
    page_key: str,
    post_network_id: str,
    live: Sequence[LiveComment],
    now: datetime,
    *,
    whole: bool = True,
    gone: Collection[str] = (),
) -> Harvested:
    """Keep a reading of the comments under a post; `whole`: what it lacks is gone from the page.

    `gone`: ids of which a reading that is not whole tells the same. `now` is the moment at which
    the reading began: what was written down after it (a newer wording, a removal that was carried
    out meanwhile) is not undone by an older look. The page's own comments are kept too; the queue
    never shows them.
    """
    shown = {one.network_id for one in live}
    whose = {"organisation": office.key, "page": page_key}
    post = Keeping(session, whose, post_network_id, now, None if whole else shown)
    if whole:
        gone = post.standing - shown
    total = Harvested()
    for some in _rounds(live):
        kept = post.keep(some)
        total += Harvested(kept.new, kept.changed, back=kept.back, own=kept.own)
    return total + Harvested(gone=post.take_off(gone))


def held_comments(
    session: Session, office: Organisation, page_key: str, post_network_id: str, now: datetime
) -> dict[str, str | None]:
    """The comments under a post that we knew then and do not know to be gone: id → thread root."""
    found = session.execute(
        select(Comment.network_id, Comment.thread_root)
        .filter_by(organisation=office.key, page=page_key, post_network_id=post_network_id)
        .where(Comment.gone_at.is_(None), Comment.first_seen_at <= now)
    )
    return {one.network_id: one.thread_root for one in found}


def _rounds(live: Iterable[LiveComment]) -> Iterator[dict[str, LiveComment]]:
    """A reading in its order, each comment once a round: a stream may tell of one several times."""
    some: dict[str, LiveComment] = {}
    for shown in live:
        if shown.network_id in some:
            yield some
            some = {}
        some[shown.network_id] = shown
    if some:
        yield some
