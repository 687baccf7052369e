"""Somebody else's comments: text, a tab, 0 or 1; a header if there is one."""

from pathlib import Path

from bench.detector.judged import Comment
from bench.detector.sources import bad_file, read

NAMED = 5
"""So many bad lines are told of; the rest are counted."""


def comments(path: Path) -> list[Comment]:
    """All of the file; raises OfficeError naming its bad lines, and if a label never occurs."""
    found: list[Comment] = []
    wrong: list[str] = []
    for number, line in enumerate(read(path).split("\n"), 1):
        fields = line.rstrip("\r").split("\t")
        if fields == [""] or (number == 1 and _is_header(fields)):
            continue
        why = _wrong(fields)
        if why:
            wrong.append(f"строка {number}: {why}")
        else:
            found.append(Comment(number, fields[0], fields[1] == "1"))
    if wrong:
        more = f"; и ещё строк: {len(wrong) - NAMED}" if len(wrong) > NAMED else ""
        raise bad_file(path, "; ".join(wrong[:NAMED]) + more)
    if len({one.bad for one in found}) < 2:
        raise bad_file(path, "нужны и нарушения (метка 1), и обычные комментарии (метка 0)")
    return found


def _is_header(fields: list[str]) -> bool:
    return len(fields) == 2 and len(fields[1]) > 1 and fields[1].isalpha()


def _wrong(fields: list[str]) -> str:
    if len(fields) != 2:
        return f"полей {len(fields)}, а нужно два: текст, табуляция, метка"
    text, label = fields
    if not text.strip():
        return "текста нет"
    return "" if label in {"0", "1"} else f"метка «{label}», а бывают 0 и 1"
