"""A comment as its digits are meant: nothing invisible, ordinary figures, spaces and hyphens."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_DROPPED = frozenset(("Cf", "Mn", "Me", "Cc"))
_LETTER_FIGURES = re.compile(r"(?<=\d)(?:-?[оoзliі]{1,4}){1,3}(?=-?\d)", re.IGNORECASE)
_FIGURES = str.maketrans("оОoOзЗlLiIіІ", "000033111111")
_PLAIN = re.compile("[\\n -~А-Яа-яЁё«»…№“”]*")
_MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Legible:
    """The cleaned text; `places` says for each of its characters where the raw text has it."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the raw text behind a span, not empty, of the cleaned one."""
        return self.places[start], self.places[end - 1] + 1


def legible(text: str) -> Legible:
    """The text without zero width characters and accents; figures of any script are 0-9."""
    if _PLAIN.fullmatch(text):
        return Legible(_LETTER_FIGURES.sub(_figures, text), range(len(text)))
    pieces = [_cleaned(character) for character in text]
    places = (place for place, piece in enumerate(pieces) for _ in piece)
    return Legible(_LETTER_FIGURES.sub(_figures, "".join(pieces)), tuple(places))


def _figures(match: re.Match[str]) -> str:
    """A letter between figures is meant as the one it looks like: «8-914-ООО-00-15», «89I4»."""
    return match[0].translate(_FIGURES)


@lru_cache(maxsize=4096)
def _cleaned(character: str) -> str:
    """What is written for one character: nothing, itself, or one or two plainer ones."""
    if character in "\n№":
        return character
    category = unicodedata.category(character)
    if character.isspace():
        return "\n" if category in ("Zl", "Zp") or character == "\r" else " "
    if category in _DROPPED:
        return ""
    if category == "Pd" or character == _MINUS:
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) <= 2 else character
