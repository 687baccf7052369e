"""The posts as they stand on a page now: all of them, whoever put them there."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from data_checks.live import LiveRow
from gospablik.errors import CouldNotRead, NeverShown
from gospablik.networks.base import LivePost, Network
from gospablik.organisation import Page
from gospablik.page import NETWORK_NAMES
from gospablik.publishing.outgoing import others_on, pictures_on
from gospablik.reconciliation.planned import Planned
from gospablik.reconciliation.reading import Reading
from gospablik.text import same
from tasks.desk import desk

_NO_POST = "0"
"""No network numbers a post so."""


def read_live(page_key: str, planned: Sequence[Planned], since: datetime) -> Reading:
    """The page's posts since then, and each of ours that its list lacks or tells otherwise: a list
    may be cut or late. One post that cannot be read hides nothing of the others.
    """
    try:
        network = desk().network(page_key)
    except CouldNotRead as problem:
        why = str(problem)
        return Reading(unread={one.network_id: why for one in planned}, unlisted=why)
    listed, unlisted = _listed(network, since)
    shown = {post.network_id: post for post in listed}
    unsure = [
        one.network_id
        for one in planned
        if one.network_id not in shown or not same(shown[one.network_id].text, one.text)
    ]
    return _read_each(page_key, network, shown, unsure, unlisted)


def read_one(page_key: str, number: str) -> Reading:
    """One post alone."""
    try:
        network = desk().network(page_key)
    except CouldNotRead as problem:
        return Reading(unread={number: str(problem)})
    return _read_each(page_key, network, {}, [number], "")


def untold(reading: Reading, ours: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Of how many of our posts the network will not tell all, now or later, and why."""
    standing = [number for number in ours if reading.post(number)]
    partly = len(standing) if reading.removal_untold else 0
    why = [*([reading.removal_untold] if partly else []), *reading.never.values()]
    return partly + len(reading.never), tuple(dict.fromkeys(why))


def _listed(network: Network, since: datetime) -> tuple[list[LivePost], str]:
    """The page's posts, or why they could not be listed."""
    try:
        posts = network.posts(since)
        if not network.shows_removals:
            # Its list is what was seen once: one post tells whether that is how things stand now.
            with suppress(NeverShown):
                network.post(posts[0].network_id if posts else _NO_POST)
    except CouldNotRead as problem:
        return [], str(problem)
    return posts, ""


def _read_each(
    page_key: str,
    network: Network,
    shown: dict[str, LivePost],
    numbers: Sequence[str],
    unlisted: str,
) -> Reading:
    """What was listed, with these posts asked for by themselves."""
    gone: set[str] = set()
    unread, never = {}, {}
    for number in numbers:
        shown.pop(number, None)
        try:
            live = network.post(number)
        except NeverShown as problem:
            never[number] = str(problem)
        except CouldNotRead as problem:
            unread[number] = str(problem)
        else:
            if live is None:
                gone.add(number)
            else:
                shown[number] = live
    posts = sorted(shown.values(), key=lambda post: post.published_at, reverse=True)
    name = NETWORK_NAMES[desk().office.page_by_key(page_key).network]
    silent = "" if network.shows_removals else f"{name} не показывает программе, что пост удалён"
    return Reading(tuple(posts), frozenset(gone), unread, never, unlisted, silent)


def live_row(page: Page, post: Planned, reading: Reading) -> LiveRow:
    """A planned post beside what was read of it, as the checks take it."""
    live = reading.post(post.network_id)
    return LiveRow(
        subject=str(post.post_id),
        page=page.key,
        planned_text=post.text,
        live_text=live.text if live else None,
        read=not reading.why(post.network_id),
        link=post.link,
        pictures=post.pictures,
        live_pictures=pictures_on(live) if live else 0,
        others=post.others,
        live_others=others_on(live) if live else 0,
        why=reading.why(post.network_id),
        removal_untold=reading.removal_untold,
    )
