"""Comments with a word spelt wrongly, so that a wrong letter by itself says nothing of rudeness."""

import random
from collections.abc import Sequence

from gospablik.moderation.detection.lexicon import shipped_lexicon

_VOWELS = "аеиоуыэюя"
_SHORTEST = 5
_SHARE = 0.4


def mangled(words: Sequence[str], rude: bool, chance: random.Random) -> list[str] | None:
    """A copy with words misspelt, for about a third of them; None for the others.

    In a rude comment one word that a list knows, in a harmless one about half of the long words.
    """
    places = [
        at
        for at, word in enumerate(words)
        if len(word) >= _SHORTEST and (shipped_lexicon().listed(word) or not rude)
    ]
    if not places or chance.random() > _SHARE:
        return None
    chosen = {chance.choice(places)} if rude else {at for at in places if chance.random() < 0.5}
    return [misspelt(word, chance) if at in chosen else word for at, word in enumerate(words)]


def misspelt(word: str, chance: random.Random) -> str:
    """A vowel left out or two letters in the middle changed round."""
    vowels = [at for at, letter in enumerate(word) if letter in _VOWELS and at]
    if vowels and chance.random() < 0.5:
        at = chance.choice(vowels)
        return word[:at] + word[at + 1 :]
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
