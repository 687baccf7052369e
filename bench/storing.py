"""A process of its own that stores parsed comments as we do and as the driver alone would.

`python -m bench.storing TOTAL URL [URL OF THE FLOOR]` prints as JSON the seconds of both and the
peak of memory. Post by post, by turns, so that what else the machine does meets both alike: the
same rows in the same transactions of ours; for the floor they are given to the driver's executemany
ready, with all ids.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.machine import own_peak
from bench.parties import PAGE, organisation
from gospablik.moderation.harvest import store_comments
from gospablik.networks.base import LiveComment
from gospablik.organisation import Organisation
from gospablik.store.session import Store

PER_POST, RESIDENTS = 100, 20_000
_BEGAN = datetime(2026, 10, 1, 9, tzinfo=UTC)
TABLES = {
    "author": ("id", "organisation", "page", "network_id", "name", "is_page"),
    "comment": (
        *("id", "organisation", "page", "network_id", "post_network_id", "thread_root"),
        *("author_id", "written_at", "first_seen_at", "gone_at", "address"),
    ),
    "comment_version": ("id", "comment_id", "number", "text", "attachments", "seen_at"),
}
Rows = list[tuple[Any, ...]]


def parsed(total: int) -> Iterator[tuple[str, list[LiveComment], datetime]]:
    """So many comments, post by post: its id, what was read under it, and when."""
    for post in range(total // PER_POST):
        read_at = _BEGAN + timedelta(minutes=post)
        numbers = range(post * PER_POST, (post + 1) * PER_POST)
        yield str(post + 1), [_comment(one, post, read_at) for one in numbers], read_at


def _comment(number: int, post: int, read_at: datetime) -> LiveComment:
    resident = number * 7919 % RESIDENTS + 1
    return LiveComment(
        network_id=str(number + 1),
        post_network_id=str(post + 1),
        author_id=str(resident),
        author_name=f"Житель посёлка {resident}",
        text=f"Комментарий {number}: когда починят дорогу на улице Северной? " * 2,
        written_at=read_at - timedelta(seconds=PER_POST - number % PER_POST),
        thread_root=None if number % 4 else str(post * PER_POST + 1),
        attachments=() if number % 10 else ("photo1_1",),
    )


def demo_office() -> Organisation:
    """The organisation whose page it is."""
    with TemporaryDirectory(prefix="gospablik-bench-") as folder:
        return organisation(Path(folder))


def ours(store: Store) -> Callable[[str, list[LiveComment], datetime], None]:
    """What a harvest does with a post that it has read."""
    office = demo_office()

    def keep(post: str, live: list[LiveComment], read_at: datetime) -> None:
        with store.write() as session:
            store_comments(session, office, PAGE, post, live, read_at)

    return keep


def bare(store: Store) -> Callable[[Sequence[Rows]], None]:
    """The driver's executemany on a connection of the driver's own: no look-up, no check."""
    sqlite = store.engine.dialect.name == "sqlite"
    mark = "?" if sqlite else "%s"
    statements = [
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"
        for table, names in TABLES.items()
    ]
    connection = store.engine.raw_connection()
    cursor = connection.cursor()

    def keep(tables: Sequence[Rows]) -> None:
        if sqlite:
            cursor.execute("BEGIN IMMEDIATE")  # as Store.write() begins
        for statement, rows in zip(statements, tables, strict=True):
            if rows:
                cursor.executemany(statement, rows)
        connection.commit()

    return keep


def ready(
    post: str, live: Sequence[LiveComment], read_at: datetime, seen: dict[str, int], *, text: bool
) -> tuple[Rows, Rows, Rows]:
    """The rows of a post for TABLES. `seen`: authors with a row; `text`: moments as in SQLite."""

    def at(moment: datetime) -> datetime | str:
        return f"{moment:%Y-%m-%d %H:%M:%S.%f}" if text else moment

    office, authors, comments, versions = "zhatay", Rows(), Rows(), Rows()
    for one in live:
        key, author = int(one.network_id), one.author_id or ""
        if author not in seen:
            seen[author] = len(seen) + 1
            authors.append((seen[author], office, PAGE, author, one.author_name, False))
        place = (office, PAGE, one.network_id, post, one.thread_root, seen[author])
        comments.append((key, *place, at(one.written_at), at(read_at), None, None))
        attachments = json.dumps(one.attachments)
        versions.append((key, key, 1, one.text, attachments, at(read_at)))
    return authors, comments, versions


def measure(total: int, url: str, floor: str = "") -> dict[str, float]:
    """Seconds of both (the floor's only with its URL), and MB at the peak."""
    spent, seen = {"ours": 0.0, "bare": 0.0}, dict[str, int]()
    stores = [Store(one) for one in (url, floor) if one]
    keep, give = ours(stores[0]), bare(stores[-1])
    for post, live, read_at in parsed(total):
        if floor:
            tables = ready(post, live, read_at, seen, text=floor.startswith("sqlite"))
            began = time.perf_counter()
            give(tables)
            spent["bare"] += time.perf_counter() - began
        began = time.perf_counter()
        keep(post, live, read_at)
        spent["ours"] += time.perf_counter() - began
    for store in stores:
        store.close()
    return {**spent, "peak": own_peak()}


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), *sys.argv[2:])))
