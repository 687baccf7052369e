"""Which language a sentence is in, as far as the comparison must know."""

import re

from gospablik.text.lexicon import words_of

SAKHA_LETTER = re.compile("[ҕҥөһүҔҤӨҺҮ]")
# Long vowels, diphthongs and soft consonants as no Russian word has them.
SAKHA_SOUND = re.compile("[ҕҥөһү]|уу|ыы|ээ|ыа|уо|иэ|[дн]ь[аыэу]")
_SAKHA_WORDS = words_of("уонна диэн буолар буолла туһунан дьон күн сыл ол бу онно манна")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTED = re.compile("«[^«»]{1,80}»")
_LATIN = re.compile("[a-zA-Z]")
_ADDRESS = re.compile(r"://|www\.|@|\.[a-z]{2,6}\b")

RUSSIAN, SAKHA, FOREIGN = "русский", "якутский", "другой"


def language(text: str) -> str:
    """One of the three, empty if there are no words. Names with Sakha letters make no Sakha text.

    Addresses of the internet are not words.
    """
    parts = (part for part in _QUOTED.sub(" ", text).split() if not _ADDRESS.search(part))
    words = [word for part in parts for word in _WORD.findall(part)]
    if not words:
        return ""
    sakha = sum(
        1 for w in words if SAKHA_SOUND.search(w.casefold()) or w.casefold() in _SAKHA_WORDS
    )
    if (sakha >= 3 and sakha * 3 >= len(words)) or (sakha == 2 and len(words) <= 4):
        return SAKHA
    latin = sum(1 for w in words if _LATIN.match(w))
    return FOREIGN if latin * 2 > len(words) else RUSSIAN
