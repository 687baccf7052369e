"""A process of its own that reconciles a page once, each part of the work timed apart.

`python -m bench.auditing TOTAL URL` prints seconds and MB as JSON. Whether that is the first
reconciliation or one that finds all as it was is up to the database. The network is left out: live
posts are given as they would be read. Great Expectations and pandas are loaded last, when the peak
of the audit's own work is known.
"""

import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.audit_rows import APART, BEGAN, told
from bench.machine import own_peak, resident
from bench.parties import PAGE, organisation
from gospablik.clock import now
from gospablik.organisation import Organisation
from gospablik.reconciliation import once, standings, whole_page
from gospablik.reconciliation.gather import expected, gather
from gospablik.reconciliation.keeping import begin_audit, end_audit
from gospablik.reconciliation.reading import Reading
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.whole_page import PageCompared, compare_page
from gospablik.store.session import Store
from office.demo.scene import Wishes

LOADED = ("site_item", "site_revision", "post")
"""The tables that pandas loads."""
_ROUNDS = 3


class Clock:
    """Seconds of the processor by the name of the work."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()

    @contextmanager
    def of(self, name: str) -> Any:
        """Add what the block takes."""
        began = time.process_time()
        yield
        self.spent[name] += time.process_time() - began  # type: ignore[assignment]

    def timed(self, module: Any, name: str) -> None:
        """Add what each call of that function takes; it is found by its name in the module."""
        function: Callable[..., Any] = getattr(module, name)

        def call(*args: Any, **more: Any) -> Any:
            with self.of(name):
                return function(*args, **more)

        setattr(module, name, call)


def demo_office() -> Organisation:
    """The organisation whose page it is; it has been looked after for years."""
    with TemporaryDirectory(prefix="gospablik-bench-") as folder:
        return organisation(Path(folder), wishes=Wishes(site="https://site.test/rss.xml"))


def measure(total: int, url: str) -> dict[str, Any]:
    """Seconds by part of the work, MB, and how many lines are of each class.

    `wall`: of the whole work by the clock; all other seconds are the processor's. `bare`: MB before
    anything was read, `peak`: at most in the work, `whole`: with Great Expectations and pandas.
    """
    clock, office, store = Clock(), demo_office(), Store(url)
    clock.timed(whole_page, "place")
    clock.timed(once, "compare")
    clock.timed(standings, "compare")
    bare = resident(os.getpid())
    compared, audit, wall = reconciled(clock, store, office, total)
    peak = own_peak()
    _check(clock, store, office, audit)
    floor = _floor(store)
    store.close()
    kinds = Counter(line.standing.value for line in compared.lines)
    memory = {"bare": bare, "peak": peak, "whole": own_peak()}
    return {**clock.spent, "wall": wall, "pandas": floor, **memory, "kinds": kinds}


def reconciled(
    clock: Clock, store: Store, office: Organisation, total: int
) -> tuple[PageCompared, int, float]:
    """What it came to, the row of the reconciliation, and how long it took by the clock."""
    reading = Reading(tuple(one.live for one in told(total))[::-1])
    scope = Scope(BEGAN, BEGAN + total * APART + timedelta(hours=1))
    began = time.perf_counter()
    compared = _compare(clock, store, office, reading, scope)
    audit = _keep(clock, store, office, compared, scope)
    return compared, audit, time.perf_counter() - began


def _compare(
    clock: Clock, store: Store, office: Organisation, reading: Reading, scope: Scope
) -> PageCompared:
    page = office.page_by_key(PAGE)
    with clock.of("gather"), store.read() as session:
        sides = gather(session, office, page, reading, scope)
        due = expected(session, office, page, scope, scope.until)
    with clock.of("compare_page"):
        return compare_page(PAGE, reading, sides, due, scope)


def _keep(
    clock: Clock, store: Store, office: Organisation, compared: PageCompared, scope: Scope
) -> int:
    with clock.of("keep"):
        with store.write() as session:
            audit = begin_audit(session, office, PAGE, scope, scope.until).id
        with store.write() as session:
            end_audit(session, office, audit, [compared], scope.until)
    return audit


def _check(clock: Clock, store: Store, office: Organisation, audit: int) -> None:
    with clock.of("load"):
        import great_expectations  # noqa: F401
    from data_checks.audit import AUDIT, check_audit
    from gospablik.reconciliation.audit_rows import audit_rows
    from gospablik.reconciliation.validations import keep_validation

    with clock.of("suite"):
        with store.read() as session:
            rows = audit_rows(session, audit)
        report = check_audit(rows)
        with store.write() as session:
            keep_validation(session, office, AUDIT, PAGE, report, audit_id=audit, now=now())


def _floor(store: Store) -> float:
    """The fastest of a few turns: what the machine does beside must not lower the bar."""
    import pandas as pd

    turns = []
    for _ in range(_ROUNDS):
        began = time.process_time()
        with store.engine.connect() as connection:
            frames = [pd.read_sql(f"SELECT * FROM {one}", connection) for one in LOADED]
        turns.append(time.process_time() - began)
        del frames
    return min(turns)


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]), sys.argv[2])))
