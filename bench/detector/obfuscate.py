"""Ways to write a word around a filter. Pure: the same word comes out the same each time."""

from collections.abc import Callable, Sequence
from random import Random

SEED = 0
VOWELS = "аеёиоуыэюя"
EMOJI = ("🔥", "😀", "❤", "🌸")
_LATIN = {
    "а": "a", "в": "b", "е": "e", "и": "u", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p",
    "с": "c", "т": "t", "у": "y", "х": "x",
}  # fmt: skip
_DIGITS = {"а": "@", "б": "6", "з": "3", "и": "1", "о": "0", "с": "$", "ч": "4"}
_TRANSLIT = {
    **dict(zip("абвгдеёзийклмнопрстуфхыэ", "abvgdeeziyklmnoprstufhye", strict=True)),
    "ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sch", "ю": "yu", "я": "ya", "ъ": "", "ь": "",
}  # fmt: skip

Attack = Callable[[str, Random], str]


def obfuscated(text: str, spans: Sequence[tuple[int, int]], name: str) -> str:
    """The text with the words at these places (from, to; in order) written in that way."""
    parts, last = [], 0
    for start, end in spans:
        word = text[start:end]
        parts += [text[last:start], ATTACKS[name](word, Random(f"{SEED} {name} {word}"))]
        last = end
    return "".join([*parts, text[last:]])


def _table(table: dict[str, str]) -> Attack:
    both = str.maketrans({**table, **{k.upper(): v.upper() for k, v in table.items()}})
    return lambda word, _: word.translate(both)


def _joined(between: str) -> Attack:
    return lambda word, _: between.join(word)


def _masked(word: str, random: Random) -> str:
    vowels = [n for n, letter in enumerate(word) if letter.lower() in VOWELS]
    return _put(word, random.choice(vowels), "*", instead=1) if vowels else word


def _dropped(word: str, random: Random) -> str:
    vowels = [n for n, letter in enumerate(word) if letter.lower() in VOWELS]
    return _put(word, random.choice(vowels), "", instead=1) if vowels else word


def _starred(word: str, random: Random) -> str:
    return _inside(word, "*", random)


def _with_emoji(word: str, random: Random) -> str:
    return _inside(word, random.choice(EMOJI), random)


def _stretched(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    return _put(word, place, word[place] * 4, instead=1)


def _swapped(word: str, random: Random) -> str:
    """Two neighbours change places; the first letter stays, as people do it."""
    places = [n for n in range(1, len(word) - 1) if word[n] != word[n + 1]]
    if not places:
        return word
    place = random.choice(places)
    return _put(word, place, word[place + 1] + word[place], instead=2)


def _mixed(word: str, random: Random) -> str:
    return random.choice([ATTACKS[name] for name in ATTACKS if name != MIX])(word, random)


def _inside(word: str, what: str, random: Random) -> str:
    return _put(word, random.randrange(1, len(word)), what) if len(word) > 1 else word


def _put(word: str, place: int, what: str, instead: int = 0) -> str:
    return word[:place] + what + word[place + instead :]


DROPPED, SWAPPED, MIX = "гласная выпала", "буквы переставлены", "вперемешку"
ATTACKS: dict[str, Attack] = {
    "латиница": _table(_LATIN),
    "цифры, @, $": _table(_DIGITS),
    "точки": _joined("."),
    "пробелы": _joined(" "),
    "* вместо гласной": _masked,
    "* внутри": _starred,
    "буква 4 раза": _stretched,
    "невидимые знаки": _joined("\u200b"),
    "эмодзи внутри": _with_emoji,
    "транслит": _table(_TRANSLIT),
    DROPPED: _dropped,
    SWAPPED: _swapped,
    MIX: _mixed,
}
