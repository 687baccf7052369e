"""What the week's report costs over a million comments: beside its bare queries, and in memory."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.databases import on_server, postgres, sqlite
from bench.report import Measured, megabytes, ratio, seconds, table
from bench.week_rows import fill
from gospablik.errors import OfficeError
from gospablik.root import ROOT

COMMENTS, FEWER, POSTS = 1_000_000, 100_000, 10_000
TARGET, LONGEST = 1.5, 20.0
"""How many times its bare queries' time a report may take, and how many seconds on SQLite."""
MEMORY = 1.1
"""How many times the memory ten times the comments may take."""
_PARTS = {
    "whole": "Отчёт целиком",
    "figures": "… сосчитать, с проверкой всех печатей",
    "drawn": "… два графика",
    "faces": "… письмо: HTML, текст, Markdown",
    "files": "… строки в XLSX",
    "queries_again": "Те же запросы без программы",
}
Spent = Mapping[str, Any]


def week() -> Measured:
    """The report of one and the same week with a short and a long past, on both databases."""
    with TemporaryDirectory(prefix="gospablik-bench-") as folder, postgres() as server:
        bases = {
            "SQLite": [_composed(sqlite(Path(folder)), number) for number in (FEWER, COMMENTS)],
            "PostgreSQL": [_composed(on_server(server), number) for number in (FEWER, COMMENTS)],
        }
    return Measured(
        f"Отчёт за неделю: {COMMENTS} комментариев, {POSTS} постов", shown(bases), good(bases)
    )


def good(bases: Mapping[str, Sequence[Spent]]) -> bool:
    """Whether all targets are met. Raises OfficeError if the databases told of other figures."""
    if len({runs[-1]["digest"] for runs in bases.values()}) > 1:
        raise OfficeError(
            "Отчёты за одну неделю из двух баз с одними строками вышли разные.",
            not_done="замер не удался.",
            next_step="прогнать тесты отчёта на обеих базах.",
        )
    return all(
        ours <= TARGET * floor
        and many["peak"] <= MEMORY * few["peak"]
        and (base != "SQLite" or ours <= LONGEST)
        for base, (few, many) in bases.items()
        for ours, floor in [_seconds(base, many)]
    )


def _seconds(base: str, run: Spent) -> tuple[float, float]:
    """Of the report and of its bare queries. SQLite's work is all of the process: the processor's
    seconds, whatever the machine does beside. PostgreSQL's server works apart: by the clock.
    """
    if base == "SQLite":
        return run["whole"], run["queries_again"]
    return run["ours"], run["floor"]


def shown(bases: Mapping[str, Sequence[Spent]]) -> str:
    """Seconds beside the bare queries, memory, and then the processor's seconds by part."""
    heads = ["База", "отчёт (SQLite ≤ 20 с)", "запросов", "они без программы",
             f"отношение (≤ {ratio(TARGET)})", f"память на {FEWER}", f"память на {COMMENTS}",
             f"отношение (≤ {ratio(MEMORY)})"]  # fmt: skip
    rows = [
        [
            base, seconds(ours), str(many["queries"]), seconds(floor),
            ratio(ours / floor), megabytes(few["peak"]), megabytes(many["peak"]),
            ratio(many["peak"] / few["peak"]),
        ]
        for base, (few, many) in bases.items()
        for ours, floor in [_seconds(base, many)]
    ]  # fmt: skip
    parts = [
        [words, *(seconds(runs[-1][part]) for runs in bases.values())]
        for part, words in _PARTS.items()
    ]
    last = bases["SQLite"][-1]
    return (
        table(heads, rows)
        + "\n\n"
        + table(["Секунды процессора (без сервера PostgreSQL)", *bases], parts)
        + f"\n\nНеделя одна и та же, {FEWER // 5} комментариев; растёт прошлое. SQLite: секунды "
        f"процессора (по часам {seconds(last['ours'])}); PostgreSQL: по часам, с его сервером; "
        "отчёт и его запросы по очереди. Память: наибольшая за первый отчёт, из неё до чтения "
        f"загружено {megabytes(last['bare'])}."
    )


def _composed(url: str, comments: int) -> Spent:
    fill(url, comments, POSTS)
    rounds = [] if comments == COMMENTS else ["1"]  # of the short past only memory is asked
    command = [sys.executable, "-m", "bench.composing", url, *rounds]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    found: Spent = json.loads(said.splitlines()[-1])
    print(url.partition(":")[0], comments, found, flush=True)
    return found
