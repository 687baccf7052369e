from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.networks.errors import NetworkError
from gospablik.networks.ok.paging import Sheet, read_whole, sheet

Fetch = Callable[[str | None], Sheet[int]]


def page(numbers: list[int], anchor: str | None, more: bool | None) -> Sheet[int]:
    return Sheet({str(n): n for n in numbers}, len(numbers), anchor, more)


def sheets(numbers: list[int], size: int, *, tells: bool) -> Fetch:
    """A list of that sheet size, which says that there is more or only names anchors."""

    def fetch(anchor: str | None) -> Sheet[int]:
        start = int(anchor or 0)
        end = min(start + size, len(numbers))
        return page(numbers[start:end], str(end), end < len(numbers) if tells else None)

    return fetch


@given(st.lists(st.integers(), unique=True, max_size=50), st.integers(1, 20), st.booleans())
def test_everything_is_read_once_and_in_order(numbers: list[int], size: int, tells: bool) -> None:
    assert read_whole(sheets(numbers, size, tells=tells)) == numbers


@given(st.lists(st.integers(0, 99), unique=True, min_size=1, max_size=50), st.integers(1, 20))
def test_it_stops_when_that_is_enough(numbers: list[int], size: int) -> None:
    numbers.sort(reverse=True)
    seen = read_whole(sheets(numbers, size, tells=True), enough=lambda s: s[-1] < 50)
    assert [n for n in seen if n >= 50] == [n for n in numbers if n >= 50]


def test_an_overlap_counts_once() -> None:
    answers = {None: page([1, 2], "a", True), "a": page([2, 3], "b", False)}
    assert read_whole(answers.__getitem__) == [1, 2, 3]


@pytest.mark.parametrize(
    "answers",
    [
        {None: page([1], "a", True), "a": page([2], "a", True)},
        {None: page([1], "a", True), "a": page([2], "b", True), "b": page([3], "a", True)},
        {None: page([1], "a", None), "a": page([1], "a", None)},
        {None: page([1], None, True)},
        {None: page(list(range(100)), None, None)},
    ],
)
def test_a_list_that_does_not_let_us_on_is_not_read(answers: dict[str | None, Sheet[int]]) -> None:
    with pytest.raises(NetworkError, match="непонятен"):
        read_whole(answers.__getitem__)


def test_an_untold_end_is_where_nothing_more_comes() -> None:
    alone: dict[str | None, Sheet[int]] = {None: page([1], None, None)}
    assert read_whole(alone.__getitem__) == [1]
    answers = {None: page([1], "a", None), "a": page([], "a", None)}
    assert read_whole(answers.__getitem__) == [1]


def test_a_full_sheet_is_full_whatever_of_it_is_ours() -> None:
    with pytest.raises(NetworkError, match="длиннее одного листа"):
        read_whole(lambda _: Sheet({"1": 1}, 100, None, None))


def test_marks_of_a_sheet() -> None:
    assert sheet({"anchor": "a", "has_more": True}, {}, size=0) == Sheet({}, 0, "a", True)
    assert sheet({"anchor": "", "has_more": None}, {}, size=0) == Sheet({}, 0, None, None)
    assert sheet({"anchor": 5}, {}, size=0).anchor is None
    with pytest.raises(NetworkError):
        sheet({"has_more": "true"}, {}, size=0)
    with pytest.raises(NetworkError):
        sheet([], {}, size=0)
