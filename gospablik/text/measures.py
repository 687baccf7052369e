"""One length, one weight, one time: «1 км» is «1000 м», «1,5 часа» are «90 минут»."""

from dataclasses import replace
from itertools import pairwise

from gospablik.text.fact import Kind
from gospablik.text.figure_values import amount
from gospablik.text.token import Token
from gospablik.text.words import stem

_SMALLER = {"километр": "метр", "тонна": "килограмм"}
_BY_STEM = {stem(large): small for large, small in _SMALLER.items()}
_TIMES = 1000
_HOUR, _MINUTE = stem("час"), {stem("минута"), stem("минут")}
_MINUTES = 60
_METRE, _CENTIMETRES = stem("метр"), 100


def in_one_unit(tokens: list[Token]) -> None:
    """Units behind numbers, in place: metres for kilometres, kilograms for tonnes.

    Parts of a metre become centimetres, parts of an hour minutes, minutes that make full hours
    hours.
    """
    for number, unit in pairwise(tokens):
        if number.fact is None or number.fact.kind is not Kind.NUMBER:
            continue
        count = amount(number.fact.value)
        if count is None:
            continue
        small = _BY_STEM.get(unit.stem, "")
        if small:
            _tell(number, f"{(count * _TIMES).normalize():f}", unit, small)
        elif unit.stem == _METRE and count % 1:
            _tell(number, f"{(count * _CENTIMETRES).normalize():f}", unit, "сантиметр")
        elif unit.stem == _HOUR and count % 1:
            _tell(number, f"{(count * _MINUTES).normalize():f}", unit, "минута")
        elif unit.stem in _MINUTE and count and not count % _MINUTES:
            _tell(number, f"{count / _MINUTES:f}", unit, "час")


def _tell(number: Token, value: str, unit: Token, word: str) -> None:
    if number.fact:
        number.fact, number.form = replace(number.fact, value=value), value
    unit.form, unit.stem, unit.name = word, stem(word), word
