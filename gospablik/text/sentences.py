"""Where sentences end, as far as dots, capitals and abbreviations tell."""

import re
from collections.abc import Iterator

from gospablik.text.fact import Span

_SMALL = "а-яёҕҥөһүa-z"
_SENTENCE = re.compile(rf"(?P<word>\w*)[.!?…]+[»”\")\]]*(?=\s+[«“\"(—–]*[^\W{_SMALL}])")
_ABBREVIATION = re.compile(
    "акад|вв|гг?|гл|др|зам|им|каб|кв|корп|мин|мкр|мл|млн|млрд|обл|пер|пл|пос|пр|проф|руб|см|ср"
    r"|стр?|тел|тыс|ул|чел|эт|\w",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]+")


def sentence_ends(text: str, limit: int) -> Iterator[int]:
    """Offsets below `limit` right behind the mark that ends a sentence («ул.» ends none)."""
    for found in _SENTENCE.finditer(text, 0, limit):
        word = found["word"]
        if not (found[0][len(word)] == "." and _ABBREVIATION.fullmatch(word)):
            yield found.end()


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
