"""What a reconciliation of ten thousand posts costs, part by part, beside loading its rows."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.audit_rows import keep
from bench.auditing import demo_office
from bench.databases import on_server, postgres, sqlite
from bench.report import Measured, megabytes, ratio, seconds, table
from gospablik.errors import OfficeError
from gospablik.root import ROOT
from gospablik.store.session import Store

POSTS = 10_000
AGAIN = 0.2
"""Which part of the time of comparing may be spent again where nothing has changed."""
Spent = Mapping[str, Any]


def work(one: Spent) -> float:
    """Seconds of the processor for the reconciliation itself."""
    return float(one["gather"] + one["compare_page"] + one["keep"])


_PARTS: list[tuple[str, Callable[[Spent], float]]] = [
    ("pandas.read_sql: новости, их редакции, посты", lambda one: one["pandas"]),
    ("Собрать из базы", lambda one: one["gather"]),
    ("Сопоставить", lambda one: one["place"]),
    ("Сравнить тексты", lambda one: one["compare"]),
    ("Разнести по классам", lambda one: one["compare_page"] - one["place"] - one["compare"]),
    ("Записать", lambda one: one["keep"]),
    ("Сверка целиком", work),
    ("… по часам", lambda one: one["wall"]),
    ("Правила Great Expectations", lambda one: one["suite"]),
    ("… их загрузка", lambda one: one["load"]),
]


def audit() -> Measured:
    """The first reconciliation and one that finds all as it was, on both databases."""
    heads, runs = [], list[Spent]()
    with TemporaryDirectory(prefix="gospablik-bench-") as folder, postgres() as server:
        for base, url in (("SQLite", sqlite(Path(folder))), ("PostgreSQL", on_server(server))):
            fill(url, POSTS)
            heads += [f"{base}, впервые", f"{base}, снова"]
            runs += [_reconciled(url), _reconciled(url)]
    return Measured(f"Сверка: {POSTS} постов одной страницы", shown(heads, runs), good(runs))


def fill(url: str, posts: int) -> None:
    """The rows of such a page into an empty database."""
    store = Store(url)
    with store.write() as session:
        keep(session, demo_office().key, posts)
    store.close()


def good(runs: Sequence[Spent]) -> bool:
    """Whether what was compared is not compared again. Raises OfficeError for other lines."""
    if any(one["kinds"] != runs[0]["kinds"] for one in runs):
        raise OfficeError(
            "Сверки одних и тех же постов пришли к разному: "
            + "; ".join(str(one["kinds"]) for one in runs),
            not_done="замер не удался.",
            next_step="прогнать тесты сверки.",
        )
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return all(again["compare"] <= AGAIN * first["compare"] for first, again in pairs)


def shown(heads: Sequence[str], runs: Sequence[Spent]) -> str:
    """Each part in seconds and in turns of pandas, memory, and how many lines are of each class."""
    rows = [[name, *(_cell(part(one), one) for one in runs)] for name, part in _PARTS]
    rows.append(
        ["Память сверх загруженного кода", *(megabytes(one["peak"] - one["bare"]) for one in runs)]
    )
    rows.append(["… с Great Expectations и pandas", *(megabytes(one["whole"]) for one in runs)])
    kinds = ", ".join(f"{kind} {number}" for kind, number in sorted(runs[0]["kinds"].items()))
    return table(["Секунды процессора (разы к pandas)", *heads], rows) + (
        f"\n\nСтроки сверки: {kinds}. Цель: снова сравнивать не дольше {ratio(AGAIN)} первого раза."
        f"\n\nСеть в замер не входит, работа сервера PostgreSQL — только по часам. pandas: лучший "
        f"из трёх разов в том же процессе. Загруженный код: {megabytes(runs[0]['bare'])}."
    )


def _cell(value: float, one: Spent) -> str:
    return f"{seconds(value)} ({value / one['pandas']:.0f})"


def _reconciled(url: str) -> Spent:
    command = [sys.executable, "-m", "bench.auditing", str(POSTS), url]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: Spent = json.loads(said.splitlines()[-1])
    return found
