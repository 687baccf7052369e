"""The sentences of a comment as words that the list of troubles can be laid on."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gospablik.moderation.detection.distress.trouble_list import shipped
from gospablik.moderation.detection.letters import fold
from gospablik.moderation.detection.lexicon import shipped_lexicon
from gospablik.moderation.detection.words import Word, words
from gospablik.text.morphology import is_known

COLD_ROOM = fold("+16")
"""How the list writes any number of degrees from 0 to 16, too few for a room."""

# «дом 5,нет тепла»: without the comma no word is made of the figure and the next word.
_GLUED = re.compile(r"(?<=\w)[^\w\s\-']+(?=\w)")
_END = re.compile(r"[.!?…;]")
_SHORTENED = frozenset(("ул", "пр", "кв", "мкр", "пер", "им", "обл", "г", "с", "п", "д", "р"))
_DEGREES = re.compile(r"\s{0,2}(?:гр\b|град|°|с\b)", re.IGNORECASE)
_LONG_SENTENCE = 60
_JOINED = ("нет", "не", "под", "без")
"""Little words that are written in one with the next: «нетсвета», «непришёл», «подлёд»."""


def sentences(text: str) -> Iterator[list[Word]]:
    """Its words by sentences, folded and with slips of spelling undone; none is empty."""
    loose = _GLUED.sub(lambda found: " " * len(found[0]), text)
    sentence: list[Word] = []
    for word in words(loose, shipped_lexicon()):
        if sentence and (
            len(sentence) >= _LONG_SENTENCE
            or _parted(text, sentence[-1], word, alone=len(sentence) == 1)
        ):
            yield sentence
            sentence = []
        sentence += [
            word if normal == word.normal else Word(normal, word.start, word.end)
            for normal in _normal(text, word)
        ]
    if sentence:
        yield sentence


def _parted(text: str, before: Word, after: Word, *, alone: bool) -> bool:
    """Whether a sentence ends here: not in «ул. Ленина», «света.нет», «Горит!!! Улица»."""
    gap = text[before.end : after.start]
    if gap == " ":
        return False
    if "\n" in gap:
        return True
    if alone or not _END.search(gap) or before.normal in _SHORTENED:
        return False
    return gap != gap.strip() or text[after.start : after.start + 2].istitle()


def _normal(text: str, word: Word) -> tuple[str, ...]:
    """Its normal form; two of «непришёл»."""
    if word.normal.isdecimal() and len(word.normal) <= 2:
        return (COLD_ROOM if _cold(text, word) else fold(word.normal),)
    return _meant(text[word.start : word.end].lower(), word.normal)


def _cold(text: str, word: Word) -> bool:
    """«+12», «12 градусов», not «-12» and not «дом 12»."""
    sign = text[max(0, word.start - 1) : word.start]
    told = sign == "+" or _DEGREES.match(text, word.end) is not None
    return int(word.normal) <= 16 and told and sign not in ("-", "−", "–")


@lru_cache(maxsize=50_000)
def _meant(written: str, normal: str) -> tuple[str, ...]:
    folded = fold(normal)
    spelt = shipped().spelling.meant(folded)
    if spelt == folded and not written.startswith(_JOINED):
        return (folded,)
    # The dictionary takes its time and is asked only if the answer hangs on it.
    if is_known(written):
        return (folded,)
    return _two_words(written) or (spelt,)


def _two_words(written: str) -> tuple[str, str] | None:
    """«Непришёл» as the two that it is."""
    first = next((one for one in _JOINED if written.startswith(one)), "")
    rest = written[len(first) :]
    spelt = fold(rest) if is_known(rest) else shipped().spelling.meant(fold(rest))
    if first and len(rest) > 2 and (is_known(rest) or spelt != fold(rest)):
        return fold(first), spelt
    return None
