"""What rude word a misspelt one may be: a vowel left out, two letters changed round."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from gospablik.moderation.detection.letters import squeeze


def by_letter(prefixes: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The prefixes that a word with this first letter may have, the empty one among them."""
    letters = {prefix[0] for prefix in prefixes if prefix}
    return {
        letter: tuple(one for one in prefixes if not one or one[0] == letter) for letter in letters
    }


_VOWELS = "аеиоуыэюя"
_SHORTEST, _LONGEST = 4, 14
"""Letters of a stem that a misspelt word may stand for."""
_HEAD = 3
_PREFIXES = (
    "", "на", "по", "за", "до", "от", "вы", "при", "рас", "раз", "под", "пере", "недо", "об", "о",
    "у", "с", "не", "долбо",
)  # fmt: skip
_BEFORE = by_letter(_PREFIXES)
_SLANG = frozenset(
    ("дурка", "дурки", "дурке", "дурку", "дуркой", "хулимсунт", "хулимсунте", "хулимсунта")
)
"""Words that the dictionary has not and that are no misspelt ones."""


class Misspelt:
    """The ways to misspell the stems of a lexicon; `listed`: whether a folded word is rude."""

    def __init__(self, stems: Collection[str], listed: Callable[[str], bool]) -> None:
        long = (stem for stem in stems if len(stem) >= _SHORTEST)
        self._stems = sorted(long, key=lambda stem: (-len(stem), stem))
        self._known = frozenset(self._stems)
        self._known_heads = frozenset(stem[:_HEAD] for stem in self._stems)
        self._listed = listed

    def meant(self, word: str) -> str | None:
        """The rude word that a folded one is misspelt, None if it is none."""
        if word in _SLANG:
            return None
        return self._respelt(word) or self._last_letter_moved(word)

    def _respelt(self, word: str) -> str | None:
        for prefix in _BEFORE.get(word[:1], ("",)):
            rest = word[len(prefix) :]
            if rest[:_HEAD] not in self._heads or not word.startswith(prefix):
                continue
            for length in range(min(len(rest), _LONGEST), _SHORTEST - 1, -1):
                stem = self._ways.get(rest[:length])
                meant = prefix + stem + rest[length:] if stem else None
                if meant and self._listed(meant):
                    return meant
        return None

    def _last_letter_moved(self, word: str) -> str | None:
        """«Идиоыт»: the last letter of a stem changed round with the first of the ending."""
        if word[:_HEAD] not in self._known_heads:
            return None
        for length in range(min(len(word) - 1, _LONGEST), _SHORTEST - 1, -1):
            stem = word[: length - 1] + word[length]
            if stem in self._known:
                return stem + word[length - 1] + word[length + 1 :]
        return None

    @cached_property
    def _heads(self) -> frozenset[str]:
        return frozenset(way[:_HEAD] for way in self._ways)

    @cached_property
    def _ways(self) -> dict[str, str]:
        """Ways to misspell a stem → the stem; none is a beginning that a list knows anyhow."""
        found: dict[str, str] = {}
        for stem in self._stems:
            for way in _ways(stem):
                if len(way) >= _SHORTEST and way != stem:
                    found.setdefault(squeeze(way), stem)
        return found


def _ways(stem: str) -> Iterator[str]:
    for at, letter in enumerate(stem):
        if letter in _VOWELS:
            yield stem[:at] + stem[at + 1 :]
    for at in range(len(stem) - 1):
        yield stem[:at] + stem[at + 1] + stem[at] + stem[at + 2 :]
