"""Telephone numbers told in words, wholly or partly: «восемь девятьсот четырнадцать …»."""

import re
from collections.abc import Iterator

from gospablik.moderation.detection.personal.datum import OWN_OR_OFFICE, Datum, digits_of, masked
from gospablik.moderation.detection.personal.telephones import BETWEEN, RULE
from gospablik.text.numerals import spelled

_ONE = (
    r"(?:\d{1,8}|(?:нол|нул|оди?н|дв[ае]|три|трид|чет|пят|шес|сем|вос|дев|дес|сорок|сто)\w{0,12})"
    r"(?!\w)"
)
_RUN = re.compile(rf"(?<!\w){_ONE}(?:[ ,.()\-]{{1,4}}{_ONE}){{3,}}", re.IGNORECASE)
_NINE = re.compile("9|девят", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_FULL = re.compile(rf"(?<!\w)[78]{BETWEEN}9(?:{BETWEEN}\d){{9}}(?!\w)")
_BARE = re.compile(r"(?<!\w)9\d\d[ .-]{1,3}\d{3}(?:[ .-]{1,3}\d\d){2}(?!\w)")


def told_telephones(text: str) -> Iterator[Datum]:
    """Mobile numbers of a legible text with at least one numeral in letters; figures are shown."""
    if not _NINE.search(text):
        return
    for run in _RUN.finditer(text):
        if _NINE.search(run[0]) and _LETTER.search(run[0]):  # spelling out takes its time
            for datum in _told(run[0], run.start()):
                if _LETTER.search(text, datum.start, datum.end):
                    yield datum


def _told(run: str, offset: int) -> Iterator[Datum]:
    """The telephones of a row of numerals, which begins at `offset`."""
    figures = spelled(run)
    even = figures.text.replace(",", " ")
    for pattern, code in ((_FULL, 4), (_BARE, 3)):
        for match in pattern.finditer(even):
            start, end = figures.back(match.span())
            number = digits_of(match[0])
            shown = f"телефон словами: «{masked(number, code, 2)}»"
            yield Datum(RULE, offset + start, offset + end, number, shown, 0.7, OWN_OR_OFFICE)
