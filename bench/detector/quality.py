"""The figures of labelled comments: of the score at its thresholds, and of the tiers."""

from collections.abc import Mapping, Sequence

from bench.detector.judged import Judged, precision, shown
from bench.detector.results import figure
from bench.detector.scores import at_recall, auc, best_f1
from bench.report import table

RECALL = 0.95


def quality(sets: Mapping[str, Sequence[Judged]]) -> list[str]:
    """Two tables: what the score is worth, and what stands in each tier."""
    heads = ["Набор", "комментариев", "нарушений", "AUC", "лучший F1", "точность", "полнота"]
    heads += [f"точность при полноте ≥ {figure(RECALL, 2)}", "доля в просмотр", "полнота там"]
    scores = table(heads, [[name, *_scores(judged)] for name, judged in sets.items()])
    heads = ["Набор, ступень", "показано", "доля", "95 %", "верно", "точность", "95 %"]
    heads += ["полнота вместе с высшими", "95 %"]
    rows = [row for name, judged in sets.items() for row in _tiers(name, judged)]
    return [scores, table(heads, rows)]


def _scores(judged: Sequence[Judged]) -> list[str]:
    best, far = best_f1(judged), at_recall(judged, RECALL)
    cells = [str(len(judged)), str(sum(one.bad for one in judged)), figure(auc(judged))]
    if best is None or far is None:
        return [*cells, *["—"] * 6]
    figures = [best.f1, best.precision, best.recall]
    figures += [far.precision, far.shown / far.of, far.recall]
    return [*cells, *map(figure, figures)]


def _tiers(name: str, judged: Sequence[Judged]) -> list[list[str]]:
    rows = []
    for tier, above in (("A", "A"), ("B", "AB"), ("C", "ABC")):
        _, recall, between = shown(judged, above, bad=True).cells()
        cells = [*shown(judged, tier).cells(), *precision(judged, tier).cells()]
        rows.append([f"{name}, {tier}", *cells, recall, between])
    return rows
