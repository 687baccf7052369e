"""What rude word one is that is written as it is heard: «педарас», «ипать», «вьебал»."""

from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from itertools import product

from gospablik.moderation.detection.misspelt import by_letter

_SHORTEST, _LONGEST = 4, 14
"""Letters of a stem; of a shorter one too little is left if a letter is another."""
_LONG = 6
"""Letters of a stem of which one more may be another."""
_HEAD = 3
_SOUND = str.maketrans("оеэыя", "аииии")
"""Vowels that are heard alike where no stress is on them."""
_WRITTEN = {"а": "ао", "и": "иеэыя"}
_PREFIXES = (
    "", "на", "по", "за", "до", "да", "от", "вы", "при", "рас", "раз", "под", "пере", "про", "недо",
    "об", "о", "а", "у", "с", "не", "ни", "из", "въ", "съ", "отъ", "объ", "подъ", "разъ", "изъ",
)  # fmt: skip
_BEFORE = by_letter(_PREFIXES)
_BEGINNINGS = {"еб": ("иб", "еп", "ип", "иеб", "эб"), "бля": ("пля",), "хуе": ("куе",)}
"""How the beginning of a stem is changed on purpose; й is written и here."""


class Heard:
    """The stems of a lexicon as they sound; `listed`: whether a folded word is rude."""

    def __init__(self, stems: Collection[str], listed: Callable[[str], bool]) -> None:
        long = (stem for stem in stems if len(stem) >= _SHORTEST)
        self._stems = sorted(long, key=lambda stem: (-len(stem), stem))
        self._listed = listed

    def meant(self, word: str) -> str | None:
        """The rude word that a folded one sounds like, None if it is none."""
        hard = word.replace("ье", "ъе").replace("ьи", "ъи")
        for prefix in _BEFORE.get(hard[:1], ("",)):
            at = len(prefix)
            if hard[at : at + _HEAD] in self._heads and hard.startswith(prefix):
                meant = self._behind(prefix, hard[at:])
                if meant and meant != word:
                    return meant
        return None

    def _behind(self, prefix: str, rest: str) -> str | None:
        sound = rest.translate(_SOUND)
        for length in range(min(len(rest), _LONGEST), _SHORTEST - 1, -1):
            for way, stem in self._sounds.get(sound[:length], ()):
                others = sum(one != other for one, other in zip(way, rest, strict=False))
                meant = prefix + stem + rest[length:]
                if others <= (length >= _LONG) + (way == stem) and self._listed(meant):
                    return meant
        return None

    @cached_property
    def _heads(self) -> frozenset[str]:
        """The first letters of all words that sound like one of them."""
        heads = {sound[:_HEAD] for sound in self._sounds}
        written = (product(*(_WRITTEN.get(letter, letter) for letter in head)) for head in heads)
        return frozenset("".join(way) for ways in written for way in ways)

    @cached_property
    def _sounds(self) -> dict[str, list[tuple[str, str]]]:
        """What is heard → the ways to write it so, each with the stem that is meant."""
        found: dict[str, list[tuple[str, str]]] = {}
        for stem in self._stems:
            for way in (stem, *_changed(stem)):
                found.setdefault(way.translate(_SOUND), []).append((way, stem))
        return found


def _changed(stem: str) -> Iterator[str]:
    for beginning, others in _BEGINNINGS.items():
        if stem.startswith(beginning):
            yield from (other + stem[len(beginning) :] for other in others)
