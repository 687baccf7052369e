"""What Latin letters and digits in a word may stand for."""

import re
from collections.abc import Iterator
from itertools import islice, product

from gospablik.moderation.detection.letters import fold, squeeze

_CYRILLIC = re.compile("[а-яё]")
_LATIN = re.compile("[a-z]")
_THREE = re.compile(r"(?<=[^\W\d_])3(?=[^\W\d_])")
_MOST = 24
_SOUNDS = [
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("sh", "ш"), ("ts", "ц"),
    ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("yo", "е"), ("jo", "е"), ("ye", "е"),
]  # fmt: skip
_SOUND = {
    "a": "а", "b": "б", "c": "цкс", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "х", "i": "и",
    "j": "жи", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "q": "к", "r": "р",
    "s": "с", "t": "т", "u": "у", "v": "в", "w": "шв", "x": "х", "y": "ыиу", "z": "з",
}  # fmt: skip


def readings(letters: str) -> Iterator[str]:
    """Their twins by look («3» is «з» and «е»), then by sound."""
    yield fold(letters)
    if "3" in letters:
        yield fold(with_e(letters))
    if _LATIN.search(letters) and not _CYRILLIC.search(letters) and len(letters) > 3:
        yield from islice(_by_sound(letters), _MOST)


def with_e(letters: str) -> str:
    """«П3здец»: between letters the figure is «е» as well; «36», «3б» and «36кв» stay numbers."""
    return _THREE.sub("е", letters)


def _by_sound(letters: str) -> Iterator[str]:
    """«Pidor», «blyad»: a letter that has several sounds is tried with each."""
    for latin, russian in _SOUNDS:
        letters = letters.replace(latin, russian)
    ways = [_SOUND.get(letter, letter) for letter in letters if letter != "'"]
    return (squeeze("".join(way)) for way in product(*ways))
