"""Wilson's interval holds the share, stays within 0 and 1, and narrows as more is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gospablik.shares import wilson

COUNTED = st.integers(1, 100_000).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m)))


@given(COUNTED)
def test_the_share_lies_within_and_all_lies_within_nought_and_one(counted: tuple[int, int]) -> None:
    n, m = counted
    low, high = wilson(n, m)
    assert 0 <= low <= n / m <= high <= 1
    assert low < high
    mirrored = wilson(m - n, m)
    assert (1 - high, 1 - low) == pytest.approx(mirrored, abs=1e-9)


@given(COUNTED)
def test_ten_times_as_much_read_narrows_it(counted: tuple[int, int]) -> None:
    n, m = counted
    low, high = wilson(n, m)
    nearer = wilson(10 * n, 10 * m)
    assert nearer[1] - nearer[0] < high - low


@pytest.mark.parametrize(
    ("n", "m", "low", "high"),
    [(0, 20, 0.0, 0.1611), (1, 20, 0.0089, 0.2361), (20, 20, 0.8389, 1.0), (0, 0, 0.0, 1.0)],
)
def test_values_that_others_computed(n: int, m: int, low: float, high: float) -> None:
    assert wilson(n, m) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("n", "m"), [(-1, 5), (6, 5), (1, 0)])
def test_more_than_all_is_refused(n: int, m: int) -> None:
    with pytest.raises(ValueError, match=f"{n} of {m}"):
        wilson(n, m)
