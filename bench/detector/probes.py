"""Our own invented comments, read by line: what stands in which file, and what is expected."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench.detector.answer import KINDS
from bench.detector.sources import bad_file, lines, read
from gospablik.root import ROOT

FOLDER = ROOT / "bench" / "detector_probes"
CRITICISM, HARD, VIOLATIONS = "criticism.txt", "hard_negatives.txt", "violations.tsv"
DISTRESS, MISMATCH, SAKHA_MIXED = "distress.tsv", "mismatch.jsonl", "sakha_mixed.txt"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A comment under a post; `differs`: it tells something else than the post."""

    post: str
    comment: str
    differs: bool


def texts(name: str, folder: Path = FOLDER) -> list[str]:
    """A file of comments, one a line."""
    return lines(folder / name)


def violations(folder: Path = FOLDER) -> list[tuple[str, str]]:
    """(kind, comment)."""

    def one(line: str) -> tuple[str, str]:
        kind, text = _two(line)
        if kind not in KINDS:
            raise ValueError(f"вид «{kind}», а бывают {', '.join(KINDS)}")
        return kind, text

    return _by_line(folder / VIOLATIONS, one)


def distress(folder: Path = FOLDER) -> list[tuple[bool, str]]:
    """(somebody may need help, comment)."""

    def one(line: str) -> tuple[bool, str]:
        label, text = _two(line)
        if label not in {"0", "1"}:
            raise ValueError(f"метка «{label}», а бывают 0 и 1")
        return label == "1", text

    return _by_line(folder / DISTRESS, one)


def mismatches(folder: Path = FOLDER) -> list[Mismatch]:
    """Comments with the posts they hang under."""
    return _by_line(folder / MISMATCH, _mismatch)


def _by_line(path: Path, one: Callable[[str], T]) -> list[T]:
    found: list[T] = []
    for number, line in enumerate(read(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(one(line))
        except ValueError as problem:
            english = isinstance(problem, json.JSONDecodeError)
            why = f"не JSON ({problem})" if english else str(problem)
            raise bad_file(path, f"строка {number}: {why}") from None
    if not found:
        raise bad_file(path, "в файле нет ни одной строки")
    return found


def _two(line: str) -> tuple[str, str]:
    fields = line.split("\t")
    if len(fields) != 2 or not all(field.strip() for field in fields):
        raise ValueError("нужно два поля через табуляцию")
    return fields[0].strip(), fields[1].strip()


def _mismatch(line: str) -> Mismatch:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError("не объект с полями post, comment и label")  # noqa: TRY004 (a bad line)
    for name in ("post", "comment"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise ValueError(f"поле {name} пропущено, пусто или не строка")
    if row.get("label") not in (0, 1):
        raise ValueError(f"метка {row.get('label')!r}, а бывают 0 и 1")
    return Mismatch(row["post"], row["comment"], bool(row["label"]))
