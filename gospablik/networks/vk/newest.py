"""What is new under a post, read newest first until it accounts for what VK says there is.

A reply may hang under a top comment of any age, so a number of new comments proves nothing by
itself: each thread tells how long it is, and a known comment that is not in its place is counted
against the new ones. Reading goes on, to the end if need be, until the sum is right.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from gospablik.networks.base import LiveComment, NewComments
from gospablik.networks.vk.paging import Sheet, read_whole
from gospablik.networks.vk.wall_objects import Branch

Fetch = Callable[[int, int | None], Sheet[Branch]]
"""A sheet from an offset on, newest first: of the top level (None) or of a comment's thread."""


class OutOfOrderError(Exception):
    """VK's list is not newest first: what it does not show may stand all the same."""


@dataclass(slots=True)
class _Level:
    """One list of comments, as far as it was read. `held`: what we know of it."""

    held: Collection[int]
    found: dict[int, Branch] = field(default_factory=dict)
    whole: bool = False

    def take(self, sheet: Sheet[Branch], *, first: bool) -> Sheet[Branch]:
        """Add a sheet; a list that is read anew begins with its first one."""
        if first:
            self.found.clear()
        self.found |= sheet.items
        if list(self.found) != sorted(self.found, reverse=True):
            raise OutOfOrderError
        self.whole = sheet.total is not None and len(self.found) >= sheet.total
        return sheet

    def covers(self, number: int) -> bool:
        """Whether the comment would be among those that were read if it stood."""
        return self.whole or (bool(self.found) and number >= min(self.found))

    def shown(self) -> dict[int, LiveComment]:
        """What stands."""
        return {number: one.comment for number, one in self.found.items() if one.comment}

    def gone(self) -> set[int]:
        """What we know and does not stand."""
        shown = self.shown()
        return {number for number in self.held if number not in shown and self.covers(number)}

    def grown(self) -> int:
        """By how many there are more than we know, as far as was read."""
        return sum(number not in self.held for number in self.shown()) - len(self.gone())


def read_new(fetch: Fetch, known: Mapping[int, int | None], lacking: int) -> NewComments:
    """What is new under a post, known comments that were seen on the way, and what is gone.

    `known`: comments that we hold standing, with the top comment of their thread; `lacking`: how
    many more there are. Raises NetworkError, and OutOfOrderError if reading so proves nothing.
    """
    return _Reading(fetch, known).read(lacking)


class _Reading:
    """One reading of one post."""

    def __init__(self, fetch: Fetch, known: Mapping[int, int | None]) -> None:
        self._fetch = fetch
        self._replies: dict[int, set[int]] = defaultdict(set)
        for number, root in known.items():
            if root is not None:
                self._replies[root].add(number)
        self._tops = _Level({number for number, root in known.items() if root is None})
        self._threads: dict[int, _Level] = {}

    def read(self, lacking: int) -> NewComments:
        def fetch(offset: int) -> Sheet[Branch]:
            return self._tops.take(self._fetch(offset, None), first=not offset)

        read_whole(fetch, enough=lambda _: self._grown() >= lacking)
        levels, lost = self._levels(), self._lost()
        shown = [comment for level in levels for comment in level.shown().values()]
        gone = lost.union(*(level.gone() for level in levels))
        return NewComments(
            tuple(sorted(shown, key=lambda c: (c.written_at, int(c.network_id)))),
            whole=all(level.whole for level in levels),
            gone=frozenset(map(str, gone)),
        )

    def _grown(self) -> int:
        return sum(level.grown() for level in self._levels()) - len(self._lost())

    def _levels(self) -> list[_Level]:
        """The top level, and the threads under what was read of it."""
        tops: Iterable[Branch] = self._tops.found.values()
        return [self._tops, *(self._thread(top) for top in tops)]

    def _lost(self) -> set[int]:
        """Known replies in threads that are not shown at all any more."""
        return {
            number
            for root, replies in self._replies.items()
            if root not in self._tops.found and self._tops.covers(root)
            for number in replies
        }

    def _thread(self, top: Branch) -> _Level:
        if top.number not in self._threads:
            self._threads[top.number] = self._read_thread(top)
        return self._threads[top.number]

    def _read_thread(self, top: Branch) -> _Level:
        held = self._replies.get(top.number, set())
        begin = {reply.number: reply for reply in top.thread}
        if top.thread_count <= len(begin):
            return _Level(held, begin, whole=True)
        if top.thread_count == len(held) and begin.keys() <= held:
            return _Level(held)  # as long as we know it, and it begins so
        thread = _Level(held)

        def fetch(offset: int) -> Sheet[Branch]:
            return thread.take(self._fetch(offset, top.number), first=not offset)

        read_whole(fetch, enough=lambda _: len(held) + thread.grown() == top.thread_count)
        return thread
