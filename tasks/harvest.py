"""Reading the residents' comments off one page, listed post by post or as a stream (clause 4.1)."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.control.checks import note_reading
from gospablik.control.rules import HARVEST
from gospablik.errors import CouldNotRead
from gospablik.moderation.harvest import Harvested, store_comments
from gospablik.moderation.own_comments import mark_ours
from gospablik.moderation.seen_posts import OLD, keep_posts, note_read, to_read
from gospablik.moderation.stream import cursor_of, gap, keep_batch
from gospablik.networks.base import Network, Stream
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
    for network_id in wanted:
        if network_id not in standing:
            continue  # gone from the page with all that stood under it
        try:
            total += _read_post(page_key, network, network_id)
        except CouldNotRead as problem:
            _note(page_key, network_id, str(problem))
            unread.append(str(problem))
    return Collected(page_key, total, tuple(unread))


def _read_post(page_key: str, network: Network, network_id: str) -> Harvested:
    at, began = desk(), now()
    live = network.comments(network_id)
    with at.store.write() as session:
        live = mark_ours(session, at.office, page_key, live)
        kept = store_comments(session, at.office, page_key, network_id, live, began)
        note_read(session, at.office, page_key, network_id, began)
    _note(page_key, network_id, None)
    return kept


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
    at, moment = desk(), now()
    with at.store.write() as session:
        note_reading(
            session,
            at.office,
            page=page_key,
            rule=HARVEST,
            subject=subject,
            unread=unread,
            now=moment,
        )
