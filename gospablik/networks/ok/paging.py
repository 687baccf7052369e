"""Reading a long list by anchors: each sheet names where the next one begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from gospablik.networks.json_values import Json, Reader
from gospablik.networks.ok.answers import NAME, nonsense
from gospablik.networks.ok.requests import PAGE_SIZE

Item = TypeVar("Item")
_READ = Reader(NAME)


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Item]):
    """One answer: its items by id in their order, the next anchor, and whether there is more.

    `size`: how many rows came, also those that are no items of ours. `more` is None where OK does
    not tell.
    """

    items: Mapping[str, Item]
    size: int
    anchor: str | None
    more: bool | None


def sheet(answer: Json, items: Mapping[str, Item], *, size: int) -> Sheet[Item]:
    """A sheet out of an answer. Its marks are read here, its items by the caller."""
    anchor, more = _READ.table(answer).get("anchor"), answer.get("has_more")
    if more is not None and not isinstance(more, bool):
        raise nonsense("has_more — не да и не нет")
    return Sheet(items, size, anchor if isinstance(anchor, str) and anchor else None, more)


def read_whole(
    fetch: Callable[[str | None], Sheet[Item]],
    *,
    enough: Callable[[list[Item]], bool] = lambda _: False,
) -> list[Item]:
    """All items from the first sheet (anchor None) to the last, or until `enough(a sheet's)`.

    Raises NetworkError if OK says that there is more and does not let us there: no anchor, or one
    that has been before.
    """
    found: dict[str, Item] = {}
    seen: set[str] = set()
    anchor: str | None = None
    while True:
        page = fetch(anchor)
        for number, item in page.items.items():
            found.setdefault(number, item)
        if _last(page) or enough(list(page.items.values())):
            return list(found.values())
        if page.anchor is None:
            raise nonsense("список длиннее одного листа, а где следующий, не сказано")
        if page.anchor in seen:
            raise nonsense("список не кончается: закладка повторилась")
        seen.add(page.anchor)
        anchor = page.anchor


def _last(page: Sheet[Item]) -> bool:
    if page.more is not None:
        return not page.more
    # Not told: behind an anchor there may be more, without one a sheet not filled is the last.
    return page.size == 0 if page.anchor else page.size < PAGE_SIZE
