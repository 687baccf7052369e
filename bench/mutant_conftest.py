"""The `conftest.py` of the mutated copy: runs the tests once for each mutant, in one process.

Reads the mutants' names off the file `$MUTANTS` and writes those that no test killed beside it.
"""

import json
import os
import resource
import signal
import sys
import time
import zlib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import Phase, settings
from mutant_trampoline import ACTIVE, CALLED  # type: ignore[import-not-found]

_LONGEST = 10.0
"""Seconds of the processor; a mutant may run for ever."""
_MEMORY = 4 * 2**30

# The same examples each time, and none made smaller: that it fails is enough.
settings.register_profile(
    "mutants",
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("mutants")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str:
    """Short names: they are printed nowhere."""
    return f"{zlib.crc32(repr(val).encode()):08x}"


def pytest_runtestloop(session: pytest.Session) -> bool:
    """All tests without a mutant, then each mutant until a test fails."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    signal.signal(signal.SIGVTALRM, _stop)
    covering: dict[tuple[str, str], list[pytest.Item]] = defaultdict(list)
    seconds: dict[pytest.Item, float] = {}
    for item in session.items:
        _forget()
        CALLED.clear()
        began = time.perf_counter()
        if not _passes(item):
            raise pytest.UsageError(f"{item.nodeid} fails without a mutant: {_failed(item)}")
        seconds[item] = time.perf_counter() - began
        for function in CALLED:
            covering[function].append(item)
    kills: Counter[pytest.Item] = Counter()
    path = Path(os.environ["MUTANTS"])
    alive = []
    for module, name in json.loads(path.read_text("utf-8")):
        tests = covering[module, name.rpartition("__mutmut_")[0]]
        ACTIVE[module] = name
        _forget()
        killer = next(
            (t for t in sorted(tests, key=lambda t: (-kills[t], seconds[t])) if not _passes(t)),
            None,
        )
        ACTIVE.clear()
        if killer is None:
            alive.append([module, name])
        else:
            kills[killer] += 1
    path.with_suffix(".alive").write_text(json.dumps(alive), "utf-8")
    return True


def _passes(item: pytest.Item) -> bool:
    signal.setitimer(signal.ITIMER_VIRTUAL, _LONGEST)
    try:
        return not any(one.failed for one in runtestprotocol(item, log=False, nextitem=None))
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _failed(item: pytest.Item) -> str:
    reports = runtestprotocol(item, log=False, nextitem=None)
    return "\n".join(one.longreprtext for one in reports if one.failed)


def _stop(number: int, frame: object) -> None:
    raise TimeoutError


def _forget() -> None:
    """What a cached function answered with another mutant in it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("gospablik.text.") and not name.endswith(".morphology"):
            for one in vars(module).values():
                clear: Any = getattr(one, "cache_clear", None)
                if clear:
                    clear()
