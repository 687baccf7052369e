"""A process of its own that composes the week's report and sends its queries once more, bare.

`python -m bench.composing URL [ROUNDS]` prints seconds and MB as JSON. By turns, so that what else
the machine does meets both alike: the report with all its faces and files, as the flow has it, then
the same queries with the same parameters through the driver alone, every row fetched, none kept.
"""

import json
import os
import sys
import time
from statistics import median
from typing import Any

from sqlalchemy import event

from bench.auditing import Clock
from bench.machine import own_peak, resident
from bench.week_rows import MONDAY, NOW, town
from gospablik.control import report
from gospablik.control.report_files import get_ready
from gospablik.organisation import Organisation
from gospablik.span import Week
from gospablik.store.session import Store

ROUNDS = 3
PARTS = ("figures", "drawn", "faces", "files")
"""What a report is made of, as `control.report` calls it."""
Sent = list[tuple[str, Any]]
"""Statements with their parameters."""


def measure(url: str, rounds: int = ROUNDS) -> dict[str, Any]:
    """Medians of seconds by the clock, seconds of the processor by part, MB, and the digest.

    `bare`: MB before anything was read, `peak`: at most in the first report; `queries`: how many.
    """
    office, store, clock = town(), Store(url), Clock()
    get_ready()
    for name in PARTS:
        clock.timed(report, name)
    bare = resident(os.getpid())
    made = [_round(clock, store, office, number) for number in range(rounds)]
    store.close()
    return {
        "ours": median(ours for ours, _, _ in made),
        "floor": median(floor for _, floor, _ in made),
        **{name: spent / rounds for name, spent in clock.spent.items()},
        "bare": bare,
        **made[0][2],
    }


def _round(
    clock: Clock, store: Store, office: Organisation, number: int
) -> tuple[float, float, dict[str, Any]]:
    """Seconds of the report and of its queries, and what else is to be told of the report."""
    began = time.perf_counter()
    with clock.of("whole"):
        sent, digest = composed(store, office, f"замер {number + 1}")
    ours = time.perf_counter() - began
    told = {"peak": own_peak(), "digest": digest, "queries": len(sent)}
    began = time.perf_counter()
    with clock.of("queries_again"):
        send_again(store, sent)
    return ours, time.perf_counter() - began, told


def composed(store: Store, office: Organisation, version: str) -> tuple[Sent, str]:
    """A new report: what was asked of the database for it, and its digest."""
    sent: Sent = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_more: Any) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, parameters))

    event.listen(store.engine, "before_cursor_execute", note)
    with store.write() as session:
        row = report.compose(session, office, Week.starting(office, MONDAY), NOW, version)
        session.flush()
        digest = row.digest
    event.remove(store.engine, "before_cursor_execute", note)
    return sent, digest


def send_again(store: Store, sent: Sent) -> None:
    """The same queries on a new connection of the driver's own."""
    connection = store.engine.raw_connection()
    connection.detach()
    cursor = connection.cursor()
    for statement, parameters in sent:
        cursor.execute(statement, parameters)
        while cursor.fetchmany(1_000):
            pass
    connection.close()


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], *map(int, sys.argv[2:]))))
