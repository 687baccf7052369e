"""What a measurement gives back: Markdown for people, and whether its targets were met."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: its heading, its Markdown, and whether each target was met."""

    title: str
    text: str
    good: bool = True

    def __str__(self) -> str:
        return f"### {self.title}\n\n{self.text}\n"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    lines = ["| " + " | ".join(heads) + " |", "|---|" + "---:|" * (len(heads) - 1)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def seconds(value: float) -> str:
    """«12,3 с»."""
    return f"{value:.1f} с".replace(".", ",")


def ratio(value: float) -> str:
    """«1,25»."""
    return f"{value:.2f}".replace(".", ",")


def megabytes(value: float) -> str:
    """«123 МБ»."""
    return f"{value:.0f} МБ"
