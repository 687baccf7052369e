"""What stands between two spaces, read as one word with signs in it or as several."""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from itertools import islice

from gospablik.moderation.detection.letters import fold
from gospablik.moderation.detection.lexicon import Lexicon
from gospablik.moderation.detection.masked import GAP, ordinary, rude
from gospablik.moderation.detection.plain_word import CYRILLIC, LONGEST, SAKHA, russian, word
from gospablik.moderation.detection.readings import readings
from gospablik.text.morphology import is_known

_PART = re.compile(r"[@$€]{0,3}[^\W_]+(?:[@$€]{1,3}[^\W_]+)*[@$€]{0,3}")
_MOST_PARTS = 24
_PLAIN = re.compile(r'([а-яё]+)[.,!?:;)»"…]*')
_PARTED = re.compile(r"[^\W\d_]{3}[,;!?]+(?=[^\W\d_]{3})")
_LEFT = 3
"""Letters before a comma, and behind it: «слово,слово» are two, «ду,рак» may be one."""
_AROUND = ".,!?:;()«»\"'…- "
_STAR = re.compile("[*#]")
_INSERTED = re.compile(r"[^\W\d_][*#][^\W\d_]")
_HIDES = re.compile(r"[*#_~^]|[^\W\d_][^\w\s.,!?:;/()«»\"'+-][^\W\d_]")
_DOTS = re.compile(r"[^\W\d_](?:\.{2,}|…+)[^\W\d_]")
_SOFT = re.compile(r"[^\W\d_][.\"'’`()+=/|\\-][^\W\d_]")
"""Signs that part words, and now and then stand for a letter: «ху\"ло», «еба-ые»."""
_TWO = re.compile(r"[бгдежмпх](?:\.{2,}|…+)[а-яё]|х[.'\"-]й|х-[яю]")
"""Two letters are enough: «п....ц», «х-й»; «Е.Б. Ушакова», «г-н», «а...я» are none of these."""
_SHORTENED = re.compile("[^хбеп]-")
"""«Г-на», «р-н», «м-н»: one letter before a hyphen."""
_GAPS = re.compile(r"[\W_]+")
_OR_GAPS = re.compile(r"[^\W_]+|[\W_]+")
_MOST_GAPS = 3
_FEWEST_LETTERS = 3

Piece = tuple[str, int, int]
"""A word in its normal form, and where it is (from, to)."""


@cache
def reader(lexicon: Lexicon) -> Callable[[str], tuple[Piece, ...]]:
    """Gives the words of a chunk in small letters, in order; remembers the chunks it has read."""
    return lru_cache(maxsize=100_000)(partial(_pieces, lexicon=lexicon))


def work(chunk: str) -> int:
    """How much reading it takes: none of a Russian word, most of one with signs in it."""
    bare = chunk.strip(_AROUND)
    if not bare.isalnum():
        return 4 if len(bare) > 1 and CYRILLIC.search(bare) else 1
    return 0 if bare[0] > "z" else 1


def plainly(chunk: str) -> Iterator[Piece]:
    """Its words as they are written («д.о.м» is one), nothing being looked for behind signs."""
    parts = list(_PART.finditer(chunk))
    if len(parts) > 2 and all(len(part[0]) == 1 for part in parts):
        yield fold("".join(part[0] for part in parts)[:LONGEST]), parts[0].start(), parts[-1].end()
        return
    for part in parts:
        yield fold(part[0][:LONGEST]), *part.span()


def _pieces(chunk: str, lexicon: Lexicon) -> tuple[Piece, ...]:
    if plain := _PLAIN.fullmatch(chunk):
        return ((russian(plain[1][:LONGEST], lexicon), 0, plain.end(1)),)
    parts = list(islice(_PART.finditer(chunk), _MOST_PARTS + 1))
    if not parts:
        return ()
    if len(parts) > 1 and _PARTED.search(chunk):
        return tuple(_each(chunk, lexicon))
    whole = len(parts) == 1 and parts[0].end() == len(chunk.rstrip('.,!?:;)»"…'))
    if whole and chunk[0] != "*":
        return ((word(parts[0][0], lexicon), *parts[0].span()),)
    if len(parts) <= _MOST_PARTS and len(chunk) <= LONGEST:
        one = _one_word(chunk, [part[0] for part in parts], lexicon)
        if one is not None:
            return ((one, parts[0].start(), parts[-1].end()),)
    return tuple((word(part[0], lexicon), *part.span()) for part in parts)


