"""What is printed of judged pairs: against the targets, by verdict, by class."""

from collections.abc import Iterable, Sequence

from bench.judged import VERDICTS, Judged
from bench.kinds import KINDS
from bench.pairs import Label
from bench.report import table
from bench.shares import Share

FOUND, FLAGGED = 0.98, 0.02
"""The targets: the least share of changes found, the greatest of harmless posts flagged."""
LABELS = {Label.SAME: "то же", Label.SHORTENED: "сокращено", Label.CHANGED: "изменено"}


def recall(judged: Iterable[Judged]) -> Share:
    """Changes found, of all changes."""
    changed = [one for one in judged if one.changed]
    return Share(sum(one.found for one in changed), len(changed))


def flagged(judged: Iterable[Judged]) -> Share:
    """Harmless posts flagged, of all harmless ones."""
    harmless = [one for one in judged if not one.changed]
    return Share(sum(one.flagged for one in harmless), len(harmless))


def reworded(judged: Iterable[Judged]) -> Share:
    """Harmless posts said to tell the same facts in other words; no flag, nobody is called."""
    harmless = [one for one in judged if not one.changed]
    return Share(sum(one.verdict == "reworded" for one in harmless), len(harmless))


def precision(judged: Iterable[Judged]) -> Share:
    """Real changes, of all that was flagged or found."""
    raised = [one for one in judged if one.found or one.flagged]
    return Share(sum(one.found for one in raised), len(raised))


def totals(judged: Sequence[Judged]) -> tuple[str, bool]:
    """The table against the targets, and whether both are met; no pairs meet no target."""
    found, false = recall(judged), flagged(judged)
    met = found.value is not None and found.value >= FOUND
    calm = false.value is not None and false.value <= FLAGGED
    rows = [
        ["Изменения найдены (полнота)", *found.cells(), "≥ 0,98", _word(found, met)],
        ["Безобидные отмечены", *false.cells(), "≤ 0,02", _word(false, calm)],
        ["Точность", *precision(judged).cells(), "", ""],
        ["Безобидные названы «другими словами»", *reworded(judged).cells(), "", ""],
    ]
    return table(["Всего", "сколько", "доля", "95 %", "цель", "итог"], rows), met and calm


def _word(share: Share, met: bool) -> str:
    if share.value is None:
        return "НЕ ИЗМЕРЕНО"
    return "да" if met else "НЕТ"


def by_label(judged: Sequence[Judged]) -> str:
    """True labels against verdicts."""
    rows = []
    for label, words in LABELS.items():
        said = [one.verdict for one in judged if one.pair.label is label]
        rows.append([words, *(str(said.count(verdict)) for verdict in VERDICTS)])
    return table(["На деле \\ ответ", *VERDICTS.values()], rows)


def by_kind(judged: Sequence[Judged]) -> str:
    """Per class: changes with recall and precision, harmless posts with the share flagged.

    The answer names no class, so the precision of a class is that among the items it was planted
    in: their harmless posts carry the same kind of fact, untouched.
    """
    changed, harmless = [], []
    for kind in _kinds(judged):
        own = [one for one in judged if one.pair.kind == kind]
        name = KINDS.get(kind, kind or "без класса")
        if planted := [one for one in own if one.changed]:
            items = {one.pair.item for one in planted}
            near = [one for one in judged if not one.changed and one.pair.item in items]
            share = precision(planted + near)
            changed.append([name, *recall(planted).cells(), *share.cells()])
        if any(not one.changed for one in own):
            harmless.append([name, *flagged(own).cells()])
    heads = ["Изменение", "найдено", "полнота", "95 %", "верно из отмеченных", "точность", "95 %"]
    calm = ["Безобидное", "отмечено", "доля", "95 %"]
    return "\n\n".join(table(h, rows) for h, rows in ((heads, changed), (calm, harmless)) if rows)


def _kinds(judged: Sequence[Judged]) -> list[str]:
    """The classes there are: ours in the order of their list, then others by name."""
    there, order = {one.pair.kind for one in judged}, list(KINDS)
    return sorted(there, key=lambda kind: (order.index(kind) if kind in KINDS else 99, kind))


def missed(judged: Sequence[Judged], *, texts: bool) -> str:
    """The pairs judged wrongly: line, class, label, answer; both texts only if asked for."""
    lines = []
    for one in judged:
        if not one.wrong:
            continue
        pair = one.pair
        lines.append(
            f"строка {pair.line} · {pair.item or '—'} · {KINDS.get(pair.kind, pair.kind) or '—'} · "
            f"на деле {LABELS[pair.label]} · ответ {VERDICTS[one.verdict]}"
        )
        if texts:
            lines.append(f"  сайт: {pair.site!r}\n  пост: {pair.post!r}")
    return "\n".join(lines)
