"""Whether a text names a person by the surname, in whatever grammatical form it stands."""

import re

from gospablik.text.morphology import is_given_name, normals
from gospablik.text.words import folded, name_key

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 3
"""A shorter surname («Ли») is also a particle: it counts only as it is written in the name."""


def surnames(name: str) -> frozenset[str]:
    """The parts of a full name («Главин И. О.», «Туяра Слепцова») that may be the surname.

    What is a first name or a patronymic for sure is none, unless nothing else would be left.
    """
    parts = [part for part in _WORD.findall(name) if len(part) > 1]
    return frozenset([p for p in parts if not is_given_name(p.lower())] or parts)


def forms(word: str) -> frozenset[str]:
    """What a word of a text may be a form of: «Главиным» is of «главин»."""
    return normals(folded(word)) | {name_key(word), folded(word)}


def stands_in(surname: str, words: frozenset[str], text: str) -> bool:
    """Whether the surname is among the `forms` of a text's words; a short one, in the text."""
    if len(surname) < _SHORTEST:
        return surname in _WORD.findall(text)
    return not words.isdisjoint({folded(surname), name_key(surname)})


def all_forms(text: str) -> frozenset[str]:
    """The forms of all words of a text."""
    return frozenset(form for word in _WORD.findall(text) for form in forms(word))
