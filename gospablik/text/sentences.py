"""Where sentences end, as far as dots, capitals and abbreviations tell."""

import re
from collections.abc import Iterator

from gospablik.text.fact import Span

_SMALL = "а-яёҕҥөһүa-z"
# Possessive and bound to word beginnings: a hostile text must cost linear time.
_SENTENCE = re.compile(
    r"(?:(?<!\w)(?P<word>\w++)|(?<![\w.!?…]))[.!?…]++[»”\")\]]*+"
    rf"(?=\s{{1,9}}[«“\"(—–]{{0,9}}[^\W{_SMALL}])"
)
_ABBREVIATION = re.compile(
    "акад|вв|гг?|гл|др|зам|им|каб|кв|корп|мин|мкр|мл|млн|млрд|обл|ок|пер|пл|пос|пр|проф|руб|см|ср"
    r"|солк|мөл|төл|стр?|тел|ты[сһ]|у?ул|чел|эт|\w",
    re.IGNORECASE,
)
_BEHIND_FIGURE = re.compile(r"(?:^|[^0-9.,])[0-9][0-9 \u00a0]{0,9}$")
_MEASURES = frozenset(("г", "гг", "руб", "чел", "мин", "ч", "тыс", "млн", "км", "м", "см"))
_LINE = re.compile(r"[^\n]+")


def sentence_ends(text: str, limit: int) -> Iterator[int]:
    """Offsets below `limit` right behind the mark that ends a sentence («ул.» ends none)."""
    for found in _SENTENCE.finditer(text, 0, limit):
        word = found["word"] or ""
        dot = found[0][len(word)] == "."
        if not (dot and _ABBREVIATION.fullmatch(word)) or _closes(text, word, found):
            yield found.end()


def _closes(text: str, word: str, found: re.Match[str]) -> bool:
    """Whether a short word ends a sentence all the same: «дом 5.», «в 2026 г.», «100 руб.»."""
    before = text[max(0, found.start() - 12) : found.start()]
    if word.isdecimal():
        # At the beginning of a line it is the number of a list.
        return bool(before.rpartition("\n")[2].strip())
    behind_figure = word.lower() in _MEASURES and _BEHIND_FIGURE.search(before)
    # «15 руб. 40 коп.» goes on.
    return bool(behind_figure) and not text[found.end() :][:9].lstrip()[:1].isdecimal()


def sentences(text: str) -> list[Span]:
    """Spans of the sentences; a line of the text is one or more of them."""
    ends = sentence_ends(text, len(text))
    spans: list[Span] = []
    end = next(ends, None)
    for line in _LINE.finditer(text):
        start = line.start()
        while end is not None and end <= line.end():
            if end > start:
                spans.append((start, end))
                start = end
            end = next(ends, None)
        if text[start : line.end()].strip():
            spans.append((start, line.end()))
    return spans
