"""Where the phrases of a list stand among the words of a sentence."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from gospablik.moderation.detection.lists import Phrase, Slot

Place = tuple[int, int, int]
"""Whose phrase it is, its first and its last word."""


_HEAD = 4


class Phrasebook:
    """Phrases by the word that opens them, so that most words of a comment cost nothing."""

    def __init__(self, phrases: Iterable[tuple[int, Phrase]]) -> None:
        self._whole: dict[str, _Opened] = {}
        self._begins: dict[str, _Opened] = {}
        for owner, one in phrases:
            whole, beginnings = one[0]
            for word in whole:
                self._whole.setdefault(word, _Opened()).take(owner, one)
            for beginning in beginnings:
                self._begins.setdefault(beginning, _Opened()).take(owner, one)
        openings = (*self._whole, *self._begins)
        self._heads = frozenset(opening[:_HEAD] for opening in openings)
        self._short = tuple(opening for opening in self._begins if len(opening) < _HEAD)
        self._lengths = sorted(set(map(len, self._begins)))
        self._opened_by = lru_cache(maxsize=4_096)(self._openings)

    def places(self, words: Sequence[str]) -> Iterator[Place]:
        """Every place where a phrase stands, in the order of the words."""
        heads, short = self._heads, self._short
        # The first letters alone rule out almost every word.
        may_open = [
            at for at, word in enumerate(words) if word[:_HEAD] in heads or word.startswith(short)
        ]
        for at in may_open:
            following = words[at + 1] if at + 1 < len(words) else ""
            for opened in self._opened_by(words[at]):
                for owner, one in opened.phrases_before(following):
                    if stands_at(words, at, one):
                        yield owner, at, at + len(one) - 1

    def _openings(self, word: str) -> tuple["_Opened", ...]:
        whole = [self._whole[word]] if word in self._whole else []
        lengths = (length for length in self._lengths if length <= len(word))
        begun = (self._begins.get(word[:length]) for length in lengths)
        return (*whole, *filter(None, begun))


class _Opened:
    """The phrases that a word opens, and all words that may stand second in them."""

    def __init__(self) -> None:
        self._phrases: list[tuple[int, Phrase]] = []
        self._alone = False
        self._second: set[str] = set()
        self._second_begins: tuple[str, ...] = ()

    def take(self, owner: int, one: Phrase) -> None:
        """Add a phrase."""
        self._phrases.append((owner, one))
        if len(one) == 1:
            self._alone = True
        else:
            self._second |= one[1][0]
            self._second_begins += one[1][1]

    def phrases_before(self, following: str) -> Sequence[tuple[int, Phrase]]:
        """None if the next word stands second in none of them: «не» opens many."""
        fit = self._alone or following in self._second or following.startswith(self._second_begins)
        return self._phrases if fit else ()


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
