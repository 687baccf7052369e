"""Cutting a text to a network's limit without making it say something else."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from gospablik.text.figures import figures, invented
from gospablik.text.sentences import sentence_ends

_PARAGRAPH = re.compile(r"\s*\n\s*\n")
_SPACE = re.compile(r"\s+")
# A paragraph or a sentence is a good place to stop only if enough is left to read.
_ENOUGH_PARAGRAPH, _ENOUGH_SENTENCE = 0.6, 0.4
_HANGING = " \n\t,;:—–-(«“\"'"


def shorten(text: str, limit: int) -> str:
    """The text itself if it fits, else its beginning and «…», at most `limit` characters.

    It stops after a paragraph, else a sentence, else a word; never inside a figure (date, sum,
    phone, link) nor inside a character that is drawn as one (emoji, letter with marks), and the
    result holds no figure that the text lacks. Characters are code points. ValueError if the
    limit is negative.
    """
    if limit < 0:
        raise ValueError(f"Предел длины меньше нуля: {limit}.")
    if len(text) <= limit:
        return text
    spans = sorted(figure.span for figure in figures(text[: limit + _reach(text, limit)]))
    starts = [start for start, _ in spans]
    for cut, tail in _places(text, limit):
        before = bisect_right(starts, cut - 1) - 1
        if before >= 0 and cut < spans[before][1]:
            continue
        head = text[:cut].rstrip(_HANGING) + tail
        if len(head) <= limit and not invented(head, text):
            return head
    return "…"[:limit]


def _reach(text: str, limit: int) -> int:
    """How far past the limit to look so that a figure there is seen whole."""
    line_end = text.find("\n", limit)
    return (line_end if line_end >= 0 else len(text)) - limit


def _places(text: str, limit: int) -> Iterator[tuple[int, str]]:
    """Where to cut and what to put there, the best places first."""
    paragraphs = [found.start() for found in _PARAGRAPH.finditer(text, 0, limit)]
    for cut in reversed(paragraphs):
        if limit * _ENOUGH_PARAGRAPH <= cut <= limit - 3:
            yield cut, "\n\n…"
    sentences = list(sentence_ends(text, limit))
    for cut in reversed(sentences):
        if limit * _ENOUGH_SENTENCE <= cut <= limit - 2:
            yield cut, " …"
    words = [found.start() for found in _SPACE.finditer(text, 0, limit) if found.start()]
    for cut in reversed(words):
        yield cut, "…"
    first_word = words[0] if words else limit
    for cut in range(min(first_word, limit - 1), 0, -1):
        if _boundary(text, cut):
            yield cut, "…"


def _boundary(text: str, cut: int) -> bool:
    """Whether what stands on both sides of the cut is drawn apart."""
    before, after = text[cut - 1], text[cut]
    if unicodedata.category(after).startswith("M") or after in "\u200d\ufe0e\ufe0f\u20e3":
        return False
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return False
    if before == "\u200d" or ("\ud800" <= before <= "\udbff" and "\udc00" <= after <= "\udfff"):
        return False
    if _flag_half(before) and _flag_half(after):
        halves = 0
        while halves < cut and _flag_half(text[cut - 1 - halves]):
            halves += 1
        return halves % 2 == 0
    return True


def _flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
