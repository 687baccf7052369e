"""Which words the lists know, and what a word written around a filter may have been."""

from collections.abc import Iterator
from functools import cache, cached_property, lru_cache

from gospablik.moderation.detection.letters import fold, squeeze
from gospablik.moderation.detection.lists import Lists, Words, shipped
from gospablik.text.morphology import is_known

_HEAD = 3
_VOWELS = "аеиоуыэюя"
_LETTERS = (*"абвгдежзийклмнопрстуфхцчшщъыьэюя", "")
_SHORTEST = 4
"""Letters of a stem that a misspelt word may stand for."""
_PREFIXES = (
    "", "на", "по", "за", "до", "от", "вы", "при", "рас", "раз", "под", "пере", "недо", "об", "о",
    "у", "с", "не", "долбо",
)  # fmt: skip
_LONGEST = 14
_SHORT = 7
"""Letters: in a longer word one gap leaves enough to say that it is an ordinary one."""
_SLANG = frozenset(("дурка", "дурки", "дурке", "дурку", "дуркой"))
"""Words that the dictionary has not and that are no misspelt ones."""
_BEGUN = {"х": "хуи", "бл": "бля", "еб": "еб", "хе": "хер", "му": "мудак", "пи": "пизда"}
"""What is meant where one or two letters stand before stars or dots: «х**», «бл…»."""


class Lexicon:
    """The single words of a set of lists; remembers what it has been asked."""

    def __init__(self, lists: Lists) -> None:
        self._words = lists.words
        self._heads = {
            opening[:_HEAD] for rule in lists.words for opening in (*rule.starts, *rule.whole)
        }
        self.rules_of = lru_cache(maxsize=100_000)(self._rules_of)

    def _rules_of(self, word: str) -> tuple[Words, ...]:
        """The rules that a folded word meets by itself."""
        # The first letters alone rule out almost every word.
        if self._heads.isdisjoint((word[:1], word[:2], word[:_HEAD])):
            return ()
        return tuple(rule for rule in self._words if rule.meets(word))

    def listed(self, word: str) -> bool:
        """Whether a folded word is rude whoever is meant; «козёл» is not."""
        return any(not rule.addressed for rule in self.rules_of(word))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Beginnings and whole words that are rude whoever is meant, long ones first."""
        found = {
            stem
            for rule in self._words
            if not rule.addressed
            for stem in (*rule.stems, *rule.whole)
        }
        return tuple(sorted(found, key=lambda stem: (-len(stem), stem)))

    def unmasked(self, letters: str, gap: str, plain: str) -> str | None:
        """«Д*бил», «д.билы»: the word that is it with other letters in the place of the gaps.

        A rude one of as many letters first, then one of the dictionary, then any other rude one.
        `letters`: folded, with `gap` where a letter was hidden, or nothing was but the sign put
        there; `plain`: the same with the letters as they stand.
        """
        if letters[0] == gap:
            return None
        shown = letters.strip(gap)
        if len(shown) < 2 or letters.count(gap) >= len(letters) - 1:
            return _BEGUN.get(shown) if len(letters) > 2 else None
        meant = self._with_prefix(letters, gap, (1,))
        if meant in self._stem_set or (meant and len(letters) <= _SHORT):
            return meant
        return _ordinary(plain, gap) or meant or self._with_prefix(letters, gap, (1, 0, 2))

    def _with_prefix(self, letters: str, gap: str, hidden: tuple[int, ...]) -> str | None:
        for prefix in _PREFIXES:
            if letters.startswith(prefix):
                meant = self._meant(letters, prefix, gap, hidden)
                if meant:
                    return meant
        return None

    def _meant(self, letters: str, prefix: str, gap: str, hidden: tuple[int, ...]) -> str | None:
        rest = letters[len(prefix) :]
        if len(rest) - rest.count(gap) < 2:
            return None
        for stem in self.stems:
            ending = _after(rest, stem, gap, hidden) if len(stem) > 2 else None
            if ending is not None and self.listed(prefix + stem + ending):
                return prefix + stem + ending
        return None

    def respelt(self, word: str) -> str | None:
        """The rude word that a folded one is with a vowel left out or two letters changed round."""
        if word in _SLANG:
            return None
        for prefix in _PREFIXES:
            rest = word[len(prefix) :]
            if rest[:_HEAD] not in self._misspelt_heads or not word.startswith(prefix):
                continue
            for length in range(min(len(rest), _LONGEST), _SHORTEST - 1, -1):
                stem = self._misspelt.get(rest[:length])
                meant = prefix + stem + rest[length:] if stem else None
                if meant and self.listed(meant):
                    return meant
        return self._last_letter_moved(word)

    def _last_letter_moved(self, word: str) -> str | None:
        """«Идиоыт»: the last letter of a stem changed round with the first of the ending."""
        if word[:_HEAD] not in self._heads:
            return None
        for length in range(min(len(word) - 1, _LONGEST), _SHORTEST - 1, -1):
            stem = word[: length - 1] + word[length]
            if stem in self._stem_set:
                return stem + word[length - 1] + word[length + 1 :]
        return None

    @cached_property
    def _stem_set(self) -> frozenset[str]:
        return frozenset(stem for stem in self.stems if len(stem) >= _SHORTEST)

    @cached_property
    def _misspelt_heads(self) -> frozenset[str]:
        return frozenset(way[:_HEAD] for way in self._misspelt)

    @cached_property
    def _misspelt(self) -> dict[str, str]:
        """Ways to misspell a stem → the stem; none is a beginning that a list knows anyhow."""
        found: dict[str, str] = {}
        for stem in self.stems:
            if len(stem) >= _SHORTEST:
                for way in _ways(stem):
                    if len(way) >= _SHORTEST and way != stem:
                        found.setdefault(squeeze(way), stem)
        return found


@cache
def lexicon_of(lists: Lists) -> Lexicon:
    """The same for the same lists, so that nothing is looked up and remembered twice."""
    return Lexicon(lists)


@cache
def shipped_lexicon() -> Lexicon:
    """The words of the lists of the project."""
    return lexicon_of(shipped())


def _ordinary(plain: str, gap: str) -> str | None:
    """The word of the dictionary that one letter in the place of the gap makes."""
    if plain.count(gap) > 1:
        return None
    ways = (plain.replace(gap, letter) for letter in _LETTERS)
    return next((fold(way) for way in ways if is_known(way)), None)


def _after(letters: str, stem: str, gap: str, hidden: tuple[int, ...]) -> str | None:
    """What is left of the letters behind a stem, None if they do not begin with it.

    `hidden`: how many letters one gap may stand for.
    """
    if not stem:
        return letters.replace(gap, "")
    if not letters:
        return None
    if letters[0] != gap:
        return _after(letters[1:], stem[1:], gap, hidden) if letters[0] == stem[0] else None
    for many in hidden:
        if many <= len(stem):
            rest = _after(letters[1:], stem[many:], gap, hidden)
            if rest is not None:
                return rest
    return None


def _ways(stem: str) -> Iterator[str]:
    for at, letter in enumerate(stem):
        if letter in _VOWELS:
            yield stem[:at] + stem[at + 1 :]
    for at in range(len(stem) - 1):
        yield stem[:at] + stem[at + 1] + stem[at] + stem[at + 2 :]
