"""One form for words written around a filter, with the way back to the letters as written. Pure.

Letter case, ё and й, look-alike letters and digits, stretched letters, invisible characters and
separators inside a word are taken away. Sakha letters are letters of their own: a word that has
one is no Russian word and is never folded into one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

MOST_LETTERS = 20_000
"""What is longer is looked at up to here: no comment may hold up a pass."""

SAKHA = frozenset("ҕҥөһүһ")
_ALIKE = str.maketrans(
    {
        "ё": "е", "й": "и", "a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у",
        "k": "к", "m": "м", "t": "т", "h": "н", "b": "в", "u": "и", "n": "п", "i": "и", "і": "и",
        "ї": "и", "є": "е", "ĸ": "к", "0": "о", "3": "з", "4": "ч", "6": "б", "1": "и", "@": "а",
        "$": "с", "€": "е", "d": "д", "r": "г", "g": "д", "l": "л",
    }
)  # fmt: skip
_LINK = re.compile(r"https?://\S+|www\.\S+|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+|\[(?:id|club)\d+\|")
_TOKEN = re.compile(r"\S+")
_PART = re.compile(r"[\w@$€]+")
_SPACED = re.compile(r"(?<!\S)(?:[^\W\d_][ ]{1,2}){2,}[^\W\d_](?!\S)")
_INSIDE = re.compile(r"[.*_~|/+,:;!\-–—'`\"]{1,3}")
_CYRILLIC = re.compile("[а-яё]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in its normal form and where it stands in the text as written (from, to)."""

    normal: str
    start: int
    end: int


def fold(word: str) -> str:
    """The normal form of a word of the list: the same way that a resident's word goes."""
    return _squeeze(word.casefold().translate(_ALIKE))


def words(text: str) -> Iterator[Word]:
    """The words of a text that may be Russian, in normal form; joined ones come once more."""
    plain, back = _visible(text[:MOST_LETTERS])
    plain = _LINK.sub(lambda found: " " * len(found[0]), plain)

    def word(letters: str, start: int, end: int) -> Iterator[Word]:
        if SAKHA.isdisjoint(letters) and not letters.isdigit():
            normal = _squeeze(letters.translate(_ALIKE))
            yield Word(normal, back[start], back[end - 1] + 1)

    for token in _TOKEN.finditer(plain):
        parts = list(_PART.finditer(token[0]))
        for part in parts:
            yield from word(part[0], token.start() + part.start(), token.start() + part.end())
        if len(parts) > 1 and _is_one_word(token[0], [part[0] for part in parts]):
            joined = "".join(part[0] for part in parts)
            start, end = token.start() + parts[0].start(), token.start() + parts[-1].end()
            yield from word(joined, start, end)
    for spaced in _SPACED.finditer(plain):
        letters = [place for place in range(*spaced.span()) if plain[place] != " "]
        for first in letters[:3]:  # «и д у р а к»: one or two of them may be words of their own
            yield from word(plain[first : spaced.end()].replace(" ", ""), first, spaced.end())


def _is_one_word(token: str, parts: list[str]) -> bool:
    """Whether separators stand inside one word («д.у.р.а.к», «с-ука»), not between two."""
    inner = token[token.index(parts[0]) : token.rindex(parts[-1]) + len(parts[-1])]
    between = [gap for gap in re.split(r"[\w@$€]+", inner) if gap]
    return (
        min(len(part) for part in parts) <= 2
        and len(parts) <= 20
        and all(_INSIDE.fullmatch(gap) for gap in between)
        and bool(_CYRILLIC.search(token))
    )


def _visible(text: str) -> tuple[str, list[int]]:
    """The text without marks and invisible characters, in small letters, and the way back."""
    letters: list[str] = []
    back: list[int] = []
    for place, raw in enumerate(text):
        # й and ё are letters with a mark of their own and must not fall apart.
        form = raw if raw in "йёЙЁ" else unicodedata.normalize("NFKD", raw)
        for letter in form.casefold():
            kind = unicodedata.category(letter)
            if kind in ("Mn", "Me", "Cf", "Cc") and letter not in "\n\t\r":
                continue
            letters.append(letter)
            back.append(place)
    return "".join(letters), back


def _squeeze(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", word)
