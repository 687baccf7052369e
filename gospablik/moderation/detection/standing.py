"""Where the phrases of a list stand among the words of a sentence."""

from collections.abc import Iterable, Iterator, Sequence

from gospablik.moderation.detection.lists import Phrase, Slot

Place = tuple[int, int, int]
"""Whose phrase it is, its first and its last word."""


_HEAD = 3


class Phrasebook:
    """Phrases by the word that opens them, so that most words of a comment cost nothing."""

    def __init__(self, phrases: Iterable[tuple[int, Phrase]]) -> None:
        self._whole: dict[str, list[tuple[int, Phrase]]] = {}
        self._begins: dict[str, list[tuple[int, Phrase]]] = {}
        for owner, one in phrases:
            whole, beginnings = one[0]
            for word in whole:
                self._whole.setdefault(word, []).append((owner, one))
            for beginning in beginnings:
                self._begins.setdefault(beginning, []).append((owner, one))
        openings = (*self._whole, *self._begins)
        self._heads = frozenset(opening[:_HEAD] for opening in openings)
        self._short = tuple(opening for opening in self._begins if len(opening) < _HEAD)

    def places(self, words: Sequence[str]) -> Iterator[Place]:
        """Every place where a phrase stands, in the order of the words."""
        for at, word in enumerate(words):
            # The first letters alone rule out almost every word.
            if word[:_HEAD] in self._heads or word.startswith(self._short):
                for owner, one in self._opened_by(word):
                    if stands_at(words, at, one):
                        yield owner, at, at + len(one) - 1

    def _opened_by(self, word: str) -> Iterator[tuple[int, Phrase]]:
        yield from self._whole.get(word, ())
        for length in range(1, len(word) + 1):
            yield from self._begins.get(word[:length], ())


def fits(word: str, slot: Slot) -> bool:
    """Whether a folded word may stand in this place of a phrase."""
    return word in slot[0] or word.startswith(slot[1])


def stands_at(words: Sequence[str], at: int, one: Phrase) -> bool:
    """Whether the phrase begins with the word number `at`."""
    if at + len(one) > len(words):
        return False
    for word, (whole, beginnings) in zip(words[at : at + len(one)], one, strict=True):
        if word not in whole and not word.startswith(beginnings):
            return False
    return True


def together(
    words: Sequence[str], at: int, others: Sequence[Slot], within: int
) -> tuple[int, int] | None:
    """The first and the last of words that stand with the word `at`: the nearest of each set."""
    reach = range(max(0, at - within), min(len(words), at + within + 1))
    window = sorted(reach, key=lambda n: abs(n - at))
    taken = [at]
    for slot in others:
        place = next((n for n in window if n not in taken and fits(words[n], slot)), None)
        if place is None:
            return None
        taken.append(place)
    return min(taken), max(taken)
