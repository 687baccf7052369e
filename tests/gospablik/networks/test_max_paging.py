from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.max import paging
from gospablik.networks.max.paging import Row, read_back

SHEET = 4


def serving(times: list[int], *, inclusive: bool) -> Callable[[int | None], list[Row[int]]]:
    """A list with these times; `inclusive`: whether `before` itself is shown."""
    rows = [Row(f"mid.{n}", at, n) for n, at in enumerate(times)]
    rows.sort(key=lambda row: row.at, reverse=True)

    def fetch(before: int | None) -> list[Row[int]]:
        if before is None:
            return rows[:SHEET]
        return [r for r in rows if r.at < before or (inclusive and r.at == before)][:SHEET]

    return fetch


@pytest.fixture(autouse=True, scope="module")
def small_sheets() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "SHEET", SHEET)
        yield


@given(st.lists(st.integers(1, 12), max_size=30), st.booleans(), st.integers(0, 12))
@settings(max_examples=100)
def test_all_is_read_or_it_is_said_that_it_is_not(
    times: list[int], inclusive: bool, down_to: int
) -> None:
    fetch = serving(times, inclusive=inclusive)
    if any(times.count(at) + times.count(at + 1) >= SHEET for at in times):
        with suppress(NetworkError):  # a moment too crowded to be asked for
            assert told(read_back(fetch, down_to=down_to)) == wanted(times, down_to)
    else:
        assert told(read_back(fetch, down_to=down_to)) == wanted(times, down_to)


def told(rows: list[Row[int]]) -> list[int]:
    return sorted(row.item for row in rows)


def wanted(times: list[int], down_to: int) -> list[int]:
    return [n for n, at in enumerate(times) if at >= down_to]


def test_a_list_that_ignores_the_bound_is_not_held_to_be_whole() -> None:
    rows = [Row(f"mid.{n}", 50 - n, n) for n in range(SHEET)]
    with pytest.raises(NetworkError, match="не кончается") as caught:
        read_back(lambda before: rows, down_to=0)
    assert caught.value.kind is Kind.UNKNOWN


def test_it_stops_at_the_first_older_one() -> None:
    asked: list[int | None] = []
    inner = serving(list(range(100)), inclusive=False)

    def fetch(before: int | None) -> list[Row[int]]:
        asked.append(before)
        return inner(before)

    assert [row.at for row in read_back(fetch, down_to=95)] == [99, 98, 97, 96, 95]
    assert asked == [None, 97]
