"""What the detector says of the invented comments: n of m."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.detector import probes
from bench.detector.answer import KINDS, Answer, Said
from bench.detector.results import Goal, Part, part
from bench.report import table
from bench.shares import Share
from gospablik.errors import OfficeError

Row = tuple[str, Share]
HEADS = ["Проба", "сколько", "доля", "95 %"]
HARMLESS = {
    probes.CRITICISM: "Критика",
    probes.HARD: "Трудные обычные",
    probes.SAKHA_MIXED: "Якутский вперемешку с русским",
}


def probing(title: str, answer: Answer, folder: Path) -> Part:
    """All files; one that is absent or bad is told of, the others are measured."""
    ways: dict[str, Callable[[], list[Row]]] = {
        name: partial(_harmless, name, words, answer, folder) for name, words in HARMLESS.items()
    }
    ways[probes.VIOLATIONS] = lambda: _violations(probes.violations(folder), answer)
    ways[probes.DISTRESS] = lambda: _distress(probes.distress(folder), answer)
    ways[probes.MISMATCH] = lambda: _mismatch(probes.mismatches(folder), answer)
    rows: list[Row] = []
    blind, told = [], []
    for name, way in ways.items():
        try:
            rows += way()
        except OfficeError as problem:
            blind.append(f"проба {name}")
            told.append(f"Не измерено ({name}): {problem.happened}")
    accused = [share.value for name, share in rows if name == _row(HARMLESS[probes.CRITICISM], "A")]
    goals = [Goal("критика в ступени A", one, 0, at_most=True) for one in accused]
    cells = [[name, *share.cells()] for name, share in rows]
    shares = [table(HEADS, cells), "Цель: критика в ступени A — ни одной."] if rows else []
    return part(title, [*shares, *told], goals, blind)


def _row(words: str, tier: str) -> str:
    return f"{words}: в ступени {tier}"


def _harmless(name: str, words: str, answer: Answer, folder: Path) -> list[Row]:
    said = [answer(text) for text in probes.texts(name, folder)]
    rows = [(_row(words, tier), _share(said, partial(_in_tier, tier))) for tier in "ABC"]
    return [*rows, (f"{words}: показано вообще", _share(said, lambda s: bool(s.tier)))]


def _violations(labelled: Sequence[tuple[str, str]], answer: Answer) -> list[Row]:
    judged = [(kind, answer(text)) for kind, text in labelled]
    every = [said for _, said in judged]
    rows = [
        ("Нарушения: показано вообще", _share(every, lambda s: bool(s.tier))),
        ("Нарушения: ступени A и B", _share(every, lambda s: s.tier in {"A", "B"})),
    ]
    for kind in (kind for kind in KINDS if any(its == kind for its, _ in judged)):
        mine = [said for its, said in judged if its == kind]
        rows.append((f"{KINDS[kind].capitalize()}: показано", _share(mine, lambda s: bool(s.tier))))
        named = _share(mine, partial(_named, kind))
        rows.append((f"{KINDS[kind].capitalize()}: назван этот вид", named))
    return rows


def _distress(labelled: Sequence[tuple[bool, str]], answer: Answer) -> list[Row]:
    judged = [(label, answer(text)) for label, text in labelled]
    needed = [said for label, said in judged if label]
    others = [said for label, said in judged if not label]
    return [
        ("Человеку может быть нужна помощь: замечено", _share(needed, lambda s: s.distress)),
        ("Помощь не нужна: замечено напрасно", _share(others, lambda s: s.distress)),
    ]


def _mismatch(cases: Sequence[probes.Mismatch], answer: Answer) -> list[Row]:
    judged = [(one.differs, answer(one.comment, one.post)) for one in cases]
    differ = [said for label, said in judged if label]
    agree = [said for label, said in judged if not label]
    return [
        ("Не совпадает с публикацией: замечено", _share(differ, _told_apart)),
        ("Совпадает с публикацией: замечено напрасно", _share(agree, _told_apart)),
    ]


def _in_tier(tier: str, said: Said) -> bool:
    return said.tier == tier


def _named(kind: str, said: Said) -> bool:
    return kind in said.kinds


def _told_apart(said: Said) -> bool:
    return "mismatch" in said.kinds


def _share(said: Sequence[Said], wanted: Callable[[Said], bool]) -> Share:
    return Share(sum(wanted(one) for one in said), len(said))
