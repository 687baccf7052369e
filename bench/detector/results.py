"""A part of the measurement: what is printed, which targets were missed, what was not measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench.report import table


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure and its bound: the least it may be, or the most. None: it was not measured."""

    name: str
    value: float | None
    bound: float
    at_most: bool = False

    @property
    def met(self) -> bool:
        """Whether it was measured and keeps its bound."""
        if self.value is None:
            return False
        off = round(self.value - self.bound, 9)  # 0.05 - 0.04 is a hair more than 0.01
        return off <= 0 if self.at_most else off >= 0

    def cells(self) -> list[str]:
        """For a table: «≥ 0,920», «да»."""
        sign = "≤" if self.at_most else "≥"
        word = "НЕ ИЗМЕРЕНО" if self.value is None else "да" if self.met else "НЕТ"
        return [f"{sign} {figure(self.bound)}", word]


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the document. `good` only if all was measured and every target met."""

    title: str
    text: str
    missed: tuple[str, ...] = ()
    unmeasured: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Nothing missed, nothing left unmeasured."""
        return not self.missed and not self.unmeasured

    def __str__(self) -> str:
        return f"## {self.title}\n\n{self.text}\n"


def part(
    title: str, texts: Sequence[str], goals: Sequence[Goal] = (), unmeasured: Sequence[str] = ()
) -> Part:
    """Put together: the goals that are not met or not measured are told of by name."""
    missed = tuple(goal.name for goal in goals if goal.value is not None and not goal.met)
    blind = tuple(goal.name for goal in goals if goal.value is None)
    return Part(title, "\n\n".join(texts), missed, (*blind, *unmeasured))


def not_measured(title: str, why: str) -> Part:
    """A part that could not look."""
    return Part(title, f"Не измерено: {why}", unmeasured=(title,))


def figure(value: float | None, digits: int = 3) -> str:
    """«0,861», «—» for what cannot be said."""
    return "—" if value is None else f"{value:.{digits}f}".replace(".", ",")


def goals_table(goals: Sequence[Goal]) -> str:
    """Each goal with its figure."""
    rows = [[goal.name, figure(goal.value), *goal.cells()] for goal in goals]
    return table(["Цель", "измерено", "должно быть", "итог"], rows)
