"""The words of a comment and of the post above it, in a form in which they can be compared."""

import re
from dataclasses import dataclass
from functools import lru_cache

from gospablik.text.fact import Span
from gospablik.text.lexicon import ABBREVIATIONS, BARE_ABBREVIATIONS, FUNCTION, GREETING, words_of
from gospablik.text.morphology import is_known, normal, only_joins
from gospablik.text.related import groups
from gospablik.text.synonyms import synonym

_WORD = re.compile(r"[^\W\d_]{1,40}")
_KEY = 6
MOST_UNKNOWN = 40
"""Words of a stretch that the dictionary has not and that are guessed at."""
_PRICE = dict.fromkeys(("стоить", "цена", "тариф", "плата"), "стоимость")
_HEADS = _PRICE | {"садик": "сад", "детсад": "сад", "сделать": "выполнить"}
_SAY_LITTLE = FUNCTION | GREETING | words_of(
    """год день месяц раз время час человек люди рубль тысяча тыща миллион процент число сделать
    делать стать мочь быть говорить сказать писать написать обещать новый наш ваш свой один нету
    вообще просто очень даже опять снова всегда никогда ничего никто никакой весь самый дело факт
    вранье ложь неправда правда район город село республика администрация тыс млн млрд руб"""
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is written, its normal form, and its key: empty if it tells nothing."""

    form: str
    lemma: str
    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """Its words in order, their keys, and what they are about (numbers of `related.groups`)."""

    span: Span
    words: tuple[Word, ...]
    keys: frozenset[str]
    topics: frozenset[int]

    def shared(self, other: "Sentence") -> set[str]:
        """The keys that both have."""
        return {word.key for word in self.words if word.key in other.keys}

    def likeness(self, other: "Sentence") -> float:
        """How many words both have; «проезд» and «стоимость» are half a word alike."""
        alike = {word.key for word in self.words if word.key and word.key not in other.keys
                 and not groups(word.lemma).isdisjoint(other.topics)}  # fmt: skip
        return len(self.shared(other)) + len(alike) / 2


def sentence(text: str, span: Span) -> Sentence:
    """A stretch of the text read into words."""
    said = tuple(words(text, span))
    keyed = [word for word in said if word.key]
    topics = frozenset(number for word in keyed for number in groups(word.lemma))
    return Sentence(span, said, frozenset(word.key for word in keyed), topics)


def words(text: str, span: Span) -> list[Word]:
    """The words of a stretch of the text, in order."""
    found = [
        (one[0].casefold().replace("ё", "е"), one.span()) for one in _WORD.finditer(text, *span)
    ]
    out, unknown = [], 0
    for form, place in found:
        unknown += unknown < MOST_UNKNOWN and not is_known(form)
        # What is guessed of a word takes long, and nobody writes so many that no dictionary has.
        read = _read(form) if unknown < MOST_UNKNOWN or is_known(form) else (form, form[:_KEY])
        out.append(Word(form, *read, place))
    return out


def same_thing(one: str, other: str) -> bool:
    """Whether two nouns in normal form may name one thing: «житель» and «горожане»."""
    keys = _read(one)[1], _read(other)[1]
    return (
        one == other or (keys[0] != "" and keys[0] == keys[1]) or bool(groups(one) & groups(other))
    )


@lru_cache(maxsize=50_000)
def _read(form: str) -> tuple[str, str]:
    """Normal form and key: «открыли», «открыт» and «открытие» share a key."""
    lemma = normal(ABBREVIATIONS[form] if form in BARE_ABBREVIATIONS else form)
    silent = len(lemma) < 3 or form in _SAY_LITTLE or lemma in _SAY_LITTLE or only_joins(form)
    return lemma, "" if silent else synonym(_HEADS.get(lemma, lemma))[:_KEY]
