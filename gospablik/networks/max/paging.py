"""Reading a list that MAX gives newest first, by time, while others add to it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from gospablik.networks.max.answers import nonsense
from gospablik.networks.max.requests import SHEET

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Row(Generic[Item]):
    """A message of a list: its id, its time in MAX's milliseconds, and what it is to us."""

    mid: str
    at: int
    item: Item


def read_back(
    fetch: Callable[[int | None], Sequence[Row[Item]]],
    *,
    down_to: int,
    enough: Callable[[Collection[Row[Item]]], bool] = lambda _: False,
) -> list[Row[Item]]:
    """All rows not older than `down_to` (milliseconds), in the order they came.

    Or until `enough` of what was found so far.

    `fetch(before)` gives a sheet, the newest first. Whether `before` itself belongs to a sheet is
    documented nowhere, so each sheet begins a millisecond later than the last one ended and rows
    are told apart by id; the end is a sheet that brings nothing new, since short ones may be cut by
    MAX itself. Raises NetworkError(UNKNOWN) if a full sheet brings nothing new: then there may be
    more of that moment than we can ask for.
    """
    found: dict[str, Row[Item]] = {}
    before: int | None = None
    while True:
        sheet = fetch(before)
        fresh = {row.mid: row for row in sheet if row.mid not in found}
        if not fresh:
            if len(sheet) >= SHEET:
                raise nonsense("список повторяется и не кончается")
            break
        found |= fresh
        oldest = min(row.at for row in sheet)
        if oldest < down_to or enough(found.values()):
            break
        before = oldest + 1
    return [row for row in found.values() if row.at >= down_to]
