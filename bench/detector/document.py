"""docs/detector.md: the measured tables under their headings, with whose data they are of."""

from collections.abc import Sequence

from bench.detector.results import Part
from bench.detector.sources import LISTS, OKRU, RLTC, VK
from bench.report import table
from gospablik.root import ROOT

PATH = ROOT / "docs" / "detector.md"
COMMAND = "./run bench detector --write"


def document(parts: Sequence[Part], machine: str) -> str:
    """The whole text; no date in it, so that what changes is what was measured."""
    sets = [[one.file, f"{one.name}: {one.licence}"] for one in (OKRU, RLTC, VK)]
    sets += [[file, words] for file, words in LISTS.items()]
    head = (
        "# Как находит детектор комментариев\n\n"
        f"Этот файл написала команда `{COMMAND}`; руками он не правится. Время и память — "
        f"такой машины: {machine}.\n\n"
        "## Данные\n\n"
        "Лежат рядом с проектом (`../shared/data`), ни одной их строки в проекте нет.\n\n"
        f"{table(['Файл', 'что это и чьё'], sets)}\n"
    )
    return "\n".join([head, *map(str, parts), verdict(parts)])


def verdict(parts: Sequence[Part]) -> str:
    """What was not reached and what was not measured, by name."""
    missed = [name for one in parts for name in one.missed]
    blind = [name for one in parts for name in one.unmeasured]
    told = [_listed("Не достигнуто", missed), _listed("Не измерено", blind)]
    return (
        "## Итог\n\n" + ("\n\n".join(filter(None, told)) or "Всё измерено, цели достигнуты.") + "\n"
    )


def _listed(words: str, names: Sequence[str]) -> str:
    return "\n".join([f"{words}:", "", *(f"* {name}" for name in names)]) if names else ""
