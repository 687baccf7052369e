"""Letters as a resident wrote them, seen plainly, with the way back to the text as it stands."""

import re
import unicodedata

MOST_LETTERS = 5_000
MOST_OF_A_POST = 20_000
"""What is longer is looked at up to here: no comment may hold up a pass."""

_PLAIN = re.compile("[\\n\\t -~А-Яа-яЁё«»—–…№’“”]*")
_LINK = re.compile(
    r"https?://\S+|www\.\S+|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+"
    r"|\[(?:id|club) ?\d+\||(?<!\w)@[a-z0-9_]{3,}|#\w+"
)
_DOUBLED = re.compile(r"(.)\1+")
_BEFORE_SEAM, _BEHIND_SEAM = ("н", "пер"), ("б", "п")
_MAY_LINK = re.compile(r"[@/#\[]|www")
_HIDDEN = frozenset(("Mn", "Me", "Cf", "Cc"))
_ALIKE = str.maketrans(
    {
        "ё": "е", "й": "и", "a": "а", "c": "с", "e": "е", "o": "о", "p": "р", "x": "х", "y": "у",
        "k": "к", "m": "м", "t": "т", "h": "н", "b": "в", "u": "и", "n": "п", "i": "и", "і": "и",
        "ї": "и", "є": "е", "ĸ": "к", "0": "о", "3": "з", "4": "ч", "6": "б", "1": "и", "@": "а",
        "$": "с", "€": "е", "d": "д", "r": "г", "g": "д", "l": "л", "s": "с", "v": "в", "z": "з",
        "w": "ш", "f": "ф", "j": "ж", "q": "к", "9": "я", "8": "в", "7": "т", "5": "с",
        "ɑ": "а", "α": "а", "ο": "о", "ρ": "р",
    }
)  # fmt: skip


def visible(text: str) -> tuple[str, list[int] | range]:
    """The text in small letters without marks and invisible characters; for each its old place."""
    text = text[:MOST_LETTERS]
    if _PLAIN.fullmatch(text):
        return text.lower(), range(len(text))
    letters: list[str] = []
    back: list[int] = []
    for place, raw in enumerate(text):
        # й and ё are letters with a mark of their own and must not fall apart.
        form = raw if raw in "йёЙЁ" else unicodedata.normalize("NFKD", raw)
        for letter in form.lower():
            if unicodedata.category(letter) in _HIDDEN and letter not in "\n\t\r":
                continue
            letters.append(letter)
            back.append(place)
    return "".join(letters), back


def without_links(plain: str) -> str:
    """Blanks in the place of links, mail addresses, mentions and hashtags, as many as letters."""
    if not _MAY_LINK.search(plain):
        return plain
    return _LINK.sub(lambda found: " " * len(found[0]), plain)


def quoted(text: str, start: int, end: int) -> str:
    """The resident's own words from there to there, in one line and without invisible signs."""
    return " ".join("".join(c if c.isprintable() else " " for c in text[start:end]).split())


def fold(word: str) -> str:
    """One form for words that look alike: ё and е, й and и, Latin twins, digits, double letters."""
    return squeeze(word.lower().translate(_ALIKE))


def as_cyrillic(word: str) -> str:
    """«Пр1вет» → «привет»: only what is no Russian letter is read as one."""
    return "".join(
        letter if letter in "ёй" else letter.translate(_ALIKE) for letter in word.lower()
    )


def squeeze(word: str) -> str:
    """«Дууурак» → «дурак», and «ванна» → «вана»: a list goes the same way."""
    return _DOUBLED.sub(_single, word) if _DOUBLED.search(word) else word


def _single(doubled: re.Match[str]) -> str:
    """One letter; two where a prefix ends and a rude stem begins, else «перебитый» would be one."""
    if doubled[1] != "е":
        return doubled[1]
    word, start, end = doubled.string, doubled.start(), doubled.end()
    seam = word[:start].endswith(_BEFORE_SEAM) and word[end : end + 1] in _BEHIND_SEAM
    return "ее" if seam else "е"
