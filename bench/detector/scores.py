"""What a score is worth at every threshold. Pure; nothing can be said where a label is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bench.detector.judged import Judged


@dataclass(frozen=True, slots=True)
class Point:
    """All with this score or more are shown: `caught` bad ones of `bad`, and `shown` of `of`."""

    threshold: float
    caught: int
    shown: int
    bad: int
    of: int

    @property
    def recall(self) -> float:
        """Caught, of all bad ones."""
        return self.caught / self.bad

    @property
    def precision(self) -> float:
        """Caught, of all that are shown."""
        return self.caught / self.shown

    @property
    def alarms(self) -> float:
        """Shown in vain, of all harmless ones."""
        return (self.shown - self.caught) / (self.of - self.bad)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.caught / (self.shown + self.bad)


def curve(judged: Sequence[Judged]) -> list[Point]:
    """A point for each score there is, from the highest down to where everything is shown.

    Empty if all are bad or none is.
    """
    bad = sum(one.bad for one in judged)
    if bad in (0, len(judged)):
        return []
    points, caught, seen = [], 0, 0
    for score, group in _by_score(judged):
        caught += sum(one.bad for one in group)
        seen += len(group)
        points.append(Point(score, caught, seen, bad, len(judged)))
    return points


def auc(judged: Sequence[Judged]) -> float | None:
    """How often a bad one has a higher score than a harmless one; a tie is half."""
    bad = sum(one.bad for one in judged)
    pairs = bad * (len(judged) - bad)
    won, below = 0.0, len(judged) - bad
    for _, group in _by_score(judged):
        mine = sum(one.bad for one in group)
        others = len(group) - mine
        below -= others
        won += mine * (below + others / 2)
    return won / pairs if pairs else None


def best_f1(judged: Sequence[Judged]) -> Point | None:
    """The threshold that F1 is greatest at."""
    return max(curve(judged), key=lambda point: point.f1, default=None)


def at_recall(judged: Sequence[Judged], recall: float) -> Point | None:
    """The highest threshold that catches this share of the bad ones."""
    return next((p for p in curve(judged) if p.recall >= recall), None)


def _by_score(judged: Iterable[Judged]) -> list[tuple[float, list[Judged]]]:
    ordered = sorted(judged, key=lambda one: -one.said.score)
    return [(score, list(group)) for score, group in groupby(ordered, lambda o: o.said.score)]
