"""Reading the residents' comments off one page, listed post by post or as a stream (clause 4.1)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from prefect import task
from prefect.cache_policies import NO_CACHE
from sqlalchemy.orm import Session

from gospablik.clock import now
from gospablik.control.checks import note_reading
from gospablik.control.rules import HARVEST
from gospablik.errors import CouldNotRead
from gospablik.moderation.harvest import Harvested, held_comments, store_comments
from gospablik.moderation.seen_posts import OLD, Due, keep_posts, note_read, to_read
from gospablik.moderation.stream import cursor_of, gap, keep_batch
from gospablik.networks.base import Network, NewComments, ReadsNew, Stream
from gospablik.store.lease import give_back, take
from tasks.desk import desk

STREAM_HOLD = timedelta(minutes=3)
"""Longer than one batch of a stream takes; a killed reader blocks the next one no longer."""


NOTHING = Harvested()


@dataclass(frozen=True, slots=True)
class Collected:
    """What a harvest of one page brought. `unread`: why something could not be read."""

    page: str
    kept: Harvested = NOTHING
    unread: tuple[str, ...] = ()
    odd: tuple[str, ...] = ()


@task(
    name="Собрать комментарии",
    task_run_name="Собрать комментарии: {page_key}",
    cache_policy=NO_CACHE,
)
def collect(page_key: str, everything: bool) -> Collected:
    """Read what is new on the page and keep every wording of it.

    `everything`: the comments of all posts of the last 30 days, moved counter or not.
    """
    try:
        network = desk().network(page_key)
        if isinstance(network, Stream):
            return _drain(page_key, network)
        return _list(page_key, network, everything=everything)
    except CouldNotRead as problem:
        _note(page_key, page_key, str(problem))
        return Collected(page_key, unread=(str(problem),))


def _list(page_key: str, network: Network, *, everything: bool) -> Collected:
    at, began = desk(), now()
    page = at.office.page_by_key(page_key)
    posts = network.posts(max(began - OLD, at.office.start_of(page) - OLD))
    with at.store.write() as session:
        keep_posts(session, at.office, page_key, posts, began)
        wanted = to_read(session, at.office, page_key, now=began, everything=everything)
    _note(page_key, page_key, None)
    standing = {post.network_id for post in posts}
    total, unread = NOTHING, []
    for due in wanted:
        if due.network_id not in standing:
            continue  # gone from the page with all that stood under it
        try:
            total += _read_post(page_key, network, due)
        except CouldNotRead as problem:
            _note(page_key, due.network_id, str(problem))
            unread.append(str(problem))
    return Collected(page_key, total, tuple(unread))


def _read_post(page_key: str, network: Network, due: Due) -> Harvested:
    at, began = desk(), now()
    read = _read(page_key, network, due, began)
    with at.store.write() as session:
        kept = store_comments(
            session, at.office, page_key, due.network_id, read.comments, began,
            whole=read.whole, gone=read.gone,
        )  # fmt: skip
        note_read(session, at.office, page_key, due.network_id, began, whole=read.whole)
        _note_in(session, page_key, due.network_id, None)
    return kept


def _read(page_key: str, network: Network, due: Due, began: datetime) -> NewComments:
    """What stands under a post, or only what is new where the network can be asked for that."""
    if due.whole or not isinstance(network, ReadsNew):
        return NewComments(tuple(network.comments(due.network_id)), whole=True)
    at = desk()
    with at.store.read() as session:
        known = held_comments(session, at.office, page_key, due.network_id, began)
    return network.new_comments(due.network_id, known, due.lacking(len(known)))


def _drain(page_key: str, network: Stream) -> Collected:
    """Read a stream to its end: the only consumer, on all machines."""
    at, holder = desk(), uuid4().hex
    name = f"stream/{at.office.key}/{page_key}"
    if not take(at.store, name, holder, now=now(), hold=STREAM_HOLD):
        return Collected(page_key)  # another pass is reading it at this moment
    total = NOTHING
    odd: list[str] = []
    with at.store.read() as session:
        cursor = cursor_of(session, at.office, page_key)
        lost = gap(cursor, now())
        place = cursor.value if cursor else None
    more = True
    while more and take(at.store, name, holder, now=now(), hold=STREAM_HOLD):
        began = now()
        batch = network.events(place)
        with at.store.write() as session:
            total += keep_batch(session, at.office, page_key, batch, began)
        place, more = batch.cursor, batch.more
        odd += batch.odd
    give_back(at.store, name, holder, now=now())
    _note(page_key, page_key, lost)
    return Collected(page_key, total, (lost,) if lost else (), tuple(odd))


def _note(page_key: str, subject: str, unread: str | None) -> None:
    with desk().store.write() as session:
        _note_in(session, page_key, subject, unread)


def _note_in(session: Session, page_key: str, subject: str, unread: str | None) -> None:
    note_reading(
        session,
        desk().office,
        page=page_key,
        rule=HARVEST,
        subject=subject,
        unread=unread,
        now=now(),
    )
