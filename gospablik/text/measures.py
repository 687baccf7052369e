"""One length, one weight, one time: «1 км» is «1000 м», «1,5 часа» are «90 минут»."""

from dataclasses import replace
from decimal import Decimal
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
_YEARS, _MONTHS = {stem(word) for word in ("лет", "года", "год")}, stem("месяцев")
_MONTHS_IN_YEAR = 12
_METRE, _CENTIMETRES = stem("метр"), 100


def in_one_unit(tokens: list[Token]) -> None:
    """Units behind numbers, in place: metres for kilometres, kilograms for tonnes.

    Parts of a metre become centimetres, parts of an hour minutes, minutes that make full hours
    hours.
    """
    _months(tokens)
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
        elif unit.stem in _YEARS and count % 1:
            _tell(number, f"{(count * _MONTHS_IN_YEAR).normalize():f}", unit, "месяцев")
        elif unit.stem == _HOUR and count % 1:
            _tell(number, f"{(count * _MINUTES).normalize():f}", unit, "минута")
        elif unit.stem in _MINUTE and count and not count % _MINUTES:
            _tell(number, f"{count / _MINUTES:f}", unit, "час")


def _months(tokens: list[Token]) -> None:
    """«6 лет 6 месяцев», «6 лет и 6 месяцев» are one length, as «6,5 лет» is."""
    for at in range(len(tokens) - 4, -1, -1):
        number, unit = tokens[at : at + 2]
        joint = tokens[at + 2].form == "и"
        rest = tokens[at + 2 + joint : at + 4 + joint]
        years, months = _count(number), _count(rest[0]) if len(rest) > 1 else None
        if years is None or months is None or unit.stem not in _YEARS or rest[1].stem != _MONTHS:
            continue
        if number.fact:
            number.span = (number.span[0], rest[1].span[1])
            number.fact = replace(number.fact, span=number.span)
        _tell(number, f"{years * _MONTHS_IN_YEAR + months:f}", rest[1], "месяцев")
        del tokens[at + 1 : at + 3 + joint]


def _count(token: Token) -> Decimal | None:
    return amount(token.fact.value) if token.fact and token.fact.kind is Kind.NUMBER else None


def _tell(number: Token, value: str, unit: Token, word: str) -> None:
    if number.fact:
        number.fact, number.form = replace(number.fact, value=value), value
    unit.form, unit.stem, unit.name = word, stem(word), word
