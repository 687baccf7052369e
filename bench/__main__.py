"""`./run bench [name]`: measure, print Markdown; exit code 1 if a target is missed.

`./run bench fidelity` alone takes options, its own: see bench/fidelity.py. `./run bench mutants`
takes half an hour, `./run bench detector` minutes and data that lie beside the checkout: both are
run by their name only and have options of their own.
"""

import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module

from bench import fidelity, mutants
from bench.day import day
from bench.detector import command as detector
from bench.idle import idle
from bench.imports import imports
from bench.machine import describe
from bench.memory import memory
from bench.report import Measured
from bench.town import Town, quiet_town
from gospablik.errors import OfficeError

_IN_TOWN: dict[str, Callable[[Town], Measured]] = {
    "memory": memory,
    "idle": idle,
    "imports": imports,
}
_APART = (
    *("harvest", "store", "proofs", "answers", "audit", "week"),
    *("extraction", "fidelity"),
)
NAMES = ("day", *_IN_TOWN, *_APART)
"""In the order in which all are run: those in the town share one; memory needs its worker."""


def main(arguments: Sequence[str]) -> int:
    """0: every target met; 1: one missed or not measured; 2: no such measurement.

    One that fails is told of, and the others are measured all the same.
    """
    if arguments[:1] == ["mutants"]:
        return mutants.main(arguments[1:])
    if arguments[:1] == ["detector"]:
        return detector.main(arguments[1:])
    if arguments[:1] == ["fidelity"] and any(one.startswith("-") for one in arguments):
        return fidelity.main(arguments[1:])
    try:
        chosen = chosen_names(arguments)
    except OfficeError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{describe()}\n", flush=True)
    missed, failed = [], []
    for name, measured in _measure(chosen):
        if measured is None:
            failed.append(name)
            continue
        print(f"\n{measured}", flush=True)
        if not measured.good:
            missed.append(name)
    if missed:
        print(f"Не уложилось в цель: {', '.join(missed)}; смотрите таблицы.")
    if failed:
        print(f"Не измерено: {', '.join(failed)}; почему, написано выше.")
    return 1 if missed or failed else 0


def chosen_names(arguments: Sequence[str]) -> tuple[str, ...]:
    """The measurements asked for, all without an argument. Raises OfficeError for another name."""
    unknown = [name for name in arguments if name not in NAMES]
    if unknown:
        raise OfficeError(
            f"Нет такого замера: {', '.join(unknown)}.",
            not_done="ничего не измерено.",
            next_step=f"./run bench без имени (все) или одно из: {', '.join(NAMES)}.",
        )
    return tuple(name for name in NAMES if name in arguments or not arguments)


def _measure(chosen: Sequence[str]) -> Iterator[tuple[str, Measured | None]]:
    """Each with its name; None for one that failed, which keeps no other from its turn."""
    if "day" in chosen:
        yield "day", _tried("day", day)
    yield from _measure_in_town([name for name in _IN_TOWN if name in chosen])
    for name in _APART:
        if name in chosen:
            yield name, _tried(name, partial(_measure_apart, name))


def _measure_in_town(wanted: Sequence[str]) -> Iterator[tuple[str, Measured | None]]:
    left = list(wanted)
    if not left:
        return
    try:
        with quiet_town(worker="memory" in wanted) as town:
            while left:
                name = left.pop(0)
                yield name, _tried(name, partial(_IN_TOWN[name], town))
    except Exception as problem:  # the town itself did not open or did not close
        _tell("town", problem)
        yield from ((name, None) for name in left or ("town",))


def _measure_apart(name: str) -> Measured:
    """Imported no sooner than this: what these bring along would weigh on the others."""
    measure: Callable[[], Measured] = getattr(import_module(f"bench.{name}"), name)
    return measure()


def _tried(name: str, measure: Callable[[], Measured]) -> Measured | None:
    try:
        return measure()
    except Exception as problem:  # whatever became of this one, the others are measured
        _tell(name, problem)
        return None


def _tell(name: str, problem: Exception) -> None:
    if not isinstance(problem, (OfficeError, AssertionError)):
        traceback.print_exception(problem)
    print(f"Не измерено ({name}): {str(problem) or type(problem).__name__}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
