"""Words written letter by letter: «д у р а к»."""

import re
from collections.abc import Iterator

from gospablik.moderation.detection.letters import fold
from gospablik.moderation.detection.lexicon import Lexicon
from gospablik.moderation.detection.readings import readings
from gospablik.text.morphology import is_known

_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_]\s{1,2}){2,}[^\W\d_](?=[.,!?:;)»\"…]*(?!\S))")
_CUT = 3
_ALONE = frozenset("авикоусяб")
"""Words of one letter."""
_SHORTEST, _LONGEST = 4, 20
_MOST_PARTED = 500
"""Letters of a comment that are looked at for the words that they make: it takes its time."""

_Spaced = tuple[int, int, str]


def spaced(plain: str, lexicon: Lexicon) -> Iterator[_Spaced]:
    """Where letters that stand alone make a word together (from, to), and its normal form.

    Several words of the dictionary if that is what they are, else a rude one first of all.
    """
    left = _MOST_PARTED
    for run in _SPACED.finditer(plain):
        places = [at for at in range(*run.span()) if not plain[at].isspace()]
        whole = "".join(plain[at] for at in places)
        known = is_known(whole)
        parted = [] if known or len(whole) > left else _ordinary(whole, lexicon)
        left -= 0 if known else len(whole)
        if parted:
            for start, end in parted:
                yield places[start], places[end - 1] + 1, fold(whole[start:end])
        else:
            yield _one(whole, places, lexicon, cut=1 if known else _CUT)


def _ordinary(whole: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The words that it is: one that a rule looks for, beside it a word of one letter, or several.

    «З а р а б о т о к в», «и у б ь ю».
    """
    last = len(whole)
    for start, end in ((0, last), (0, last - 1), (1, last)):
        beside, word = whole[:start] + whole[end:], whole[start:end]
        known = beside in _ALONE and len(word) >= _SHORTEST and is_known(word)
        if known or (beside in ("", *_ALONE) and lexicon.of_phrases(fold(word))):
            return [(start, end)]
    return _parted(whole, lexicon)


def _parted(whole: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    """The ordinary words that a row of letters is made of, the longest first; none if it is not."""
    found, start = [], 0
    while start < len(whole):
        ends = range(min(len(whole), start + _LONGEST), start + _SHORTEST - 1, -1)
        end = next((end for end in ends if is_known(whole[start:end])), None)
        if end is None or lexicon.listed(fold(whole[start:end])):
            return []
        found.append((start, end))
        start = end
    return found


def _one(whole: str, places: list[int], lexicon: Lexicon, cut: int) -> _Spaced:
    """A rude word that is left when fewer than `cut` letters are cut off on either side, or all."""
    for first in range(min(cut, len(places) - 2)):
        for last in range(len(places), max(first + 2, len(places) - cut), -1):
            meant = next(filter(lexicon.listed, readings(whole[first:last])), None)
            if meant:
                return places[first], places[last - 1] + 1, meant
    return places[0], places[-1] + 1, fold(whole)
