"""Normal forms and parts of speech of Russian words: pymorphy3 with the OpenCorpora dictionary.

Loaded by the first word that is asked for, so that importing the comparison costs nothing.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pymorphy3.analyzer import Parse

_RUSSIAN = re.compile("[а-яё-]+", re.IGNORECASE)
_SURE = 0.3
"""How likely another reading must be, beside the likeliest, to count."""


_THINGS = frozenset(("NOUN", "ADJF", "PRTF"))
_PREDICATES = frozenset(("PRTS", "PRED", "INFN"))
_WE_AND_YOU = ("1per", "2per")
_CLOSED = frozenset(("PREP", "CONJ", "PRCL", "INTJ", "NPRO"))


@lru_cache(maxsize=1)
def _analyzer() -> Any:
    from pymorphy3 import MorphAnalyzer

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=50_000)
def _readings(word: str) -> tuple["Parse", ...]:
    """The likely readings of a word, the likeliest first; none of what is no Russian word."""
    if not _RUSSIAN.fullmatch(word):
        return ()
    readings = _analyzer().parse(word)
    return tuple(one for one in readings if one.score >= _SURE * readings[0].score)


@lru_cache(maxsize=50_000)
def normal(word: str) -> str:
    """«Кровель» → «кровля», «отключат» → «отключить»; without ё. A word unknown is guessed."""
    form: str = next((one.normal_form for one in _readings(word)), word)
    return form.replace("ё", "е")


@lru_cache(maxsize=50_000)
def normals(word: str) -> frozenset[str]:
    """The normal forms of all its likely readings, without ё."""
    return frozenset(one.normal_form.replace("ё", "е") for one in _readings(word))


@lru_cache(maxsize=50_000)
def parts_of_speech(word: str) -> frozenset[str]:
    """The likely ones, as OpenCorpora names them: NOUN, VERB, INFN, PRTS, ADJF, ADVB, PREP…"""
    return frozenset(str(one.tag.POS) for one in _readings(word) if one.tag.POS)


@lru_cache(maxsize=50_000)
def only_joins(word: str) -> bool:
    """«Пока», «причём», «другие», «хоть»: a word of a closed class, which names nothing."""
    return any(one.tag.POS in _CLOSED or "Apro" in one.tag for one in _readings(word)[:1])


@lru_cache(maxsize=50_000)
def imperative(word: str) -> bool:
    """«Приходите», «учтите», «звоните»."""
    return any("impr" in one.tag for one in _readings(word))


def names_things(word: str) -> bool:
    """A noun or a full adjective or participle: «камера», «новый», «отмеченный»."""
    return not _THINGS.isdisjoint(parts_of_speech(word))


@lru_cache(maxsize=50_000)
def may_be_surname(word: str) -> bool:
    """«Петров», and a word that the dictionary has not; not «инвалидов»."""
    return any("Surn" in one.tag or not one.is_known for one in _readings(word))


@lru_cache(maxsize=50_000)
def is_given_name(word: str) -> bool:
    """«Степан», «Дмитриевна»: a first name or a patronymic."""
    return any("Name" in one.tag or "Patr" in one.tag for one in _readings(word))


@lru_cache(maxsize=50_000)
def tells(word: str) -> bool:
    """A verb that says what somebody does, did or may: «наградят», «прошёл», «открыт», «можно»."""
    return any(
        one.tag.POS in _PREDICATES or (one.tag.POS == "VERB" and one.tag.person not in _WE_AND_YOU)
        for one in _readings(word)[:1]
    )


def is_noun(word: str) -> bool:
    """«Камера»; a word that may also be something else counts."""
    return "NOUN" in parts_of_speech(word)


@lru_cache(maxsize=50_000)
def may_be_genitive(word: str) -> bool:
    """«Детей», «многодетных», «посёлка»."""
    return any("gent" in one.tag for one in _readings(word))


@lru_cache(maxsize=50_000)
def is_known(word: str) -> bool:
    """Whether the dictionary has the word, ё and е alike."""
    return bool(_analyzer().word_is_known(word))
