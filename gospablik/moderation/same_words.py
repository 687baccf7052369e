"""Whether two comments of one author are the same words: a copy, or put up again. Pure.

Short ones are the same letter by letter, whatever the case, signs, spaces and Latin twins; of long
ones nearly all words are shared.
"""

import re
from collections import Counter
from functools import lru_cache

from gospablik.moderation.detection.letters import fold, squeeze, visible
from gospablik.text import comparable

MOST_LETTERS = 2_000
"""What is longer is compared up to here: what is the same that far is the same."""
LONG = 8
"""Words from which on a few may differ: of fewer one changed word may change what is said."""
ENOUGH = 0.9
"""Part of the words of both that has to be shared."""

_WORD = re.compile(r"[^\W_]+")


def same_words(one: str, other: str) -> bool:
    """True for two copies. Comments without any words or signs are no copies of each other."""
    (joined, words), (others, more) = _read(one), _read(other)
    if joined == others:
        return bool(joined)
    if min(words.total(), more.total()) < LONG:
        return False
    return 2 * (words & more).total() >= ENOUGH * (words.total() + more.total())


@lru_cache(maxsize=4_000)
def _read(text: str) -> tuple[str, Counter[str]]:
    """All letters in one row, and the words."""
    text = text[:MOST_LETTERS]
    words = [fold(word) for word in _WORD.findall(visible(text)[0])]
    joined = squeeze("".join(words)) or "".join(comparable(text).split())
    return joined, Counter(words)
