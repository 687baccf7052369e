"""What residents write on a page outside its own posts: how it is named, and how it is read.

A place is named by its kind and the network's number («board:12»), what was written there by the
place and a number of its own («board:12:5»), since networks number every place from one. A
resident's entry on the wall is a place itself («entry:9»): comments under it are read like those
under any post, and bear the network's numbers alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Protocol, runtime_checkable

from gospablik.networks.base import LiveComment, LivePost
from gospablik.networks.errors import NetworkError
from gospablik.networks.verdicts import could_not_read, not_seen
from gospablik.outcomes import CannotTell

ENTRY, BOARD, PHOTO, VIDEO = "entry", "board", "photo", "video"
WHERE: Mapping[str, str] = MappingProxyType(
    {
        ENTRY: "запись жителя на стене",
        BOARD: "в обсуждении",
        PHOTO: "под фотографией",
        VIDEO: "под видео",
    }
)
"""Where a thing of that kind was written, as a person reads it."""
_NAME = re.compile(rf"({'|'.join(WHERE)}):([0-9]{{1,20}})(?::([0-9]{{1,20}}))?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place outside the posts, or with `said` what was written there. Numbers are texts."""

    kind: str
    thing: str
    said: str = ""

    @property
    def place(self) -> str:
        """The name of the place."""
        return f"{self.kind}:{self.thing}"

    def __str__(self) -> str:
        return f"{self.place}:{self.said}" if self.said else self.place


def spot(name: str) -> Spot | None:
    """What an id names outside the posts; None for the id of a post or of a comment under one."""
    found = _NAME.fullmatch(name)
    return Spot(found[1], found[2], found[3] or "") if found else None


def said(name: str) -> Spot | None:
    """The same for the id of what was written there; None for a place alone."""
    found = spot(name)
    return found if found and (found.kind == ENTRY or found.said) else None


@dataclass(frozen=True, slots=True)
class Unread:
    """A kind of place that was not read. `why`: a whole sentence.

    `shut`: the network does not show it to the keys at hand, so asking again tells no more.
    """

    kind: str
    why: str
    shut: bool = False


def not_read(kind: str, error: NetworkError, whose: str) -> Unread:
    """What an error comes to. `whose` begins the sentence, as in `verdicts.could_not_read`."""
    why = str(could_not_read(error, whose))
    return Unread(kind, why, shut=isinstance(not_seen(error), CannotTell))


@dataclass(frozen=True, slots=True)
class Outside:
    """What residents wrote outside the posts since a moment, as far as the network shows it.

    `found`, oldest first, with the names above. `entries`: those on the wall once more as posts,
    by the network's own numbers. `read`: kinds of places that were read whole, so that what is not
    in `found` is gone.
    """

    found: tuple[LiveComment, ...]
    read: frozenset[str]
    entries: tuple[LivePost, ...] = ()
    unread: tuple[Unread, ...] = ()


@runtime_checkable
class ReadsOutside(Protocol):
    """A network in which residents may write on the page outside its posts."""

    def outside_posts(self, since: datetime) -> Outside:
        """What they wrote since then (aware). Never raises CouldNotRead: `unread` tells why."""
        ...
