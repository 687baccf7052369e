"""The words of a comment in one normal form, however they were written, with their old places."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from gospablik.moderation.detection.chunk import reader
from gospablik.moderation.detection.letters import visible, without_links
from gospablik.moderation.detection.lexicon import Lexicon
from gospablik.moderation.detection.spaced import spaced
from gospablik.text.morphology import is_known

_TOKEN = re.compile(r"\S+")
_TITLE = re.compile(r"(?<!\S)г-н(?:а|у|ом|е)(?=[^\w-]|$)")
_NAME = re.compile(r"\S+\s+[А-ЯЁ]")


class Word(NamedTuple):
    """A word in its normal form and where it stands in the text as written (from, to).

    The form is empty if so much was hidden that nobody can say what it was.
    """

    normal: str
    start: int
    end: int


@lru_cache(maxsize=4)  # a comment is asked for rules and then for trouble
def words(text: str, lexicon: Lexicon) -> tuple[Word, ...]:
    """In the order of the text. Links, mail addresses, mentions and hashtags are no words."""
    plain, back = visible(text)
    plain = _without_titles(without_links(plain), text, back)
    pieces = reader(lexicon)
    out: list[Word] = []
    taken = -1
    alone = {start: (end, normal) for start, end, normal in spaced(plain, lexicon)}
    for token in _TOKEN.finditer(plain):
        start = token.start()
        if start in alone:
            taken, normal = alone[start]
            out.append(Word(normal, back[start], back[taken - 1] + 1))
        elif start >= taken:
            for normal, begins, ends in pieces(token[0]):
                out.append(Word(normal, back[start + begins], back[start + ends - 1] + 1))
    return tuple(_rejoined(out, text, lexicon))


def _without_titles(plain: str, text: str, back: Sequence[int]) -> str:
    """«Работать на г-не»: a title stands before a name, else a letter is hidden there."""
    if text.islower():
        return plain
    for title in _TITLE.finditer(plain):
        if not _NAME.match(text, back[title.start()]):
            plain = f"{plain[: title.start() + 1]}*{plain[title.start() + 2 :]}"
    return plain


def _rejoined(found: list[Word], text: str, lexicon: Lexicon) -> Iterator[Word]:
    """«Дро чи»: two pieces of which the first is no word, or the second is a letter, as one."""
    openings, taken = lexicon.openings, False
    for word, after in zip_longest(found, found[1:]):
        if taken:
            taken = False
        elif after and word.normal in openings and (meant := _split(word, after, text, lexicon)):
            taken = True
            yield Word(meant, word.start, after.end)
        else:
            yield word


def _split(left: Word, right: Word, text: str, lexicon: Lexicon) -> str | None:
    written, letter = text[left.start : left.end].lower(), text[right.start : right.end].lower()
    if is_known(written) and (len(letter) > 1 or is_known(letter)):
        return None
    if not (written + letter).isalpha() or not text[left.end : right.start].isspace():
        return None
    if lexicon.listed(left.normal) or lexicon.listed(right.normal):
        return None
    return lexicon.split(left.normal, right.normal)
