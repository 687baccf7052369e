"""A comment, what a person said of it, and what the detector says."""

from collections.abc import Iterable
from dataclasses import dataclass

from bench.detector.answer import Answer, Said
from bench.shares import Share

ALL, BEST = "ABC", "AB"
"""Everything that is shown at all, and what is shown first."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One line of a file; `bad`: what its label says; `corrected`: without its distortion."""

    line: int
    text: str
    bad: bool
    corrected: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The label against the answer."""

    bad: bool
    said: Said


def judge(comments: Iterable[Comment], answer: Answer) -> list[Judged]:
    """Every comment asked for, in order."""
    return [Judged(one.bad, answer(one.text)) for one in comments]


def shown(judged: Iterable[Judged], tiers: str = ALL, *, bad: bool | None = None) -> Share:
    """How many stand in these tiers: of all, of the bad (recall) or of the others (alarms)."""
    wanted = [one for one in judged if bad is None or one.bad is bad]
    return Share(sum(one.said.tier in tuple(tiers) for one in wanted), len(wanted))


def precision(judged: Iterable[Judged], tiers: str) -> Share:
    """Bad ones, of all that stand in these tiers."""
    there = [one for one in judged if one.said.tier in tuple(tiers)]
    return Share(sum(one.bad for one in there), len(there))
