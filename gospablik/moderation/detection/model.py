"""How rude a comment reads: a linear model of letter groups, its answer told word by word.

Groups of letters do not cross words, so what each word adds is exact, and a word is weighed once.
"""

import math
import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

PATH = Path(__file__).with_name("model.bin")
HEADER = struct.Struct("<ff")
"""Weight of one step of a stored number, bias; then the steps, a byte each."""
SIZE = 1 << 17
SHORTEST_GROUP, LONGEST_GROUP = 2, 5
_LENGTHS = range(SHORTEST_GROUP, LONGEST_GROUP + 1)
LEAST = 30
"""Letter groups: a comment of fewer is weighed as if it had so many."""
MOST_WORDS = 300


@dataclass(frozen=True, slots=True)
class Rating:
    """`rude`: from 0 to 1; `shares`: what each word adds, in the order of the words."""

    rude: float
    shares: tuple[float, ...]


def rate(words: Sequence[str]) -> Rating:
    """Of the normal forms of a comment's words; without words it is as harmless as can be."""
    used = _in_use()
    weighed = [used.weigh(word) for word in words[:MOST_WORDS]]
    many = sum(count for _, count in weighed)
    if not many:
        return Rating(0.0, ())
    long = math.sqrt(max(many, LEAST))
    shares = tuple(weight / long for weight, _ in weighed)
    return Rating(1 / (1 + math.exp(-sum(shares) - used.bias)), shares)


def groups(word: str) -> list[int]:
    """Numbers below SIZE of the groups of 2 to 5 neighbouring letters, the word's ends marked."""
    letters = f" {word} "
    return [
        _number(letters[start : start + length])
        for length in _LENGTHS
        for start in range(max(1, len(letters) - length + 1))
    ]


def _number(group: str) -> int:
    return zlib.crc32(group.encode()) % SIZE


def pack(step: float, bias: float, weights: Sequence[int]) -> bytes:
    """The bytes of model.bin: weights in steps, from -127 to 127."""
    return HEADER.pack(step, bias) + struct.pack(f"{len(weights)}b", *weights)


@contextmanager
def instead(stored: bytes) -> Iterator[None]:
    """Rate by another model for a while: one that was trained without what is to be measured."""
    shipped = _Model.now
    _Model.now = _Model(stored)
    try:
        yield
    finally:
        _Model.now = shipped


class _Model:
    """The weights in use; each remembers the words that it has weighed."""

    now: "_Model | None" = None

    def __init__(self, stored: bytes) -> None:
        self.step, self.bias = HEADER.unpack_from(stored)
        self.weights = array("b", stored[HEADER.size :])
        self.weigh = lru_cache(maxsize=100_000)(self._weigh)
        self._begun = lru_cache(maxsize=50_000)(self._groups_begun)

    def _weigh(self, word: str) -> tuple[float, int]:
        if not word:
            return 0.0, LEAST
        letters = f" {word} "
        if len(letters) < LONGEST_GROUP:
            found = groups(word)
            return self.step * sum(self.weights[number] for number in found), len(found)
        # Words share their letters: what begins at each of them is weighed once, not in each word.
        places = _places(len(letters) - SHORTEST_GROUP + 1)
        total = sum(map(self._begun, map(letters.__getitem__, places)))
        return self.step * total, sum(len(letters) - length + 1 for length in _LENGTHS)

    def _groups_begun(self, letters: str) -> int:
        """Steps of all groups that begin with the first of at most LONGEST_GROUP letters."""
        lengths = _LENGTHS[: len(letters) - SHORTEST_GROUP + 1]
        return sum(self.weights[_number(letters[:length])] for length in lengths)


@lru_cache(maxsize=100)
def _places(many: int) -> tuple[slice, ...]:
    """Where LONGEST_GROUP letters stand, the first of each being another one of so many."""
    return tuple(slice(start, start + LONGEST_GROUP) for start in range(many))


def _in_use() -> _Model:
    if _Model.now is None:
        _Model.now = _Model(PATH.read_bytes())
    return _Model.now
