"""The page that the reconciliation is measured on, and what is said of the measurement."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from bench.audit import fill, good, shown, work
from bench.audit_rows import BEGAN, told
from bench.auditing import Clock, demo_office, reconciled
from bench.databases import sqlite
from gospablik.errors import OfficeError
from gospablik.store.session import Store
from gospablik.store.tables import Standing

POSTS = 40


def spent(**more: Any) -> dict[str, Any]:
    seconds = dict.fromkeys(("gather", "place", "keep", "suite", "load"), 1.0)
    memory = {"bare": 80.0, "peak": 100.0, "whole": 300.0}
    whole = {"compare": 10.0, "compare_page": 12.0, "wall": 20.0, "pandas": 0.5}
    return {**seconds, **memory, **whole, "kinds": {"identical": 5}, **more}


def test_no_two_news_and_no_two_posts_are_the_same() -> None:
    page = list(told(2_000))
    assert len({one.site for one in page}) == len({one.post for one in page}) == len(page)
    assert page == list(told(2_000))
    assert all(one.moment > BEGAN for one in page)


def test_the_page_has_posts_of_every_sort(tmp_path: Path) -> None:
    url = sqlite(tmp_path)
    fill(url, POSTS)
    store, clock = Store(url), Clock()
    first = reconciled(clock, store, demo_office(), POSTS)
    again = reconciled(clock, store, demo_office(), POSTS)
    store.close()
    assert first[0].lines != ()
    assert [one.standing for one in first[0].lines] == [one.standing for one in again[0].lines]
    kinds = Counter(one.standing for one in first[0].lines)
    assert kinds[Standing.IDENTICAL] + kinds[Standing.SHORTENED] > POSTS / 2
    assert {
        Standing.FACTS_DIFFER, Standing.POST_CHANGED, Standing.SITE_CHANGED, Standing.OWN,
        Standing.NO_SOURCE,
    } <= set(kinds)  # fmt: skip
    assert set(clock.spent) == {"gather", "compare_page", "keep"}


def test_parts_are_told_in_seconds_and_in_turns_of_pandas() -> None:
    text = shown(["SQLite, впервые"], [spent()])
    assert work(spent()) == 14.0
    assert "| Сверка целиком | 14,0 с (28) |" in text
    assert "| Разнести по классам | 1,0 с (2) |" in text
    assert "| Память сверх загруженного кода | 20 МБ |" in text


@pytest.mark.parametrize(("again", "met"), [(2.0, True), (2.1, False)])
def test_what_was_compared_must_not_be_compared_again(again: float, met: bool) -> None:
    assert good([spent(), spent(compare=again)]) is met


def test_another_outcome_the_second_time_is_no_measurement() -> None:
    with pytest.raises(OfficeError, match="пришли к разному"):
        good([spent(), spent(kinds={"identical": 4})])
