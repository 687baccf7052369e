"""A letter before it has its sender, date and Message-ID: what the domain composes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """Subject, readers and the two faces of one letter, which agree in every figure."""

    subject: str
    text: str
    html: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()


class NothingToSay(Exception):
    """The letter has lost its point since it was ordered (the case is decided, lapsed, erased)."""
