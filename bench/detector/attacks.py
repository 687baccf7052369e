"""Words written around the filter: what is still found, and what harmless words become."""

import re
from collections.abc import Callable, Sequence
from functools import cache
from random import Random

from bench.detector.answer import Answer, Said
from bench.detector.judged import ALL, BEST, Comment, Judged, shown
from bench.detector.obfuscate import ATTACKS, DROPPED, SEED, SWAPPED, obfuscated
from bench.detector.results import Goal, figure
from bench.report import table

MOST = 600
"""Comments of each label that are written anew."""
KEPT, KEPT_HARD, MORE_ALARMS = 0.92, 0.80, 0.01
LONG = 5
"""Letters of a harmless word that is treated the same."""
_WORD = re.compile(r"[А-Яа-яЁё]{3,}")

Spans = list[tuple[int, int]]
HEADS = ["Приём", "комментариев", "полнота до", "после", "отношение", "цель", "итог"]
HEADS += ["A и B: до", "после", "отношение"]
ALARMS = ["Приём", "комментариев", "ложных до", "после", "прибавка", "цель", "итог"]


def attacks(
    name: str, comments: Sequence[Comment], rude: frozenset[str], answer: Answer
) -> tuple[str, list[Goal]]:
    """Two tables by way to write, and their goals: recall kept, hardly more false alarms."""
    asked = cache(answer)
    bad = sample([one.text for one in comments if one.bad], lambda t: rude_spans(t, rude))
    good = sample([one.text for one in comments if not one.bad], lambda t: harmless_spans(t, rude))
    rows, alarm_rows, goals = [], [], []
    for attack in ATTACKS:
        before, after = pairs(attack, bad, asked, bad=True)
        cells, kept = _recall(f"{name}, {attack}: доля полноты", attack, before, after)
        calm_before, calm_after = pairs(attack, good, asked, bad=False)
        alarm_cells, alarms = _alarms(f"{name}, {attack}: ложных", calm_before, calm_after)
        rows.append([attack, str(len(before)), *cells])
        alarm_rows.append([attack, str(len(calm_before)), *alarm_cells])
        goals += [kept, alarms]
    return f"{table(HEADS, rows)}\n\n{table(ALARMS, alarm_rows)}", goals


def rude_spans(text: str, rude: frozenset[str]) -> Spans:
    """Where the words of the list stand."""
    return [found.span() for found in _WORD.finditer(text) if found[0].lower() in rude]


def harmless_spans(text: str, rude: frozenset[str]) -> Spans:
    """Where the longer words stand that are not in the list."""
    words = (found for found in _WORD.finditer(text) if found[0].lower() not in rude)
    return [found.span() for found in words if len(found[0]) >= LONG]


def sample(texts: Sequence[str], spans: Callable[[str], Spans]) -> list[tuple[str, Spans]]:
    """At most MOST texts that have such words, always the same ones."""
    there = [(text, found) for text in texts if (found := spans(text))]
    return Random(SEED).sample(there, MOST) if len(there) > MOST else there


def pairs(
    attack: str, texts: Sequence[tuple[str, Spans]], asked: Callable[[str], Said], *, bad: bool
) -> tuple[list[Judged], list[Judged]]:
    """As written and written anew, those only that the attack changes."""
    changed = [(text, obfuscated(text, spans, attack)) for text, spans in texts]
    changed = [(text, anew) for text, anew in changed if anew != text]
    before = [Judged(bad, asked(text)) for text, _ in changed]
    return before, [Judged(bad, asked(anew)) for _, anew in changed]


def kept_share(before: Sequence[Judged], after: Sequence[Judged], tiers: str) -> float | None:
    """Recall after, by recall before; of nothing found before nothing can be said."""
    was, left = shown(before, tiers).value, shown(after, tiers).value
    return left / was if was and left is not None else None


def _recall(
    name: str, attack: str, before: list[Judged], after: list[Judged]
) -> tuple[list[str], Goal]:
    bound = KEPT_HARD if attack in {DROPPED, SWAPPED} else KEPT
    goal = Goal(name, kept_share(before, after, ALL), bound)
    cells = [*_shares(before, after, ALL), *goal.cells(), *_shares(before, after, BEST)]
    return cells, goal


def _shares(before: list[Judged], after: list[Judged], tiers: str) -> list[str]:
    shares = [shown(some, tiers).value for some in (before, after)]
    return [*map(figure, shares), figure(kept_share(before, after, tiers))]


def _alarms(name: str, before: list[Judged], after: list[Judged]) -> tuple[list[str], Goal]:
    was, now = shown(before).value, shown(after).value
    more = None if was is None or now is None else now - was
    goal = Goal(name, more, MORE_ALARMS, at_most=True)
    return [*map(figure, (was, now, more)), *goal.cells()], goal
