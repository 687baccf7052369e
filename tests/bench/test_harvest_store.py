"""The measurements of harvesting and storing measure what they say, on a small scale."""

from pathlib import Path

from sqlalchemy import text

from bench.databases import sqlite
from bench.harvest import story
from bench.storing import PER_POST, measure
from bench.wall import EVERY, wall
from gospablik.store.session import Store

TABLES = {
    "author": "network_id, name, is_page",
    "comment": "network_id, post_network_id, thread_root, written_at, first_seen_at, gone_at",
    "comment_version": "number, text, attachments, seen_at",
}


def rows(url: str) -> list[list[tuple[object, ...]]]:
    store = Store(url)
    with store.read() as session:
        found = [
            sorted(tuple(row) for row in session.execute(text(f"SELECT {names} FROM {table}")))
            for table, names in TABLES.items()
        ]
    store.close()
    return found


def test_the_floor_stores_the_very_same_rows(tmp_path: Path) -> None:
    ours, floor = sqlite(tmp_path), sqlite(tmp_path)
    spent = measure(3 * PER_POST, ours, floor)
    assert min(spent.values()) > 0
    assert rows(ours) == rows(floor)
    assert [len(table) for table in rows(ours)] == [300, 300, 300]


def test_the_wall_counts_requests_and_knows_the_fewest() -> None:
    with wall(posts=2 * EVERY) as page:
        assert sum(page.counts.values()) == 38 * 20 + 2 * 250
        assert page.requests() == 0
        page.write({1: 3})
        assert page.counts[1] == 23
        assert page.requests() == 0, "what a resident does is no request of ours"
        assert page.least({1: 3, 2: 101}) == 1 + 1 + 2
        newest = max(page.published.values())
        assert page.since(newest) == {}
        page.http.post("/vk/method/wall.get", data={"v": "5.199"})
        assert page.requests() == 1


def test_the_story_has_a_quiet_pass_news_and_sweeps() -> None:
    passes = story()
    assert [bool(one.news) for one in passes] == [False, False, True, False, False]
    assert [one.sweeps is None for one in passes] == [False, True, True, False, False]
