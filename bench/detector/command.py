"""`./run bench detector`: how well the detector finds violating comments, and what it costs.

Minutes, and data that lie beside the checkout: so it is run by its name only.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from platform import python_version

from bench.detector import outside
from bench.detector.document import PATH, document, verdict
from bench.detector.judged import judge
from bench.detector.parts import Bench, parts
from bench.detector.quality import quality
from bench.detector.results import Part
from bench.detector.sources import FOLDER
from bench.machine import describe, processor
from gospablik.errors import OfficeError


def main(arguments: Sequence[str]) -> int:
    """0: all measured and every target met; 1: not so, or a bad file; 2: bad arguments."""
    parser = ArgumentParser("bench.detector", description="Как находит детектор комментариев")
    parser.add_argument("--data", type=Path, default=FOLDER, help="папка с данными для измерений")
    parser.add_argument("--comments", type=Path, help="только свой файл: текст, табуляция, 0 или 1")
    parser.add_argument("--write", action="store_true", help=f"записать {PATH.name} в docs")
    chosen = parser.parse_args(arguments)
    if chosen.comments and chosen.write:
        parser.error("--comments и --write вместе не бывают")
    try:
        bench = Bench(chosen.data)
        if chosen.comments:
            return _outside(chosen.comments, bench)
        return _all(bench, write=chosen.write)
    except OfficeError as problem:
        print(problem, file=sys.stderr)
        return 1


def _outside(path: Path, bench: Bench) -> int:
    judged = judge(outside.comments(path), bench.answer)
    print("\n\n".join(quality({path.name: judged})))
    return 0


def _all(bench: Bench, *, write: bool) -> int:
    there = bench.data.is_dir()
    if not there:
        print(f"Данных нет: {bench.data}. Измеряется то, что можно без них.\n", file=sys.stderr)
        if write:
            raise OfficeError(
                f"Без данных {PATH.name} остался бы без чисел.",
                not_done="ничего не измерено и не записано.",
                next_step="указать папку: --data ПАПКА, или измерить без --write.",
            )
    print(f"{describe()}\n", flush=True)
    done: list[Part] = []
    for part in parts(bench):
        print(part, flush=True)
        done.append(part)
    print(verdict(done))
    if write:
        PATH.write_text(document(done, f"{processor()}, Python {python_version()}"), "utf-8")
        print(f"Записано: {PATH}")
    return 0 if all(part.good for part in done) else 1
