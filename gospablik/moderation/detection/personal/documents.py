"""Numbers of a person's papers in a comment: bank card, SNILS, INN, passport."""

import re
from collections.abc import Iterator

from gospablik.moderation.detection.personal.checksums import is_card, is_personal_inn, is_snils
from gospablik.moderation.detection.personal.datum import (
    LEFT,
    RIGHT,
    Datum,
    digits_of,
    is_counted,
    is_of_paper,
    masked,
)

_CARD = re.compile(
    rf"{LEFT}(?<!\d{{4}} )[2-6]\d{{3}}(?:[ -]{{0,2}}\d{{4}}){{3}}{RIGHT}(?! \d{{4}}(?!\d))",
    re.IGNORECASE,
)
_SNILS = re.compile(rf"{LEFT}\d{{3}}(?:[ -]?\d{{3}}){{2}}[ -]{{0,3}}\d\d{RIGHT}", re.IGNORECASE)
_INN = re.compile(rf"{LEFT}(?:\d{{12}}|\d{{4}} \d{{4}} \d{{4}}){RIGHT}", re.IGNORECASE)
_PASSPORT = re.compile(
    rf"{LEFT}(?<!\d\.)\d\d ?\d\d[ ,;:.-]{{0,3}}(№|номер|n\b)?[ :.]{{0,3}}\d{{6}}{RIGHT}",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_OF_CARD = re.compile(
    r"карт|сбер|перевод|перевед|перевест|переведи|скинь|скину|visa|\bмир\b|втб|реквизит", re.I
)
_OF_SNILS = re.compile(r"снилс|страхов\w{0,4} (?:номер|свид)", re.I)
_OF_INN = re.compile(r"\bинн\b", re.I)
_OF_PASSPORT = re.compile(r"паспорт|\bсери[яию]\b", re.I)
_CHANCE = "может быть случайное число, которое прошло проверку"
_OWN = "может быть документ самого автора"
_OWN_CARD = "может быть карта самого автора или сбора помощи"
_OPEN_INN = "может быть ИНН предпринимателя, он открыт"
_OTHER_PAPER = "может быть номер другого документа"


def cards(text: str) -> Iterator[Datum]:
    """Bank cards: 16 digits that pass Luhn, in one piece or by fours."""
    for match in _CARD.finditer(text):
        if is_card(digits_of(match[0])) and not is_counted(text, match.end()):
            sure = _near(_OF_CARD, text, match)
            if sure or not is_of_paper(text, match.start()):
                doubt = _OWN_CARD if sure else _CHANCE
                weight = 0.9 if sure else 0.5
                yield _datum("card", match, "банковская карта", (4, 2), weight, doubt=doubt)


def snils(text: str) -> Iterator[Datum]:
    """SNILS by its checksum. Telephones are to be looked for first: one in a hundred passes."""
    for match in _SNILS.finditer(text):
        if is_snils(digits_of(match[0])) and not is_counted(text, match.end()):
            sure = _near(_OF_SNILS, text, match)
            if sure or not is_of_paper(text, match.start()):
                formed = sure or match[0].count("-") >= 2
                doubt = _OWN if formed else _CHANCE
                yield _datum("snils", match, "СНИЛС", (0, 2), 0.9 if formed else 0.4, doubt=doubt)


def taxpayers(text: str) -> Iterator[Datum]:
    """INN of a person by its checksums; by fours only behind the word ИНН."""
    for match in _INN.finditer(text):
        if is_personal_inn(digits_of(match[0])) and not is_counted(text, match.end()):
            sure = _near(_OF_INN, text, match)
            if sure or not (" " in match[0] or is_of_paper(text, match.start())):
                doubt = _OPEN_INN if sure else _CHANCE
                yield _datum("inn", match, "ИНН", (2, 2), 0.8 if sure else 0.4, doubt=doubt)


def passports(text: str) -> Iterator[Datum]:
    """Passports: 4 and 6 digits near «паспорт» or «серия», or with «№» between them."""
    for match in _PASSPORT.finditer(text):
        sure = _near(_OF_PASSPORT, text, match)
        other = _YEAR.match(match[0]) or is_of_paper(text, match.start())
        if sure or (match[1] and not other):
            doubt = _OWN if sure else _OTHER_PAPER
            yield _datum("passport", match, "паспорт", (2, 2), 0.9 if sure else 0.5, doubt=doubt)


def _near(word: re.Pattern[str], text: str, match: re.Match[str]) -> bool:
    """Whether the word stands up to 40 letters before or 25 behind."""
    before = text[max(0, match.start() - 40) : match.start()]
    return bool(word.search(before) or word.search(text[match.end() : match.end() + 25]))


def _datum(
    name: str, match: re.Match[str], title: str, kept: tuple[int, int], weight: float, *, doubt: str
) -> Datum:
    shown = f"{title}: «{masked(match[0], *kept)}»"
    key = digits_of(match[0])
    return Datum(f"personal-{name}", match.start(), match.end(), key, shown, weight, doubt=doubt)
