"""Which posts the networks showed, and which of them must have their comments read again.

A reading costs requests, so where the counter grew only what is new is asked for; where it fell,
and otherwise now and then, all of it, because edits and removals may move no counter: posts under
3 days hourly, under 30 days daily.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.harvest import storable
from gospablik.networks.base import LivePost
from gospablik.organisation import Organisation
from gospablik.store.many import among, insert_many_once
from gospablik.store.tables import SeenPost

UNTOLD = -1
"""`LivePost.comments` of a network that does not tell how many comments there are (MAX)."""
FRESH, OLD = timedelta(days=3), timedelta(days=30)
_SWEEPS = ((FRESH, timedelta(hours=1)), (OLD, timedelta(days=1)))
_LIVELY = timedelta(days=1)
"""As long as that a post of a network that does not count is asked at each pass what is new."""


@dataclass(frozen=True, slots=True)
class Due:
    """A post whose comments must be read: all of them, or what is new.

    `told`: how many the network says there are; `grown`: how many more than at the last reading.
    """

    network_id: str
    whole: bool
    told: int = UNTOLD
    grown: int = 0

    def lacking(self, held: int) -> int:
        """How many there must be that we do not hold; 0 if the network does not count.

        What we took off the page ourselves lowers its number as well as ours, and what went
        without our knowing lowers only its own.
        """
        return 0 if self.told == UNTOLD else max(self.grown, self.told - held)


def keep_posts(
    session: Session, office: Organisation, page_key: str, live: Iterable[LivePost], now: datetime
) -> None:
    """Keep what the network showed of these posts; what was read of their comments stays."""
    shown = {one.network_id: one for one in live}
    page = {"organisation": office.key, "page": page_key}
    known = session.scalars(
        select(SeenPost)
        .filter_by(**page)
        .where(among(session.get_bind().dialect.name, SeenPost.network_id)),
        {"keys": list(shown)},
    )
    for row in known:
        post = shown.pop(row.network_id)
        row.address, row.text = post.address, storable(post.text)
        row.links, row.attachments = list(_links(post)), list(post.attachments)
        row.thread = post.thread or row.thread
        row.comments, row.seen_at = post.comments, now
    session.flush()
    new = list(shown.values())
    insert_many_once(
        session.connection(),
        SeenPost,
        {**page, "seen_at": now},
        network_id=[post.network_id for post in new],
        address=[post.address for post in new],
        text=[storable(post.text) for post in new],
        links=[_links(post) for post in new],
        attachments=[post.attachments for post in new],
        published_at=[post.published_at for post in new],
        thread=[post.thread for post in new],
        comments=[post.comments for post in new],
    )


def _links(post: LivePost) -> tuple[str, ...]:
    return tuple(storable(link) for link in post.links)


def to_read(
    session: Session,
    office: Organisation,
    page_key: str,
    *,
    now: datetime,
    everything: bool,
    changed: Collection[str] = (),
) -> list[Due]:
    """The page's posts whose comments must be read, newest post first.

    Posts older than 30 days are left; `everything`: all others, whatever was read when. `changed`:
    posts of which the network told that more happened than a counter shows.
    """
    rows = session.scalars(
        select(SeenPost)
        .where(
            SeenPost.organisation == office.key,
            SeenPost.page == page_key,
            SeenPost.published_at > now - OLD,
        )
        .order_by(SeenPost.published_at.desc(), SeenPost.id.desc())
    )
    if everything:
        return [Due(row.network_id, whole=True) for row in rows]
    return [due for row in rows if (due := _due(row, now, changed))]


def _due(row: SeenPost, now: datetime, changed: Collection[str]) -> Due | None:
    whole = Due(row.network_id, whole=True)
    if row.network_id in changed:
        return whole
    told = row.comments != UNTOLD
    if told and not row.comments and not row.comments_read:
        return None
    if row.read_at is None or row.comments_read is None:
        return whole
    age = now - row.published_at
    every = next((pause for younger, pause in _SWEEPS if age < younger), None)
    if every is not None and now - row.read_at >= every:
        return whole
    if not told:
        return Due(row.network_id, whole=False) if age < _LIVELY else None
    grown = row.comments - row.comments_read
    if grown < 0:
        return whole
    if not grown:
        return None
    return Due(row.network_id, whole=False, told=row.comments, grown=grown)


def note_read(
    session: Session,
    office: Organisation,
    page_key: str,
    network_id: str,
    began: datetime,
    *,
    whole: bool = True,
) -> None:
    """The comments under a post were read, beginning at that moment: all, or what was new."""
    row = session.scalars(
        select(SeenPost).filter_by(organisation=office.key, page=page_key, network_id=network_id)
    ).one()
    row.comments_read = row.comments
    if whole:
        row.read_at = began
