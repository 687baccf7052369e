"""How Sakha a written word is: weights of its letter groups, stored in gate.bin."""

import re
import struct
import unicodedata
import zlib
from array import array
from functools import cache, lru_cache
from pathlib import Path

PATH = Path(__file__).with_name("gate.bin")
# Divisor of the weights, bias, number of weights; then the weights, a byte each; then the words.
HEADER = struct.Struct("<hhI")
LONGEST_GROUP = 4
LONGEST_WORD = 40
# No word says more than this, so that one Sakha name does not outvote a Russian sentence.
MOST = 6.0

_ALIKE = str.maketrans("ѳӧңӊғұ", "өөҥҥҕү", "\u00ad\u200b\u200c\u200d\u0301012346790")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_RUSSIAN = re.compile("[а-яё]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def plain(word: str) -> str:
    """Give the word in the letters the weights know; empty if it has no Cyrillic letter.

    The digits 5 and 8 and the Latin h and v stay: they are typed for ҕ, ө, һ and ү.
    """
    word = word.lower()
    if not _RUSSIAN.fullmatch(word):
        if not _CYRILLIC.search(word):
            return ""
        word = unicodedata.normalize("NFC", word).translate(_ALIKE)
    return _STRETCHED.sub(r"\1", word)[:LONGEST_WORD]


def groups(word: str) -> list[int]:
    """Give a number for each group of 1 to 4 neighbouring letters of a plain word."""
    letters = f"<{word}>"
    return [
        _number(letters[start : start + length])
        for start in range(len(letters))
        for length in range(1, min(LONGEST_GROUP, len(letters) - start) + 1)
    ]


def _number(group: str) -> int:
    return zlib.crc32(group.encode("utf-16-le"))


def pack(divisor: int, bias: int, weights: bytes, words: list[str]) -> bytes:
    """Give the bytes of gate.bin: `words` are Sakha whatever their letters weigh."""
    return HEADER.pack(divisor, bias, len(weights)) + weights + "\n".join(words).encode()


@cache
def _stored() -> tuple[int, int, "array[int]", frozenset[str]]:
    """Give divisor, bias, weights and words of gate.bin."""
    stored = PATH.read_bytes()
    divisor, bias, size = HEADER.unpack_from(stored)
    end = HEADER.size + size
    words = frozenset(stored[end:].decode().split())
    return divisor, bias, array("b", stored[HEADER.size : end]), words


def score(word: str) -> float:
    """Tell how Sakha a plain word is: above 0 for Sakha, below for Russian."""
    letters = f"<{word}>"
    # Words share their letters: what begins at each of them is weighed once, not in each word.
    total = sum(map(_begun, map(letters.__getitem__, _places(len(letters)))))
    return max(-MOST, min(MOST, total / _stored()[0]))


@cache
def _places(size: int) -> tuple[slice, ...]:
    """Give where LONGEST_GROUP letters stand in so many, one place for each letter."""
    return tuple(slice(at, at + LONGEST_GROUP) for at in range(size))


@lru_cache(maxsize=65_536)
def _begun(letters: str) -> int:
    """Give what all groups weigh that begin with the first of at most LONGEST_GROUP letters."""
    weights = _stored()[2]
    size = len(weights)
    lengths = range(1, len(letters) + 1)
    return sum(weights[_number(letters[:length]) % size] for length in lengths)


@lru_cache(maxsize=65_536)
def most(written: str) -> float:
    """Tell what a word as written says for Sakha at most: nothing if it looks Russian."""
    word = plain(written)
    return max(0.0, score(word)) if word else 0.0


def bias() -> float:
    """Give what is added to the words of a sentence: negative, so that nothing is Russian."""
    divisor, stored, _, _ = _stored()
    return stored / divisor


def listed(word: str) -> bool:
    """Tell whether a plain word is Sakha although it looks Russian: «баран», «хам»."""
    return word in _stored()[3]
