"""Thresholds that the specialist's own rulings speak for (clause 4.2). Pure.

A threshold is proposed where enough rulings lie above it; what nobody was asked about has none,
and then it stays as it is. Nothing is in force until a person agrees.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gospablik.moderation.detection.examine import Examined
from gospablik.moderation.detection.tiers import CLEAR, STRONG, Thresholds, surest

LEAST_RULINGS = 200
LEAST_ABOVE = 30
"""Rulings that must lie above a threshold, or between the old and a lower one, to speak for it."""
_STEPS = tuple(round(0.3 + step * 0.05, 2) for step in range(14))
USEFUL = {"asked": 0.3, "agree": 0.8, "second": 0.3, "third": 0.05}
"""Share of violations among what is shown above a threshold, from which showing it so is useful."""
MEANING = {
    "asked": "спрашивать специалиста",
    "agree": "показывать первыми",
    "second": "показывать вторыми",
    "third": "показывать, когда будет время",
}


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the detector says of a comment and whether the specialist had it removed."""

    found: Examined
    violation: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One threshold: `above`: rulings whose comments lie above the proposed one, `violations` of

    them; `lost`: how many would be above no more, `lost_violations` of them.
    """

    name: str
    now: float
    proposed: float
    above: int
    violations: int
    lost: int = 0
    lost_violations: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """All thresholds, in the order of MEANING, and the set that is proposed."""

    rulings: int
    lines: tuple[Line, ...]
    thresholds: Thresholds


def propose(ruled: Sequence[Ruled], now: Thresholds) -> Proposal | None:
    """None while there are too few rulings."""
    if len(ruled) < LEAST_RULINGS:
        return None
    lines = tuple(_line(name, getattr(now, name), _rated(name, ruled)) for name in MEANING)
    proposed = {line.name: line.proposed for line in lines}
    # What is shown first is never less sure than what is shown second, nor that than the third.
    proposed["third"] = min(proposed["third"], proposed["second"])
    lines = tuple(replace(line, proposed=proposed[line.name]) for line in lines)
    return Proposal(len(ruled), lines, Thresholds(**proposed))


def _line(name: str, now: float, rated: Sequence[tuple[float, bool]]) -> Line:
    """The lowest threshold above which enough is a violation; today's if too few rulings tell."""
    useful = (
        step for step in _STEPS if _tells(rated, step, now) and _share(rated, step) >= USEFUL[name]
    )
    best = next(useful, now)
    above = [violation for value, violation in rated if value >= best]
    lost = [violation for value, violation in rated if now <= value < best]
    return Line(name, now, best, len(above), sum(above), len(lost), sum(lost))


def _tells(rated: Sequence[tuple[float, bool]], step: float, now: float) -> bool:
    above = sum(value >= step for value, _ in rated)
    between = sum(step <= value < now for value, _ in rated)
    return above >= LEAST_ABOVE and (step >= now or between >= LEAST_ABOVE)


def _share(rated: Sequence[tuple[float, bool]], step: float) -> float:
    above = [violation for value, violation in rated if value >= step]
    return sum(above) / len(above)


def _rated(name: str, ruled: Sequence[Ruled]) -> list[tuple[float, bool]]:
    """Where each comment lies on the scale of a threshold; without those it does not touch."""
    scale = {"asked": _of_rules, "agree": _of_weak_rules}.get(name, _of_letters)
    values = ((scale(one.found), one.violation) for one in ruled)
    return [(value, violation) for value, violation in values if value is not None]


def _of_rules(found: Examined) -> float | None:
    return surest(found.hits) or None


def _of_weak_rules(found: Examined) -> float | None:
    """Where a rule of coarse words is met, but none that is for tier A by itself."""
    weak = surest(found.hits) < STRONG and surest(found.hits, coarse=True) > CLEAR
    return found.rude if weak else None


def _of_letters(found: Examined) -> float | None:
    """Where no rule is met: only a random sample of them is ever ruled on."""
    return found.score if surest(found.hits) < CLEAR else None
