"""The words of a comment in one normal form, however they were written, with their old places."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from gospablik.moderation.detection.chunk import plainly, reader, work
from gospablik.moderation.detection.letters import visible, without_links
from gospablik.moderation.detection.lexicon import Lexicon
from gospablik.moderation.detection.spaced import spaced
from gospablik.text.morphology import is_known

_TOKEN = re.compile(r"\S+")
_TITLE = re.compile(r"(?<!\S)г-н(?:а|у|ом|е)(?=[^\w-]|$)")
_NAME = re.compile(r"\S+\s+[А-ЯЁ]")

_MOST_WORK = 240
"""What reading the chunks of a comment may cost (`chunk.work`): all behind that is read plainly.

So sixty different words with signs in them, or as many letters as nobody masks by the word.
"""
_WHO_IS_WHO = re.compile(r"ху\s+(?:из|ис|ист)\s+ху(?!\w)", re.IGNORECASE)


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
    taken, left, long = -1, _MOST_WORK, len(plain) > _MOST_WORK
    alone = {start: (end, normal) for start, end, normal in spaced(plain, lexicon)}
    for token in _TOKEN.finditer(plain):
        start = token.start()
        if start in alone:
            taken, normal = alone[start]
            out.append(Word(normal, back[start], back[taken - 1] + 1))
        elif start >= taken:
            left -= work(token[0]) if long else 0
            for normal, begins, ends in pieces(token[0]) if left >= 0 else plainly(token[0]):
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
    for word, after, third in zip_longest(found, found[1:], found[2:]):
        if taken:
            taken = False
        elif (
            after
            and word.normal in openings
            and (meant := _split(word, after, text, lexicon))
            and not _of_more(word, after, third, text)
        ):
            taken = True
            yield Word(meant, word.start, after.end)
        else:
            yield word


def _of_more(left: Word, right: Word, third: Word | None, text: str) -> bool:
    """Whether an ordinary word is in more pieces («ма нда рины»), or it is «ху из ху»."""
    if _WHO_IS_WHO.match(text, left.start):
        return True
    if not third:
        return False
    return is_known("".join(text[one.start : one.end] for one in (left, right, third)).lower())


def _split(left: Word, right: Word, text: str, lexicon: Lexicon) -> str | None:
    written, letter = text[left.start : left.end].lower(), text[right.start : right.end].lower()
    if is_known(written) and (len(letter) > 1 or is_known(letter)):
        return None
    if not (written + letter).isalpha() or not text[left.end : right.start].isspace():
        return None
    if lexicon.listed(left.normal) or lexicon.listed(right.normal):
        return None
    return lexicon.split(left.normal, right.normal)
