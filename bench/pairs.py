"""Pairs of a site's text and a post with the true answer, read from JSON lines."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from gospablik.errors import OfficeError
from gospablik.root import ROOT

HALVES = {half: ROOT / "bench" / "fidelity_pairs" / f"{half}.jsonl" for half in ("tune", "report")}
"""Rules are tuned on one half and reported on the other; no item is in both."""


class Label(StrEnum):
    """What a careful person says of the pair."""

    SAME = "same"
    SHORTENED = "shortened"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a file: its number, both texts, the true label; `item` and `kind` if given."""

    line: int
    site: str
    post: str
    label: Label
    item: str = ""
    kind: str = ""


def read(path: Path) -> list[Pair]:
    """All pairs of a file of JSON lines in UTF-8; empty lines are passed over.

    Raises OfficeError naming the line for anything else: half a file would be half a measurement.
    """
    try:
        text = path.read_text("utf-8-sig")
    except OSError as problem:
        raise _bad(path, f"файл не читается ({problem.strerror or problem})") from None
    except UnicodeDecodeError as problem:
        raise _bad(path, f"это не UTF-8 (байт {problem.start})") from None
    pairs = list(_pairs(path, text))
    if not pairs:
        raise _bad(path, "в файле нет ни одной пары")
    return pairs


def _pairs(path: Path, text: str) -> Iterator[Pair]:
    # Not splitlines(): U+2028 and its like may stand raw inside a JSON string.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _pair(number, json.loads(line))
        except ValueError as problem:
            # A JSON error speaks English and says where; ours below speak Russian.
            english = isinstance(problem, json.JSONDecodeError)
            why = f"не JSON ({problem})" if english else str(problem)
            raise _bad(path, f"строка {number}: {why}") from None


def _pair(number: int, row: object) -> Pair:
    if not isinstance(row, dict):
        raise ValueError("не объект с полями site, post и label")  # noqa: TRY004 (a bad line)
    for name in ("site", "post", "label"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise ValueError(f"поле {name} пропущено, пусто или не строка")
    if row["label"] not in list(Label):
        raise ValueError(f"метка «{row['label']}», а бывают {', '.join(Label)}")
    extra = {name: str(row.get(name) or "") for name in ("item", "kind")}
    return Pair(number, row["site"], row["post"], Label(row["label"]), **extra)


def _bad(path: Path, why: str) -> OfficeError:
    return OfficeError(
        f"Пары не прочитаны: {path}: {why}.",
        not_done="ничего не измерено.",
        next_step="исправить файл: строки JSON в UTF-8 с полями site, post и label "
        f"({', '.join(Label)}); item и kind по желанию.",
    )
