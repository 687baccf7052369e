"""A word that the dictionary has not, as one of a list that is one slip away: «атопления»."""

from collections.abc import Iterable

_SHORTEST = 5


class Spelling:
    """Words of a list, each found by itself or with one letter left out, added or put wrong."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if len(word) >= _SHORTEST)
        slips: dict[str, str] = {}
        for word in sorted(self._words):
            for way in _shortened(word):
                slips.setdefault(way, word)
        self._ways = {word: word for word in self._words} | slips

    def meant(self, word: str) -> str:
        """The word of the list, or the word as it is."""
        if word in self._words or not _SHORTEST - 1 <= len(word) <= 20:
            return word
        for way in (word, *_shortened(word)):
            if way in self._ways:
                return self._ways[way]
        return word


def _shortened(word: str) -> list[str]:
    """The word with each of its letters left out in turn."""
    return [word[:at] + word[at + 1 :] for at in range(len(word))]
