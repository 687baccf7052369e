"""The words of a comment in one normal form, however they were written, with their old places."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from gospablik.moderation.detection.letters import (
    as_cyrillic,
    fold,
    squeeze,
    visible,
    without_links,
)
from gospablik.moderation.detection.lexicon import Lexicon
from gospablik.moderation.detection.readings import readings
from gospablik.text.morphology import is_known

SAKHA = frozenset("ҕҥөһү")
_TOKEN = re.compile(r"\S+")
_PART = re.compile(r"[@$€]{0,3}[^\W_]+(?:[@$€]{1,3}[^\W_]+)*[@$€]{0,3}")
_STRETCHED = re.compile(r"(.)\1{2,}")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_]\s{1,2}){2,}[^\W\d_](?!\S)")
_CYRILLIC = re.compile("[а-яё]")
_LATIN = re.compile("[a-z]")
_DIGIT = re.compile(r"\d")
_MOST_PARTS, _LONGEST_CHUNK = 24, 60
_GAP = "*"
_MOST_GAPS = 2
_FEWEST_LETTERS = 3
_STARS = re.compile(r"[^\W\d_][*#]+[^\W\d_]")
_MASK = re.compile(r"[*#_~^]|[^\W\d_][^\w\s.,!?:;/()«»\"'+-][^\W\d_]")
_SIGN = re.compile("[@$€]")
_DOT = re.compile(r"[^\W\d_][.…]+[^\W\d_]")
_INSIDE = re.compile(r"[^\W\d_]\d+[^\W\d_]|\d[^\W\d_]{3}")

_Piece = tuple[str, int, int]


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
    plain = without_links(plain)
    out: list[Word] = []
    taken = -1
    spaced = {start: (end, piece) for start, end, piece in _spaced(plain, lexicon)}
    for token in _TOKEN.finditer(plain):
        start = token.start()
        if start in spaced:
            taken, piece = spaced[start]
            out.append(Word(piece, back[start], back[taken - 1] + 1))
        elif start >= taken:
            for normal, begins, ends in _read(token[0], lexicon):
                out.append(Word(normal, back[start + begins], back[start + ends - 1] + 1))
    return tuple(out)


def _spaced(plain: str, lexicon: Lexicon) -> Iterator[tuple[int, int, str]]:
    """«Д у р а к»: letters that stand alone make a word together, a rude one first of all."""
    for run in _SPACED.finditer(plain):
        places = [at for at in range(*run.span()) if not plain[at].isspace()]
        ways = [
            (first, last)
            for first in range(min(3, len(places) - 2))
            for last in range(len(places), max(first + 2, len(places) - 3), -1)
        ]
        whole = "".join(plain[at] for at in places)
        for first, last in ways[:1] if is_known(whole) else ways:
            letters = "".join(plain[at] for at in places[first:last])
            meant = next(filter(lexicon.listed, readings(letters)), None)
            if meant:
                yield places[first], places[last - 1] + 1, meant
                break
        else:
            yield places[0], places[-1] + 1, fold(whole)


@lru_cache(maxsize=100_000)
def _read(chunk: str, lexicon: Lexicon) -> tuple[_Piece, ...]:
    """The words of what stands between two spaces, and where in it."""
    parts = list(islice(_PART.finditer(chunk), _MOST_PARTS + 1))
    if not parts:
        return ()
    if len(parts) == 1 and parts[0].end() == len(chunk.rstrip('.,!?:;)»"…')):
        return ((_word(parts[0][0], lexicon), *parts[0].span()),)
    if len(parts) <= _MOST_PARTS and len(chunk) <= _LONGEST_CHUNK:
        whole = _one_word(chunk, [part[0] for part in parts], lexicon)
        if whole is not None:
            return ((whole, parts[0].start(), parts[-1].end()),)
    return tuple((_word(part[0], lexicon), *part.span()) for part in parts)


def _one_word(chunk: str, parts: list[str], lexicon: Lexicon) -> str | None:
    """«Д.у.р.а.к», «ду🙂рак», «д*рак», «му..к», «при*вет»: one word with signs inside it.

    Empty for a word of which too little is left to say what it was; None for several words.
    """
    if chunk.startswith(("3.14", "3,14")):
        return _pi("".join(parts[1:]), lexicon)
    joined = "".join(parts)
    if _STARS.search(chunk) and is_known(joined):
        return fold(joined)
    if any(not SAKHA.isdisjoint(part) for part in parts) or any(
        _word_of_a_list(part, lexicon) for part in parts
    ):
        return None
    # «Е. Б. Ушакова»: two letters with stops are somebody's initials.
    if len(joined) < _FEWEST_LETTERS and "*" not in chunk:
        return None
    rude = next(filter(lexicon.listed, readings(joined)), None)
    if rude:
        return rude
    if len(parts) > 2 and all(len(part) == 1 for part in parts):
        return fold(joined)
    if any(part.isdigit() for part in parts):
        return None
    inner = chunk.strip(".,!?:;()«»\"'…- ")
    hidden = bool(_MASK.search(inner))
    if is_known(joined) and (hidden or not all(map(is_known, parts))):
        return fold(joined)
    if not (hidden or _DOT.search(inner)) or "-" in inner:
        return None
    if len(re.findall(r"[\W_]+", inner)) <= _MOST_GAPS and _CYRILLIC.search(inner):
        meant = lexicon.unmasked(_with_gaps(inner, fold), _GAP, _with_gaps(inner, str))
        if meant and (hidden or lexicon.listed(meant)):
            return meant
    lost = hidden and not any(len(part) > 3 and is_known(part) for part in parts)
    return "" if lost else None


def _with_gaps(inner: str, form: Callable[[str], str]) -> str:
    return "".join(
        form(part) if part[0].isalnum() else _GAP * min(len(part), 3)
        for part in re.findall(r"[^\W_]+|[\W_]+", inner)
    )


def _pi(last: str, lexicon: Lexicon) -> str | None:
    """«3.14здец»: what stands behind the figure, if it is a word of a list then."""
    meant = fold("пи" + last[2:])
    return meant if lexicon.listed(meant) else None


def _word_of_a_list(part: str, lexicon: Lexicon) -> bool:
    return len(part) > 3 and lexicon.listed(fold(part))


def _word(part: str, lexicon: Lexicon) -> str:
    """One word without signs in it; empty for one with figures in it that cannot be read."""
    part = part[:_LONGEST_CHUNK]
    if not SAKHA.isdisjoint(part):
        return part
    if _LATIN.search(part) or _DIGIT.search(part) or not part.isalnum():
        return (
            next(filter(lexicon.listed, readings(part)), None)
            or _hidden(part, lexicon)
            or _unlisted(part)
        )
    folded = fold(part)
    if lexicon.listed(folded) or len(part) < 4:
        return folded
    meant = lexicon.respelt(folded)
    return folded if meant is None or is_known(_STRETCHED.sub(r"\1", part)) else meant


def _hidden(part: str, lexicon: Lexicon) -> str | None:
    """«Х@йню»: such a sign is not always the letter that it looks like."""
    if len(_SIGN.findall(part)) != 1 or not _CYRILLIC.search(part) or is_known(as_cyrillic(part)):
        return None
    plain = _SIGN.sub(_GAP, part)
    meant = lexicon.unmasked(fold(plain), _GAP, plain)
    return meant if meant and lexicon.listed(meant) else None


def _unlisted(part: str) -> str:
    """Of both alphabets: Russian; with figures: what it was if that is a word; Latin: as it is."""
    if not _CYRILLIC.search(part):
        return squeeze(part)
    if not _DIGIT.search(part):
        return fold(part)
    plain = as_cyrillic(part)
    return fold(plain) if is_known(plain) else ("" if _INSIDE.search(part) else part)
