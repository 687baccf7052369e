"""Reading what residents write outside a page's posts, in the rhythm of the sweeps."""

from dataclasses import dataclass
from datetime import datetime

from gospablik.clock import now
from gospablik.moderation.harvest import Harvested
from gospablik.moderation.outside import keep_outside, outside_due
from gospablik.moderation.own_comments import mark_ours
from gospablik.networks.base import Network
from gospablik.networks.outside import ReadsOutside
from tasks.collected import NOTHING, note
from tasks.desk import desk


@dataclass(frozen=True, slots=True)
class ReadOutside:
    """What a reading brought. `entries`: residents' entries that stand, by their posts' ids.

    `unread`: why a place could not be read this time; what is shut for good is noted alone, since
    a run that is red each hour for it would hide the others.
    """

    kept: Harvested = NOTHING
    entries: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()


def read_outside(page_key: str, network: Network, since: datetime, *, at_once: bool) -> ReadOutside:
    """Read and keep what was written outside the posts since then, if an hour has passed.

    `at_once`: however little time has passed.
    """
    if not isinstance(network, ReadsOutside):
        return ReadOutside()
    at, began = desk(), now()
    with at.store.read() as session:
        if not (at_once or outside_due(session, at.office, page_key, began)):
            return ReadOutside()
    read = network.outside_posts(since)
    with at.store.write() as session:
        found = mark_ours(session, at.office, page_key, read.found)
        kept = keep_outside(
            session, at.office, page_key, read, found, since=since, began=began
        )  # fmt: skip
    for kind in sorted(read.read):
        note(page_key, _subject(kind), None)
    for one in read.unread:
        note(page_key, _subject(one.kind), one.why)
    return ReadOutside(
        kept,
        frozenset(entry.network_id for entry in read.entries),
        tuple(one.why for one in read.unread if not one.shut),
    )


def _subject(kind: str) -> str:
    return f"outside:{kind}"
