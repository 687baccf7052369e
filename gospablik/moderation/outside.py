"""What residents wrote outside the page's posts, kept (clause 4.1): entries, discussions, media."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, false, or_, select
from sqlalchemy.orm import Session

from gospablik.moderation.harvest import Harvested, store_comments
from gospablik.moderation.seen_posts import keep_posts
from gospablik.networks.base import LiveComment
from gospablik.networks.outside import Outside
from gospablik.organisation import Organisation
from gospablik.store.once import find_or_insert
from gospablik.store.tables import Comment, OutsideReading

EVERY = timedelta(hours=1)
"""Reading all places takes several requests, and more the more there is: as often as a sweep."""


def outside_due(session: Session, office: Organisation, page_key: str, now: datetime) -> bool:
    """Whether the places outside the posts are to be read again."""
    row = session.get(OutsideReading, (office.key, page_key))
    return row is None or now - row.read_at >= EVERY


def keep_outside(
    session: Session,
    office: Organisation,
    page_key: str,
    read: Outside,
    found: Sequence[LiveComment],
    *,
    since: datetime,
    began: datetime,
) -> Harvested:
    """Keep a reading that began then; `found` is what it found, ours marked.

    Entries on the wall become posts whose comments are read like any post's. What is not shown any
    more is gone, but only of the kinds that were read whole, and only what was written since then.
    A reading that failed in passing does not count, nor does the one before it, which an event may
    have made too old: the next pass reads anew.
    """
    keep_posts(session, office, page_key, read.entries, began)
    places: dict[str, list[LiveComment]] = defaultdict(list)
    gone: dict[str, set[str]] = defaultdict(set)
    for one in found:
        places[one.post_network_id].append(one)
    shown = {one.network_id for one in found}
    for place, network_id in session.execute(
        _standing(office, page_key, read.read, since).where(Comment.first_seen_at <= began)
    ):
        if network_id not in shown:
            gone[place].add(network_id)
    total = Harvested()
    for place in sorted(places.keys() | gone.keys()):
        total += store_comments(
            session, office, page_key, place, places[place], began, whole=False, gone=gone[place]
        )
    known_by = {"organisation": office.key, "page": page_key}
    if all(one.shut for one in read.unread):
        row, _ = find_or_insert(session, OutsideReading, known_by, read_at=began)
        row.read_at = max(row.read_at, began)
    else:
        older = OutsideReading.read_at <= began
        session.execute(delete(OutsideReading).filter_by(**known_by).where(older))
    return total


def _standing(
    office: Organisation, page_key: str, kinds: frozenset[str], since: datetime
) -> Select[str, str]:
    """(place, id) of what we hold of these kinds of places as standing, written since then."""
    places = [Comment.post_network_id.startswith(f"{kind}:") for kind in sorted(kinds)]
    return (
        select(Comment.post_network_id, Comment.network_id)
        .filter_by(organisation=office.key, page=page_key, gone_at=None)
        .where(or_(false(), *places), Comment.written_at >= since)
    )
