"""Whether a text asks something: by its mark, or by the word that begins a question. Pure."""

import re

from gospablik.text.words import folded

_LINK = re.compile(r"(?:https?://|www\.)\S+")
_SENTENCE = re.compile(r"[.!\n]+")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = frozenset(
    (
        *("когда", "где", "куда", "откуда", "почему", "зачем", "отчего", "сколько", "как", "каким"),
        *("кто", "кому", "какой", "какая", "какое", "какие", "чей"),
        *("хаһан", "тоҕо", "хайдах", "ханна", "төһө", "туох", "ким"),
    )
)
_PARTICLE = "ли"
_AFTER_LI = 4
"""«Будут ли чистить дорогу»: «ли» stands near the beginning of its question."""


def asks(text: str) -> bool:
    """«Когда дадут воду», «Дадут ли воду», «воду дадут?»; a «?» within a link is none."""
    bare = _LINK.sub(" ", text)
    return "?" in bare or any(_begins(one) for one in _SENTENCE.split(bare))


def _begins(sentence: str) -> bool:
    words = [folded(word) for word in _WORD.findall(sentence)]
    if len(words) < 2:
        return False
    # «А когда», «ну и где»: what stands before the word is of one or two letters.
    first = next((word for word in words if len(word) > 2), "")
    return first in _BEGINS or _PARTICLE in words[1:_AFTER_LI]
