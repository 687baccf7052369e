"""Reading the residents' comments off one page, listed post by post or as a stream (clause 4.1)."""

from datetime import datetime

from prefect import task
from prefect.cache_policies import NO_CACHE

from gospablik.clock import now
from gospablik.errors import CouldNotRead
from gospablik.moderation.harvest import Harvested, held_comments, store_comments
from gospablik.moderation.own_comments import mark_ours
from gospablik.moderation.seen_posts import OLD, Due, keep_posts, note_read, to_read
from gospablik.networks.base import Network, NewComments, ReadsNew, Stream
from tasks.collected import Collected, note, note_whole
from tasks.desk import desk
from tasks.events import hear, remember
from tasks.outside import read_outside
from tasks.stream import drain


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
        found = _read_page(page_key, everything=everything)
    except CouldNotRead as problem:
        note(page_key, page_key, str(problem))
        found = Collected(page_key, unread=(str(problem),))
    note_whole(found)
    return found


def _read_page(page_key: str, *, everything: bool) -> Collected:
    network = desk().network(page_key)
    if isinstance(network, Stream):
        return drain(page_key, network)
    return _list(page_key, network, everything=everything)


def _list(page_key: str, network: Network, *, everything: bool) -> Collected:
    at, began = desk(), now()
    page = at.office.page_by_key(page_key)
    since = max(began - OLD, at.office.start_of(page) - OLD)
    heard = hear(page_key, network)
    posts = network.posts(since)
    standing = {post.network_id for post in posts}
    at_once = everything or heard.outside or not heard.again <= standing
    outside = read_outside(page_key, network, since, at_once=at_once)
    with at.store.write() as session:
        keep_posts(session, at.office, page_key, posts, began)
        wanted = to_read(
            session, at.office, page_key, now=began, everything=everything, changed=heard.again
        )
    note(page_key, page_key, None)
    # What is not among them is gone from the page with all that stood under it; residents' entries
    # are listed with what else is outside the posts, hence not at every pass.
    standing |= outside.entries
    total, unread, missed = outside.kept, list(outside.unread), set()
    for due in wanted:
        if due.network_id not in standing:
            continue
        try:
            total += _read_post(page_key, network, due)
        except CouldNotRead as problem:
            note(page_key, due.network_id, str(problem))
            unread.append(str(problem))
            missed.add(due.network_id)
    remember(page_key, heard, missed)
    return Collected(page_key, total, tuple(unread))


def _read_post(page_key: str, network: Network, due: Due) -> Harvested:
    at, began = desk(), now()
    read = _read(page_key, network, due, began)
    with at.store.write() as session:
        live = mark_ours(session, at.office, page_key, read.comments)
        kept = store_comments(
            session, at.office, page_key, due.network_id, live, began,
            whole=read.whole, gone=read.gone,
        )  # fmt: skip
        note_read(session, at.office, page_key, due.network_id, began, whole=read.whole)
    note(page_key, due.network_id, None)
    return kept


def _read(page_key: str, network: Network, due: Due, began: datetime) -> NewComments:
    """What stands under a post, or only what is new where the network can be asked for that."""
    if due.whole or not isinstance(network, ReadsNew):
        return NewComments(tuple(network.comments(due.network_id)), whole=True)
    at = desk()
    with at.store.read() as session:
        known = held_comments(session, at.office, page_key, due.network_id, began)
    return network.new_comments(due.network_id, known, due.lacking(len(known)))
