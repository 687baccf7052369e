"""How well the comparison tells a changed fact from a harmless shortening: n of m per class.

`python -m bench.fidelity [--half report|tune | --pairs FILE]`; `./run bench fidelity` the same.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.fidelity_tables import by_kind, by_label, missed, totals
from bench.judged import Judged
from bench.pairs import HALVES, read
from bench.report import Measured
from gospablik.errors import OfficeError

Answer = Callable[[str, str], str]
"""(site, post) → identical, shortened, reworded, changed or unknown."""


def fidelity() -> Measured:
    """The half that no rule was tuned on, in figures only: its texts stay unread."""
    return measure(HALVES["report"], comparison())


def comparison() -> Answer:
    """gospablik's `compare` as a plain answer; the one place that knows its shape."""
    from gospablik.text.comparison import Verdict, compare

    words = {
        Verdict.IDENTICAL: "identical",
        Verdict.SHORTENED: "shortened",
        Verdict.REWORDED: "reworded",
        Verdict.FACTS_DIFFER: "changed",
        Verdict.NOT_COMPARED: "unknown",
    }
    return lambda site, post: words[compare(site, post).verdict]


def measure(path: Path, answer: Answer, *, listed: bool = False, texts: bool = False) -> Measured:
    """All pairs of the file judged; `listed`: the wrong ones by line, `texts`: with their words."""
    judged = [Judged(pair, answer(pair.site, pair.post)) for pair in read(path)]
    against, good = totals(judged)
    parts = [against, by_label(judged), by_kind(judged)]
    if listed:
        parts.append(missed(judged, texts=texts) or "Ошибок нет.")
    parts.append(
        f"Пар в {path.name}: {len(judged)}; интервалы Вильсона. «Не сравнено» не засчитано нигде: "
        "изменение с ним не найдено, безобидное отмечено. Точность класса: среди материалов, в "
        "которых он есть."
    )
    return Measured("Верность постов сайту", "\n\n".join(parts), good)


def main(arguments: Sequence[str]) -> int:
    """0: both targets met; 1: one missed or not measured (a bad file too); 2: bad arguments."""
    parser = ArgumentParser(
        "bench.fidelity", description="Верность постов сайту: полнота и точность"
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--half", choices=HALVES, default="report", help="половина корпуса")
    which.add_argument("--pairs", type=Path, help="свой файл: строки JSON с site, post и label")
    chosen = parser.parse_args(arguments)
    tuning = chosen.pairs is None and chosen.half == "tune"
    path = chosen.pairs or HALVES[chosen.half]
    try:
        measured = measure(path, comparison(), listed=bool(chosen.pairs) or tuning, texts=tuning)
    except OfficeError as problem:
        print(problem, file=sys.stderr)
        return 1
    print(measured)
    return 0 if measured.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
