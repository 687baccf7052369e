"""What residents themselves wrote around a filter, against the same text put right by hand."""

from collections.abc import Sequence

from bench.detector.answer import Answer
from bench.detector.attacks import kept_share
from bench.detector.judged import ALL, BEST, Comment, Judged, shown
from bench.detector.results import Goal, figure
from bench.report import table

KEPT = 0.95


def natural(answered: Sequence[tuple[Comment, Answer]]) -> tuple[str, list[Goal]]:
    """Recall of the bad comments that have a corrected text, before and after."""
    twice = [(one, answer) for one, answer in answered if one.bad and one.corrected.strip()]
    written = [Judged(True, answer(one.text)) for one, answer in twice]
    right = [Judged(True, answer(one.corrected)) for one, answer in twice]
    name = "доля полноты при естественных искажениях"
    goal = Goal(name, kept_share(right, written, ALL), KEPT)
    rows = []
    for tiers, words in ((ALL, "показано вообще"), (BEST, "ступени A и B")):
        kept = kept_share(right, written, tiers)
        cells = [figure(kept)]
        cells += goal.cells() if tiers == ALL else ["", ""]
        rows.append([words, *_found(written, tiers), *_found(right, tiers), *cells])
    heads = ["Найдено", "как написано", "доля", "исправлено рукой", "доля", "отношение"]
    return table([*heads, "цель", "итог"], rows), [goal]


def _found(judged: Sequence[Judged], tiers: str) -> list[str]:
    return shown(judged, tiers).cells()[:2]
