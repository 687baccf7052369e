"""Reading a long list sheet by sheet while others change it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from gospablik.networks.errors import Kind, NetworkError

Item = TypeVar("Item")
ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Item]):
    """One answer: its items by id in their order, and how many there are (None: not told)."""

    items: Mapping[int, Item]
    total: int | None


def read_whole(
    fetch: Callable[[int], Sheet[Item]],
    *,
    enough: Callable[[list[Item]], bool] = lambda _: False,
) -> list[Item]:
    """All items from the start, or until `enough(the last sheet's items)`.

    `fetch(offset)` gives a sheet. Sheets overlap by one item: if the last one read is not in the
    next sheet, something before it went away meanwhile and an item may have slipped past, so the
    list is read anew. Raises NetworkError if it will not stand still, and what `fetch` raises.
    """
    for _ in range(ATTEMPTS):
        found = _read_once(fetch, enough)
        if found is not None:
            return list(found.values())
    raise NetworkError(Kind.UNKNOWN, None, "Список ВКонтакте менялся, пока его читали.")


def _read_once(
    fetch: Callable[[int], Sheet[Item]], enough: Callable[[list[Item]], bool]
) -> dict[int, Item] | None:
    found: dict[int, Item] = {}
    last: int | None = None
    while True:
        sheet = fetch(max(len(found) - 1, 0))
        if last is not None and last not in sheet.items:
            return None
        fresh = {number: item for number, item in sheet.items.items() if number not in found}
        found |= fresh
        complete = sheet.total is not None and len(found) >= sheet.total
        if not fresh or complete or enough(list(sheet.items.values())):
            return found
        last = list(sheet.items)[-1]
