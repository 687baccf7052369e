"""Whether the tests would notice a mistake in the comparison: mutmut's mutants, killed or listed.

`./run bench mutants [module …] [--function NAME]`. A mutant is one small mistake put into one
function. Those that no test kills must stand in `bench/living_mutants/`, each with the reason why
it may live.
"""

import sys
import tomllib
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.mutating import Mutant, run
from bench.report import table
from gospablik.errors import OfficeError

LIVING = Path(__file__).parent / "living_mutants"
COMPARER = (
    "agreement", "around", "binding", "bounds", "calls", "comparison", "difference", "doubled",
    "foreign", "initials", "keys", "loosely", "opposites", "pairing", "related", "restrictions",
    "source", "synonyms", "unit_conditions", "unit_facts", "unit_sense", "unit_terms",
    "unit_turning", "unit_words", "verbs", "weighty", "wording", "words",
)  # fmt: skip
"""Modules of `gospablik.text` that judge; those that read facts off a text are not among them."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of `living_mutants/<module>.toml`."""

    function: str
    was: str
    becomes: str
    why: str


def listed(module: str) -> list[Reason]:
    """The mutants of a module that may live. Raises OfficeError for an entry without a reason."""
    path = LIVING / f"{module}.toml"
    if not path.exists():
        return []
    entries = tomllib.loads(path.read_text("utf-8")).get("living", [])
    reasons = [Reason(**{name: str(text).strip() for name, text in one.items()}) for one in entries]
    for one in reasons:
        if not one.why:
            raise OfficeError(
                f"У мутанта {module}.{one.function} нет причины: {path}.",
                not_done="ничего не измерено.",
                next_step="написать в why, почему он может жить, или убить его тестом.",
            )
    return reasons


def unlisted(mutants: Iterable[Mutant], reasons: Sequence[Reason]) -> list[Mutant]:
    """Those that live without a reason."""
    known = {(one.function, one.was, one.becomes) for one in reasons}
    return [m for m in mutants if m.lives and (m.function, m.was, m.becomes) not in known]


def main(arguments: Sequence[str]) -> int:
    """0: every mutant is killed or listed; 1: one is neither, or nothing was measured."""
    parser = ArgumentParser("bench.mutants", description="Заметят ли тесты ошибку в сверке")
    parser.add_argument("modules", nargs="*", metavar="module", help="модули gospablik.text")
    parser.add_argument("--function", default="", help="только эта функция, например _dates")
    chosen = parser.parse_args(arguments)
    modules = chosen.modules or list(COMPARER)
    try:
        with TemporaryDirectory() as folder:
            found = run(Path(folder), modules, chosen.function)
        reasons = {module: listed(module) for module in modules}
    except OfficeError as problem:
        print(problem, file=sys.stderr)
        return 1
    rows: list[tuple[str, tuple[int, ...]]] = []
    without: list[Mutant] = []
    for module in modules:
        mine = [one for one in found if one.module == module]
        alone = unlisted(mine, reasons[module])
        living = sum(one.lives for one in mine)
        counts = (len(mine), len(mine) - living, living - len(alone), len(alone))
        rows.append((module, counts))
        without += alone
    rows.append(("всего", tuple(sum(counts[n] for _, counts in rows) for n in range(4))))
    for one in without:
        print(f"{one.module}: {one.function}\n- {one.was}\n+ {one.becomes}\n")
    print(
        table(
            ["модуль", "мутантов", "убито", "живы, причина названа", "живы"],
            [[module, *map(str, counts)] for module, counts in rows],
        )
    )
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
