"""One word without signs that part it: the rude one that is meant, or as it is written."""

import re

from gospablik.moderation.detection.letters import as_cyrillic, fold, squeeze
from gospablik.moderation.detection.lexicon import Lexicon
from gospablik.moderation.detection.masked import GAP, framed, rude
from gospablik.moderation.detection.readings import readings, with_e
from gospablik.text.morphology import is_known

SAKHA = frozenset("ҕҥөһү")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SHORTEST_GLUED = 5
_LATIN = re.compile("[a-z]")
_DIGIT = re.compile(r"\d")
_SIGN = re.compile("[@$€]")
_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]|\d[^\W\d_]{3}")
CYRILLIC = re.compile("[а-яё]")
LONGEST = 60
"""Letters of a word: what is longer is read up to here."""


def word(part: str, lexicon: Lexicon) -> str:
    """One word without signs in it; empty for one with figures in it that cannot be read."""
    part = part[:LONGEST]
    if not SAKHA.isdisjoint(part):
        return part
    if _LATIN.search(part) or _DIGIT.search(part) or not part.isalnum():
        return (
            next(filter(lexicon.listed, readings(part)), None)
            or _hidden(part, lexicon)
            or _unlisted(part, lexicon)
        )
    return russian(part, lexicon)


def russian(part: str, lexicon: Lexicon) -> str:
    """One word of Russian letters: the rude one that is meant, or as it is."""
    folded = fold(part)
    if lexicon.listed(folded) or len(part) < 4:
        return folded
    meant = lexicon.respelt(folded)
    if meant is None or _ordinary(part) or _turned(part, lexicon):
        return folded
    return meant


def _ordinary(part: str) -> bool:
    """A word of the dictionary, stretched («даааа») or written in one with «не» («небалуй»)."""
    glued = part.startswith("не") and len(part) > _SHORTEST_GLUED and is_known(part[2:])
    return glued or is_known(_STRETCHED.sub(r"\1", part))


def _turned(part: str, lexicon: Lexicon) -> bool:
    """«Сртана»: an ordinary word with two letters changed round, the first one never."""
    ways = (part[:at] + part[at + 1] + part[at] + part[at + 2 :] for at in range(1, len(part) - 1))
    return any(is_known(way) and not lexicon.listed(fold(way)) for way in ways)


def _hidden(part: str, lexicon: Lexicon) -> str | None:
    """«Х@йню»: such a sign is not always the letter that it looks like."""
    if not _SIGN.search(part) or not CYRILLIC.search(part):
        return None
    plain = _SIGN.sub(GAP, part)
    letters = fold(plain)
    single = letters.count(GAP) == 1
    told = framed(letters, lexicon)
    if told or is_known(as_cyrillic(part)) or (not single and _DIGIT.search(part)):
        return told
    return rude(letters, plain, lexicon, exact=not single)


def _unlisted(part: str, lexicon: Lexicon) -> str:
    """Of both alphabets: Russian; with figures: what it was if that is a word; Latin: as it is."""
    if not CYRILLIC.search(part):
        return squeeze(part)
    if not _DIGIT.search(part):
        return fold(part)
    for written in dict.fromkeys((part, with_e(part))):
        plain = as_cyrillic(written)
        if is_known(plain) or lexicon.of_phrases(fold(plain)):
            return fold(plain)
    return "" if _INSIDE.search(part) else part
