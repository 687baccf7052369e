"""Personal data a resident wrote in a comment (152-ФЗ, ст. 13.11 КоАП, ст. 137 УК): shown masked.

What is found is a hint. Whose number it is no rule can tell, and the doubt of a hit says so.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from gospablik.moderation.detection.hit import Hit, Kind
from gospablik.moderation.detection.letters import MOST_LETTERS, MOST_OF_A_POST
from gospablik.moderation.detection.personal.datum import Datum, digits_of
from gospablik.moderation.detection.personal.documents import cards, passports, snils, taxpayers
from gospablik.moderation.detection.personal.known_data import KnownData
from gospablik.moderation.detection.personal.legible import legible
from gospablik.moderation.detection.personal.telephones import telephones
from gospablik.moderation.detection.personal.told_telephones import told_telephones
from gospablik.moderation.detection.personal.whereabouts import addresses, births, emails
from gospablik.regulation import Ground

_LINK = re.compile(r"(?:https?://|www\.|\b(?:m\.)?(?:vk|ok)\.(?:com|ru)/)[^\s]+", re.IGNORECASE)
_CALLING_LINK = re.compile(r"wa\.me|whatsapp|viber|t\.me/\+?7", re.IGNORECASE)
# The surer rule first: what it took no later one takes. With each the fewest figures it needs.
_RULES = (
    (emails, 0), (cards, 16), (telephones, 5), (told_telephones, 0), (passports, 10), (snils, 11),
    (taxpayers, 12), (addresses, 2), (births, 5),
)  # fmt: skip
_FIGURE = re.compile(r"[\d@]")
_TOLD = ("собак", "девят", "восем", "семь", "шест", "at")
"""Without a figure, told or written, and without an «@» there is nothing to look for."""


def personal_data(text: str, known: str = "", published: str = "") -> list[Hit]:
    """The personal data in a comment, in its order, spans in the text as written.

    What stands in `known`, the post, or in `published`, the official contacts one a line, is not
    disclosed by a comment. Of the first two only 20,000 characters are read.
    """
    if not _FIGURE.search(text) and not any(map(text.lower().__contains__, _TOLD)):
        return []
    plain = legible(text[:MOST_LETTERS])
    found = sorted(_apart(plain.text), key=lambda datum: datum.start)
    for public in (known[:MOST_OF_A_POST], published):
        if found and public:
            said = _data_of(public)
            found = [datum for datum in found if not said.has(datum)]
    return [_hit(datum, plain.span(datum.start, datum.end)) for datum in found]


@lru_cache(maxsize=8)
def _data_of(public: str) -> KnownData:
    """Of a post and of the contacts, which many comments in a row are held against."""
    return KnownData(public)


def _apart(text: str) -> Iterator[Datum]:
    """The data of all rules, none upon another and none within a link."""
    figures = len(digits_of(text))
    taken = bytearray(len(text))
    for link in _LINK.finditer(text):
        if not _CALLING_LINK.search(link[0]):
            taken[link.start() : link.end()] = b"\1" * len(link[0])
    for rule, fewest in _RULES:
        for datum in rule(text) if figures >= fewest else ():
            if not any(taken[datum.start : datum.end]):
                taken[datum.start : datum.end] = b"\1" * (datum.end - datum.start)
                yield datum


def _hit(datum: Datum, span: tuple[int, int]) -> Hit:
    return Hit(
        kind=Kind.PERSONAL,
        ground=Ground.LAW,
        rule=datum.rule,
        reason=datum.shown,
        span=span,
        weight=datum.weight,
        doubt=datum.doubt,
        urgent=True,
    )