def _each(chunk: str, lexicon: Lexicon) -> Iterator[Piece]:
    """Those of each part between commas and the like."""
    start = 0
    for end in (*(mark.start() + _LEFT for mark in _PARTED.finditer(chunk)), len(chunk)):
        for normal, begins, ends in reader(lexicon)(chunk[start:end]):
            yield normal, start + begins, start + ends
        start = end


def _one_word(chunk: str, parts: list[str], lexicon: Lexicon) -> str | None:
    """«Д.у.р.а.к», «ду🙂рак», «д*рак», «му..к», «при*вет»: one word with signs inside it.

    Empty for a word of which too little is left to say what it was; None for several words.
    """
    if chunk.startswith(("3.14", "3,14")):
        return _pi("".join(parts[1:]), lexicon)
    joined, inner = "".join(parts), chunk.strip(_AROUND)
    # One star in a word that may be read hides nothing; nobody puts two there: «п***ры», not «пры».
    stars = len(_STAR.findall(inner))
    if stars == 1 and _INSERTED.search(inner) and is_known(joined):
        return fold(joined)
    if any(not SAKHA.isdisjoint(part) or _word_of_a_list(part, lexicon) for part in parts):
        return None
    if len(joined) < _FEWEST_LETTERS and not stars and not _TWO.fullmatch(inner):
        return None
    read = next(filter(lexicon.listed, readings(joined)), None)
    if read:
        return read
    if len(parts) > 2 and all(len(part) == 1 for part in parts):
        return fold(joined)
    if any(part.isdigit() for part in parts):
        return None
    return _masked(inner, parts, joined, stars, lexicon)


def _masked(inner: str, parts: list[str], joined: str, stars: int, lexicon: Lexicon) -> str | None:
    """A word with signs in the place of letters, as `_one_word` gives it."""
    hides = bool(_HIDES.search(inner))
    many = stars > 1 and not (inner[0] == inner[-1] == "*")
    if not many and is_known(joined) and (hides or not all(map(is_known, parts))):
        return fold(joined)
    soft = not hides and not _DOTS.search(inner)
    if soft and (not _SOFT.search(inner) or _SHORTENED.match(inner)):
        return None
    if not hides and _are_words(parts, one=soft):
        return None
    if len(_GAPS.findall(inner)) > _MOST_GAPS or not CYRILLIC.search(inner):
        return "" if hides and not _seen(parts) else None
    letters, plain = _with_gaps(inner, fold), _with_gaps(inner, str)
    meant = rude(letters, plain, lexicon, exact=soft, counted=hides)
    if meant or not hides:
        return meant
    return ordinary(plain) or (None if _seen(parts) else "")


def _seen(parts: list[str]) -> bool:
    """Whether enough is left of a word."""
    return any(len(part) > 3 and is_known(part) for part in parts)


def _are_words(parts: list[str], *, one: bool) -> bool:
    """Whether words are parted here: «о......или»; `one`: by a single sign, as «слово.слово»."""
    known = [len(part) > 1 and is_known(part) for part in parts]
    return (one and all(known)) or (any(known) and min(map(len, parts)) == 1)


def _with_gaps(inner: str, form: Callable[[str], str]) -> str:
    """The letters in this form, and GAP for each star; of other signs at most three."""
    return "".join(
        form(part)
        if part[0].isalnum()
        else GAP * (len(part) if part[0] == "*" else min(len(part), 3))
        for part in _OR_GAPS.findall(inner)
    )


def _pi(last: str, lexicon: Lexicon) -> str | None:
    """«3.14здец»: what stands behind the figure, if it is a word of a list then."""
    meant = fold("пи" + last[2:])
    return meant if lexicon.listed(meant) else None


def _word_of_a_list(part: str, lexicon: Lexicon) -> bool:
    return len(part) > 3 and lexicon.listed(fold(part))
