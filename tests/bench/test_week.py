"""The town's year that the report is measured on, and what is said of the measurement."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select, text

from bench.composing import PARTS, composed, measure
from bench.databases import on_server, sqlite
from bench.week import FEWER, good, shown
from bench.week_rows import LIVELY, MONDAY, NOW, WEEKS, fill, shares, town
from gospablik.control.verdict import Level
from gospablik.control.verdicts import judge
from gospablik.control.week import Week, WeekFigures, figures
from gospablik.store.session import Store
from gospablik.store.tables import Comment, Post

COMMENTS, POSTS = 2_500, 800
_ALL_COMMENTS = re.compile(
    r"SCAN (comment|comment_version|action|answer)\b"
    r"|SEARCH comment USING .*\((organisation=\?|organisation=\? AND page=\?|page=\?)\)"
)
"""Of one organisation, or of its pages: that is all of them."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = sqlite(tmp_path_factory.mktemp("week"))
    fill(url, COMMENTS, POSTS)
    return url


def counted(url: str) -> WeekFigures:
    office, store = town(), Store(url)
    with store.read() as session:
        found = figures(session, office, Week.starting(office, MONDAY), NOW)
    store.close()
    return found


def spent(**more: Any) -> dict[str, Any]:
    return {
        **dict.fromkeys(PARTS, 1.0), "whole": 3.0, "queries_again": 2.0, "ours": 9.0, "floor": 6.0,
        "queries": 400, "bare": 90.0, "peak": 110.0, "digest": "a", **more,
    }  # fmt: skip


def test_the_rows_are_whole(filled: str) -> None:
    store = Store(filled)
    with store.read() as session:
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        assert session.scalar(select(func.count(Comment.id))) == COMMENTS
        assert session.scalar(select(func.count(Post.id))) == POSTS
    store.close()


def test_the_reported_week_is_one_of_a_working_office(filled: str) -> None:
    week = counted(filled)
    assert week.chain.problem == ""
    assert week.chain.number > 0
    assert week.actions.breaches_42 == week.actions.breaches_43 == ()
    posts = [post.repost for page in week.pages for post in page.posts]
    assert (posts.count(False), posts.count(True)) == (POSTS // WEEKS, len(week.pages))
    assert week.removed == ()
    assert 450 < week.comments.came < 500, "a fifth, but for the page's own"
    assert week.comments.waiting_now
    assert week.comments.asked.answered
    assert sum(one.number for one in week.comments.removed)
    levels = {one.level for one in judge(town(), week)}
    assert Level.BROKEN not in levels


def test_only_the_past_grows() -> None:
    few, many = list(shares(FEWER)), list(shares(10 * FEWER))
    assert (sum(few), sum(many)) == (FEWER, 10 * FEWER)
    assert few[-1] == many[-1] == LIVELY
    assert len(few) == len(many) == WEEKS


def test_the_floor_is_the_queries_of_the_report(filled: str) -> None:
    found = measure(filled, 1)
    assert found["queries"] > 100
    assert 0 < found["floor"] < found["ours"]
    assert found["peak"] > found["bare"]
    assert {*PARTS, "whole", "queries_again"} <= set(found)


@pytest.mark.postgres
def test_both_databases_tell_the_same(filled: str, postgres_server: str) -> None:
    other = on_server(postgres_server)
    fill(other, COMMENTS, POSTS)
    assert counted(other) == counted(filled)


def test_parts_and_ratios_are_told() -> None:
    runs = [spent(), spent(peak=121.0)]
    said = shown({"SQLite": runs, "PostgreSQL": runs})
    assert "| SQLite | 3,0 с | 400 | 2,0 с | 1,50 | 110 МБ | 121 МБ | 1,10 |" in said
    assert "| PostgreSQL | 9,0 с | 400 | 6,0 с | 1,50 | 110 МБ | 121 МБ | 1,10 |" in said
    assert "| … два графика | 1,0 с | 1,0 с |" in said


@pytest.mark.parametrize(
    ("base", "many", "met"),
    [
        ("SQLite", {}, True),
        ("SQLite", {"ours": 99.0}, True),
        ("SQLite", {"whole": 3.1}, False),
        ("SQLite", {"whole": 21.0, "queries_again": 20.0}, False),
        ("SQLite", {"peak": 122.0}, False),
        ("PostgreSQL", {"whole": 99.0}, True),
        ("PostgreSQL", {"ours": 9.1}, False),
        ("PostgreSQL", {"ours": 21.0, "floor": 20.0}, True),
    ],
)
def test_each_target_counts(base: str, many: dict[str, float], met: bool) -> None:
    assert good({base: [spent(), spent(**many)]}) is met


def test_other_figures_are_no_measurement() -> None:
    with pytest.raises(Exception, match="вышли разные"):
        good({"SQLite": [spent(), spent()], "PostgreSQL": [spent(), spent(digest="b")]})


def test_no_query_goes_over_all_comments(filled: str) -> None:
    """By SQLite's own word, which does not depend on how many rows there are."""
    store = Store(filled)
    sent, _ = composed(store, town(), "планы")
    with store.engine.connect() as connection:
        steps = [
            str(step[3])
            for statement, parameters in sent
            for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]
    store.close()
    assert [step for step in steps if _ALL_COMMENTS.match(step)] == []
    assert len(sent) < 400, "one query for all posts, all removals, not one for each"
