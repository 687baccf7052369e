"""Which words the lists know: the rules of a word, and what is rude whoever is meant."""

import re
from collections import defaultdict
from functools import cache, cached_property, lru_cache

from gospablik.moderation.detection.heard import Heard
from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.detection.letters import squeeze
from gospablik.moderation.detection.lists import Lists, Words, shipped
from gospablik.moderation.detection.misspelt import Misspelt

_HEAD = 4
_UNMISTAKABLE = 0.9
_LONGEST_PIECE = 5
_TELLING = 5
"""Letters of a beginning that is enough to read a word by that no dictionary has."""


class Lexicon:
    """The single words of a set of lists; remembers what it has been asked."""

    def __init__(self, lists: Lists) -> None:
        self._words = lists.words
        self._together = lists.together
        self._rude = tuple(rule for rule in lists.words if not rule.addressed)
        self._by_head: defaultdict[str, set[int]] = defaultdict(set)
        for number, rule in enumerate(lists.words):
            for opening in (*rule.starts, *rule.whole):
                self._by_head[opening[:_HEAD]].add(number)
        self._heads = frozenset(self._by_head)
        self.rules_of = lru_cache(maxsize=100_000)(self._rules_of)

    def _rules_of(self, word: str) -> tuple[Words, ...]:
        """The rules that a folded word meets by itself."""
        # The first letters alone rule out almost every word.
        heads = {word[:1], word[:2], word[:3], word[:_HEAD]}
        if self._heads.isdisjoint(heads):
            return ()
        numbers = sorted({number for head in heads for number in self._by_head.get(head, ())})
        return tuple(self._words[number] for number in numbers if self._words[number].meets(word))

    def listed(self, word: str) -> bool:
        """Whether a folded word is rude whoever is meant; «козёл» is not."""
        return any(not rule.addressed for rule in self.rules_of(word))

    @cached_property
    def behind(self) -> dict[str, tuple[str, ...]]:
        """By prefix the stems that it stands before, and whole words behind none: long ones first.

        Rude whoever is meant, all of them.
        """
        found: defaultdict[str, set[str]] = defaultdict(set)
        for rule in self._rude:
            for prefix in rule.prefixes:
                found[prefix].update(rule.stems)
            found[""].update(rule.whole)
        return {prefix: tuple(sorted(stems, key=_long_first)) for prefix, stems in found.items()}

    @cached_property
    def framed(self) -> tuple[str, ...]:
        """Words that the first and the last letter are enough for, in the order of the lists."""
        return tuple(word for rule in self._rude for word in rule.masked)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Beginnings without prefixes, and whole words, that are rude whoever is meant."""
        return frozenset(stem for rule in self._rude for stem in (*rule.stems, *rule.whole))

    def of_phrases(self, word: str) -> bool:
        """Whether a folded word is one that the rules of several words look for: «мефедрон»."""
        whole, beginnings = self._of_phrases
        return word in whole or word.startswith(beginnings)

    @cached_property
    def _of_phrases(self) -> tuple[frozenset[str], tuple[str, ...]]:
        slots = [
            slot
            for rule in self._together
            for phrase in (rule.near, *rule.phrases)
            for slot in phrase
        ]
        whole = frozenset(word for slot in slots for word in slot[0] if len(word) >= _HEAD)
        beginnings = {start for slot in slots for start in slot[1] if len(start) >= _TELLING}
        return whole, tuple(sorted(beginnings))

    def respelt(self, word: str) -> str | None:
        """The rude word that one which no dictionary has is, or has in it."""
        return self._misspelt.meant(word) or self._heard.meant(word) or self._inside(word)

    def split(self, left: str, right: str) -> str | None:
        """«Дро чи»: the unmistakable word that two folded pieces are together."""
        whole = squeeze(left + right)
        return whole if any(rule.meets(whole) for rule in self._unmistakable) else None

    def _inside(self, word: str) -> str | None:
        """«Хохлопидор», «тупожопый»: from the root on, what stands before it being anything."""
        found = self._roots.search(word, 1) if self._roots else None
        return word[found.start() :] if found and self.listed(word[found.start() :]) else None

    @cached_property
    def _roots(self) -> re.Pattern[str] | None:
        roots = [root for rule in self._rude for root in rule.inside]
        return re.compile("|".join(map(re.escape, roots))) if roots else None

    @cached_property
    def _unmistakable(self) -> tuple[Words, ...]:
        return tuple(
            rule
            for rule in self._rude
            if rule.kind is Kind.OBSCENE and rule.weight >= _UNMISTAKABLE
        )

    @cached_property
    def openings(self) -> frozenset[str]:
        """What the first piece of a word may be that is written in two."""
        return frozenset(
            start[:length]
            for rule in self._unmistakable
            for start in (*rule.starts, *rule.whole)
            for length in range(2, min(len(start), _LONGEST_PIECE + 1))
        )

    @cached_property
    def _misspelt(self) -> Misspelt:
        return Misspelt(self.stems, self.listed)

    @cached_property
    def _heard(self) -> Heard:
        return Heard(self.stems, self.listed)


def _long_first(stem: str) -> tuple[int, str]:
    return -len(stem), stem


@cache
def lexicon_of(lists: Lists) -> Lexicon:
    """The same for the same lists, so that nothing is looked up and remembered twice."""
    return Lexicon(lists)


@cache
def shipped_lexicon() -> Lexicon:
    """The words of the lists of the project."""
    return lexicon_of(shipped())
