"""A day of a municipal page: almost all comments are clean, so few false alarms are many cards."""

from pathlib import Path

from bench.detector import probes
from bench.detector.answer import Answer
from bench.detector.judged import ALL, BEST, Judged, shown
from bench.detector.results import Part, figure, part
from bench.detector.scores import at_recall
from bench.report import table

CLEAN, RECALL = 0.98, 0.9
THOUSAND, DAY = 1000, 140
"""So many comments; the second: of a page in a day."""


def stream(title: str, answer: Answer, folder: Path) -> Part:
    """False cards at the threshold that finds nine of ten, and in the tiers."""
    clean = [*probes.texts(probes.CRITICISM, folder), *probes.texts(probes.HARD, folder)]
    judged = [Judged(False, answer(text)) for text in clean]
    judged += [Judged(True, answer(text)) for _, text in probes.violations(folder)]
    rows = []
    if point := at_recall(judged, RECALL):
        name = f"порог полноты ≥ {figure(RECALL, 1)}: {figure(point.threshold)}"
        rows.append([name, *cards(point.recall, point.alarms)])
    for tiers, name in ((BEST, "ступени A и B"), (ALL, "все ступени")):
        recall, alarms = (shown(judged, tiers, bad=bad).value for bad in (True, False))
        if recall is not None and alarms is not None:
            rows.append([name, *cards(recall, alarms)])
    heads = ["Показывается", "полнота", "доля ложных", f"ложных карточек на {THOUSAND} комм."]
    heads += [f"в день ({DAY} комм.)", "точность списка"]
    text = (
        f"Чистых комментариев {figure(CLEAN * 100, 0)} %: за чистые — критика и трудные обычные "
        f"({len(clean)}), за нарушения — свои пробы ({len(judged) - len(clean)}). Порог 0 значит: "
        "столько нарушений находит только показ всего."
    )
    return part(title, [table(heads, rows), text])


def cards(recall: float, alarms: float) -> list[str]:
    """What the shares mean where almost everything is clean."""
    false, true = CLEAN * alarms, (1 - CLEAN) * recall
    right = true / (true + false) if true + false else None
    counts = [figure(number * false, 1) for number in (THOUSAND, DAY)]
    return [figure(recall), figure(alarms), *counts, figure(right)]
