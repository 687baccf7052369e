"""What the post and the official contacts say already: repeating it discloses nothing."""

import re

from gospablik.moderation.detection.personal.datum import Datum
from gospablik.moderation.detection.personal.legible import legible

_CHAIN = re.compile(r"\d+(?:[ .()+№-]{1,4}\d+)*")
_GROUP = re.compile(r"\d+")
_WORD = re.compile(r"\w+")
_IN_ADDRESS = re.compile(
    r"ул|улиц\w|д|дом\w?|кв|квартир\w|пер|переул\w{1,3}|пр|проспект\w?|мкр|микрорайон\w?|корп(?:ус)?"
)
_GROUPS = 6
_NUMBER = range(5, 21)
_LOCAL = (5, 6, 7)


class KnownData:
    """The numbers, addresses and e-mails of a text."""

    def __init__(self, text: str) -> None:
        """Take the numbers with and without 8 or +7, and without the city code."""
        plain = legible(text).text.lower()
        self._numbers: set[str] = set()
        self._locals: set[str] = set()
        for chain in _CHAIN.finditer(plain):
            self._take(_GROUP.findall(chain[0]))
        self._emails = plain
        self._words = _words(plain)

    def has(self, datum: Datum) -> bool:
        """Whether the text says this already."""
        if datum.rule == "personal-email":
            return re.search(rf"(?<![\w.+-]){re.escape(datum.key)}(?!\w)", self._emails) is not None
        if datum.rule == "personal-address":
            return _words(datum.key.lower()) in self._words
        if datum.rule == "personal-phone":
            return self._has_telephone(_national(datum.key))
        return datum.key in self._numbers

    def _take(self, groups: list[str]) -> None:
        """Every number that neighbouring groups make; whether a space ends one is unknown."""
        for first in range(len(groups)):
            number = ""
            for group in groups[first : first + _GROUPS]:
                number += group
                if len(number) >= _NUMBER.stop:
                    break
                if len(number) in _NUMBER:
                    self._numbers |= {number, _national(number)}
                if len(number) in (10, 11):
                    self._locals |= {number[-length:] for length in _LOCAL}

    def _has_telephone(self, national: str) -> bool:
        if national in self._numbers:
            return True
        if len(national) in _LOCAL:
            return national in self._locals
        city = not national.startswith("9")
        return city and any(national[-length:] in self._numbers for length in _LOCAL)


def _national(number: str) -> str:
    """The ten digits behind 8 or +7; any other number as it is."""
    return number[1:] if len(number) == 11 and number[0] in "78" else number


def _words(text: str) -> str:
    """The words of an address in order, without «ул.», «д.», «кв.»."""
    words = (word for word in _WORD.findall(text) if not _IN_ADDRESS.fullmatch(word))
    return f" {' '.join(words)} "
