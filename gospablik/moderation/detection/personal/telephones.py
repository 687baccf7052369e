"""Telephone numbers in a comment: mobile ones, city ones and short ones behind «звоните»."""

import re
from collections.abc import Iterator

from gospablik.moderation.detection.personal.datum import (
    LEFT,
    OWN_OR_OFFICE,
    RIGHT,
    Datum,
    digits_of,
    is_counted,
    is_of_paper,
    masked,
)

RULE = "personal-phone"
BETWEEN = r"[ .()\-]{0,4}"
_MOBILE = re.compile(
    rf"{LEFT}\+?[78]{BETWEEN}9(?:\d\d(?:{BETWEEN}\d){{7}}|()(?:[ ()\-]{{0,4}}\d){{9}}){RIGHT}",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3}(?: \d{3})+")
_BARE = re.compile(
    rf"{LEFT}(?<!\d )\(?9\d\d(?:[ )-]{{1,3}}\d{{3}}(?:[ -]?\d\d){{2}}|\d{{7}}){RIGHT}",
    re.IGNORECASE,
)
_CITY = re.compile(
    rf"{LEFT}(?:(?:\+7|[78]){BETWEEN}|\()([3-58]\d{{2,4}}){BETWEEN}\d(?:{BETWEEN}\d){{4,6}}{RIGHT}",
    re.IGNORECASE,
)
_SHORT = re.compile(rf"{LEFT}(?<!\))(?<!\) )(?<!\d{{3}} )\d{{1,3}}-\d\d-\d\d{RIGHT}", re.IGNORECASE)
_CALLING = re.compile(
    r"\b(?:тел\b|телефон|т\.|звон|позвон|перезвон|созвон|набери|наберите|номер|сотов|сот\.|моб\b"
    r"|мобил|ватсап|вотсап|вацап|whatsapp|viber|вайбер)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"\+?\d+")
_FREE = "80"  # 8-800 and its like belong to firms and services


def telephones(text: str) -> Iterator[Datum]:
    """Every telephone of a legible text; a number may come twice, the surer rule first."""
    yield from _mobiles(text)
    yield from _cities(text)
    yield from _shorts(text)


def _mobiles(text: str) -> Iterator[Datum]:
    for match in _MOBILE.finditer(text):
        odd = match[1] is not None  # grouped as nobody groups a number: hidden, or another number
        if _may_be(text, match) and not (odd and _THOUSANDS.fullmatch(match[0])):
            yield _datum(match, masked(match[0], 4, 2), 0.5 if odd else 0.8)
    for match in _BARE.finditer(text):
        glued = _GLUED.fullmatch(match[0])
        if _may_be(text, match) and (not glued or _is_called(text, match.start())):
            yield _datum(match, masked(match[0], 3, 2), 0.6)


def _cities(text: str) -> Iterator[Datum]:
    for match in _CITY.finditer(text):
        number = digits_of(match[0])
        expected = 10 if match[0].startswith("(") else 11
        if len(number) != expected or match[1].startswith(_FREE) or not _may_be(text, match):
            continue
        formed = match[0][0] in "+(" or "(" in match[0] or match[0].count("-") >= 2
        if formed or _is_called(text, match.start()):
            code = digits_of(text[match.start() : match.end(1)])
            first = len(code) if "(" in match[0] else len(number) - 6
            yield _datum(match, masked(match[0], first, 2), 0.5)


def _shorts(text: str) -> Iterator[Datum]:
    for match in _SHORT.finditer(text):
        if _is_called(text, match.start()):
            yield _datum(match, masked(match[0], 0, 2), 0.4)


def _may_be(text: str, match: re.Match[str]) -> bool:
    """Neither a sum, nor the number of an order written in one piece."""
    glued = match[0][0] != "+" and _GLUED.fullmatch(match[0]) is not None
    return not is_counted(text, match.end()) and not (glued and is_of_paper(text, match.start()))


def _is_called(text: str, start: int) -> bool:
    return _CALLING.search(text[max(0, start - 40) : start]) is not None


def _datum(match: re.Match[str], shown: str, weight: float) -> Datum:
    number = digits_of(match[0])
    reason = f"телефон: «{shown}»"
    return Datum(RULE, match.start(), match.end(), number, reason, weight, OWN_OR_OFFICE)
