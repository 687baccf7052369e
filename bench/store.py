"""How fast comments are stored: beside the driver's bare executemany, and beside HTTP."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.databases import on_server, postgres, sqlite
from bench.own_desk import vk_page
from bench.parties import organisation
from bench.report import Measured, megabytes, ratio, seconds, table
from bench.wall import KEY, wall
from gospablik.root import ROOT

COMMENTS, FEWER, READ_POSTS = 100_000, 10_000, 100
TARGET = 0.5
"""Which part of the driver's bare speed storing must reach."""
MEMORY = 1.1
"""How many times the memory ten times the comments may take."""


def store() -> Measured:
    """A hundred thousand parsed comments into both databases; memory; the rate of HTTP."""
    with TemporaryDirectory(prefix="gospablik-bench-") as name:
        folder = Path(name)
        rows = [_row("SQLite", lambda: sqlite(folder))]
        few = _stored(FEWER, sqlite(folder))["peak"]
        many = _stored(COMMENTS, sqlite(folder))["peak"]
        with postgres() as server:
            rows.append(_row("PostgreSQL", lambda: on_server(server)))
    good = all(met for _, met in rows) and many <= MEMORY * few
    heads = ["База", "executemany", "хранение", f"отношение (≥ {ratio(TARGET)})", "комментариев/с"]
    text = table(heads, [cells for cells, _ in rows]) + (
        f"\n\n{COMMENTS} разобранных комментариев, транзакция на пост из ста; executemany драйвера "
        "кладёт в тех же транзакциях те же готовые строки, по очереди с нами.\n\nПо HTTP из "
        f"песочницы без пауз: {_read_rate():.0f} комментариев/с, во ВКонтакте не больше 300.\n\n"
        f"Память: {megabytes(few)} на {FEWER} комментариев, {megabytes(many)} на {COMMENTS} "
        f"(отношение {ratio(many / few)}, цель {ratio(MEMORY)})."
    )
    return Measured("Хранение комментариев", text, good)


def _row(name: str, fresh: Callable[[], str]) -> tuple[list[str], bool]:
    spent = _stored(COMMENTS, fresh(), fresh())
    share = spent["bare"] / spent["ours"]
    rate = f"{COMMENTS / spent['ours']:.0f}"
    return [name, seconds(spent["bare"]), seconds(spent["ours"]), ratio(share), rate], (
        share >= TARGET
    )


def _stored(total: int, *urls: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.storing", str(total), *urls]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return dict(json.loads(said))


def _read_rate() -> float:
    """Comments a second that the adapter reads, when nothing is stored."""
    with (
        TemporaryDirectory(prefix="gospablik-bench-") as folder,
        wall(READ_POSTS) as page,
        vk_page(organisation(Path(folder), page.address), KEY) as vk,
    ):
        began = time.monotonic()
        read = sum(len(vk.comments(str(post))) for post in page.counts)
        return read / (time.monotonic() - began)
