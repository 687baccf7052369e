"""One length, one weight: «1 км» is «1000 м»."""

from dataclasses import replace
from itertools import pairwise

from gospablik.text.fact import Kind
from gospablik.text.figure_values import amount
from gospablik.text.token import Token
from gospablik.text.words import stem

_SMALLER = {"километр": "метр", "тонна": "килограмм"}
_BY_STEM = {stem(large): small for large, small in _SMALLER.items()}
_TIMES = 1000


def in_small_units(tokens: list[Token]) -> None:
    """Kilometres and tonnes behind a number become metres and kilograms, in place."""
    for number, unit in pairwise(tokens):
        small = _BY_STEM.get(unit.stem, "")
        fact = number.fact
        if not small or fact is None or fact.kind is not Kind.NUMBER:
            continue
        large = amount(fact.value)
        if large is None:
            continue
        value = f"{(large * _TIMES).normalize():f}"
        number.fact, number.form = replace(fact, value=value), value
        unit.form, unit.stem, unit.name = small, stem(small), small
