"""What is slow to load is paid for only by a pass that has something to check or to show."""

import re
from collections.abc import Callable
from functools import partial

from bench.process import Spent
from bench.report import Measured, seconds, table
from bench.town import PASSES, Town

CHECKS = ("great_expectations", "pandas")
HEAVY = (*CHECKS, "PIL")
_LINE = re.compile(r"^import time:.*\|\s+(\S+)$", re.MULTILINE)
_LOUD = {"PYTHONPROFILEIMPORTTIME": "1"}
"""Python then writes every module it imports to its standard error."""


def imports(town: Town) -> Measured:
    """Each pass idle, and the two that check busy; the modules as Python itself lists them."""
    rows, good = [], True
    for name in PASSES:
        loaded, spent = _watched(town, partial(town.idle, name, **_LOUD))
        good &= not loaded
        rows.append([f"{name}: нечего делать", *_cells(loaded, spent)])
    town.news("Открыт приём заявок на благоустройство")
    for name in ("Публикация", "Сверка с сайтом"):
        loaded, spent = _watched(town, partial(town.busy, name, **_LOUD))
        good &= loaded == set(CHECKS)  # this news has no picture
        rows.append([f"{name}: есть что проверить", *_cells(loaded, spent)])
    town.age_posts(20)  # quiet again
    text = table(["Проход", *HEAVY, "CPU"], rows)
    return Measured("Кто загружает Great Expectations, pandas и Pillow", text, good)


def heavy_in(said: str) -> set[str]:
    """Which of them the lines of `-X importtime` name."""
    return set(HEAVY).intersection(_LINE.findall(said))


def _watched(town: Town, run: Callable[[], Spent]) -> tuple[set[str], Spent]:
    begins = town.log.stat().st_size if town.log.exists() else 0
    spent = run()
    said = town.log.read_bytes()[begins:].decode("utf-8", "replace")
    if not _LINE.search(said):
        raise AssertionError("Python не перечислил, что загрузил: замер ничего не показал бы")
    return heavy_in(said), spent


def _cells(loaded: set[str], spent: Spent) -> list[str]:
    return [*("да" if name in loaded else "нет" for name in HEAVY), seconds(spent.cpu)]
