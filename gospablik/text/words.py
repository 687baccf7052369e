"""Words without their endings: enough to know one word in two cases, no dictionary, no model."""

import re
from functools import lru_cache

_LEAST, _LEAST_HEAD = 3, 4
_FLEETING = re.compile("(?<=[^аеиоуыэюя])[ое](?=[кц]$)")
_NOUN_IN_EM = re.compile("(?:при|про|водо|^за|^на|ъ)ем$")
_REFLEXIVE = re.compile(r"(?<=[а-я]{3})(?:ся|сь)$")
_NAME_ENDINGS = (
    "ыми ими ого его ому ему ией ией иям ями ами ях ах ям ам ый ий ой ая яя ое ее ые ие ым им "
    "ом ем ых их ую юю ою ею ей ии ию ия ай аю ае ея а я о е у ю ь ы и й"
)
_VERB_ENDINGS = "иями иях ев ов ье ья ью ьи ете йте ите ешь ишь ет ит ут ют ат ят ть ти"
_NAMES = frozenset(_NAME_ENDINGS.split())
_WORDS = _NAMES | frozenset(_VERB_ENDINGS.split())
_LONGEST_ENDING = max(map(len, _WORDS))


def _strip(word: str, endings: frozenset[str]) -> str:
    for size in range(_LONGEST_ENDING, 0, -1):
        if len(word) - size >= _LEAST and word[-size:] in endings:
            return word[:-size]
    return word


def name_key(word: str) -> str:
    """«Ивановым» → «иванов»: the form in which a name is equal only to itself.

    Man and woman of one surname are not told apart: «Иванова» is both his case and her name.
    """
    bare = _strip(folded(word), _NAMES)
    return _FLEETING.sub("", bare) if len(bare) > _LEAST else bare


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """«школами» → «школ», «отключается» → «отключа»."""
    if _NOUN_IN_EM.search(folded(word)):
        return folded(word)
    bare = _strip(_REFLEXIVE.sub("", folded(word)), _WORDS)
    return _FLEETING.sub("", bare) if len(bare) > _LEAST else bare


def folded(word: str) -> str:
    """The word in small letters, without ё. Sakha letters stay what they are."""
    return word.casefold().replace("ё", "е")


def kindred(stems: set[str]) -> dict[str, str]:
    """For each stem the head of its family: «отключ», «отключат», «отключен» are one.

    Derived words count as the word itself, so that «отключение» may become «отключат». Sorted
    neighbours are compared with the head alone: linear, and no chain drifts away.
    """
    heads: dict[str, str] = {}
    head = ""
    for one in sorted(stems):
        heads[one] = head if _akin(head, one) else one
        # A longer word of other meaning («планировк») stands between kindred ones.
        if not (one.startswith(head) and len(head) >= _LEAST_HEAD):
            head = heads[one]
    return heads


def _akin(head: str, other: str) -> bool:
    if other.startswith(head):
        more = len(other) - len(head)
        return len(head) >= _LEAST_HEAD and more <= (3 if len(head) == _LEAST_HEAD else 5)
    # «Отключат» and «отключение»: more than three fifths of the shorter one.
    shared = max(5, min(len(head), len(other)) * 3 // 5 + 1)
    return head[:shared] == other[:shared]
