import pytest

from gospablik.networks.errors import NetworkError
from gospablik.networks.vk.paging import Sheet, read_whole


class Moving:
    """A list of numbers; `changes` says what it becomes before the n-th request."""

    def __init__(self, numbers: list[int], size: int, *, told: bool = True) -> None:
        self.numbers, self.size, self.told = numbers, size, told
        self.changes: dict[int, list[int]] = {}
        self.offsets: list[int] = []

    def fetch(self, offset: int) -> Sheet[int]:
        self.offsets.append(offset)
        self.numbers = self.changes.get(len(self.offsets), self.numbers)
        part = self.numbers[offset : offset + self.size]
        return Sheet({n: n for n in part}, len(self.numbers) if self.told else None)


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize("length", [0, 1, 4, 5, 6, 9, 13, 50])
def test_reads_all_once(length: int, told: bool) -> None:
    source = Moving(list(range(length)), 5, told=told)
    assert read_whole(source.fetch) == list(range(length))


def test_one_request_is_enough_for_a_short_list() -> None:
    source = Moving([1, 2], 5)
    read_whole(source.fetch)
    assert source.offsets == [0]


def test_what_slips_past_after_a_deletion_is_read() -> None:
    source = Moving(list(range(12)), 5)
    source.changes = {2: list(range(1, 12))}
    assert set(read_whole(source.fetch)) >= set(range(1, 12))
    assert source.offsets.count(0) == 2


def test_additions_at_either_end_do_no_harm() -> None:
    source = Moving(list(range(12)), 5)
    source.changes = {2: [100, *range(12), 200]}
    assert set(read_whole(source.fetch)) >= {*range(12), 200}
    assert source.offsets.count(0) == 1


def test_a_list_that_never_stands_still_is_not_read() -> None:
    source = Moving(list(range(100)), 5)
    source.changes = {n: list(range(n, 100 + n)) for n in range(1, 50)}
    with pytest.raises(NetworkError, match="менялся"):
        read_whole(source.fetch)


def test_stops_when_enough() -> None:
    source = Moving(list(range(100)), 5)
    assert read_whole(source.fetch, enough=lambda sheet: sheet[-1] >= 8) == list(range(9))
