"""`./run bench [name]`: measure, print Markdown; exit code 1 if a target is missed.

`./run bench fidelity` alone takes options, its own: see bench/fidelity.py.
"""

import sys
from collections.abc import Iterator, Sequence

from bench import fidelity
from bench.day import day
from bench.idle import idle
from bench.imports import imports
from bench.machine import describe
from bench.memory import memory
from bench.report import Measured
from bench.town import quiet_town
from gospablik.errors import OfficeError

NAMES = ("day", "memory", "idle", "imports", "harvest", "store", "extraction", "fidelity")
"""In the order in which all are run: those in the town share one; memory needs its worker."""


def main(arguments: Sequence[str]) -> int:
    """0: every target met; 1: one missed or not measured; 2: no such measurement."""
    if arguments[:1] == ["fidelity"] and any(one.startswith("-") for one in arguments):
        return fidelity.main(arguments[1:])
    try:
        chosen = chosen_names(arguments)
    except OfficeError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(f"{describe()}\n", flush=True)
    good = True
    try:
        for measured in _measure(chosen):
            print(f"\n{measured}", flush=True)
            good &= measured.good
    except (OfficeError, AssertionError) as problem:
        print(problem, file=sys.stderr)
        return 1
    if not good:
        print("Не всё уложилось в цель, смотрите таблицы.")
    return 0 if good else 1


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


def _measure(chosen: Sequence[str]) -> Iterator[Measured]:
    if "day" in chosen:
        yield day()
    in_town = {"memory": memory, "idle": idle, "imports": imports}
    wanted = [name for name in in_town if name in chosen]
    if wanted:
        with quiet_town(worker="memory" in wanted) as town:
            for name in wanted:
                yield in_town[name](town)
    # What these bring along would weigh on the others.
    if "harvest" in chosen:
        from bench.harvest import harvest

        yield harvest()
    if "store" in chosen:
        from bench.store import store

        yield store()
    if "extraction" in chosen:
        from bench.extraction import extraction

        yield extraction()
    if "fidelity" in chosen:
        yield fidelity.fidelity()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
