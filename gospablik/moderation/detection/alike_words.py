"""What a complaint is about, as a set of words that mean the same however they are put."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from gospablik.errors import OfficeError
from gospablik.moderation.detection.letters import fold, visible, without_links
from gospablik.moderation.detection.lists import Slot, phrase
from gospablik.moderation.detection.standing import fits

LIST = Path(__file__).with_name("alike.toml")
MOST_LETTERS, MOST_WORDS = 2_000, 40
"""What is longer is compared up to here: a comment that is the same that far is the same."""

_WORD = re.compile(r"[^\W_]+")
_ASKED = frozenset(
    map(fold, ("когда", "почему", "где", "сколько", "доколе", "зачем", "куда", "хаһан"))
)
_ENDING = re.compile(
    "(?:иями|иях|ями|ами|ого|его|ому|ему|ыми|ими|ться|тся|ется|ите|ете|ают|яют"
    "|уют|ает|яет|ует|али|или|ала|ила|ать|ить|еть|ять|ят|ат|ут|ют|ит|ет|ам|ям|ах|ях|ов|ев|еи|ои|ии|ых|их"
    "|ую|юю|ая|яя|ое|ее|ые|ие|ом|ем|ым|им|ал|ил|ела|ел|ия|ию|ью|а|я|о|е|у|ю|ы|и|ь)$"
)
# A vowel that is heard like another is often written like it: «пачистите дарогу».
_HEARD = str.maketrans("оэеяы", "аииии")
_SHORTEST, _LONGEST = 3, 7
_THANKS = "thanks"


@dataclass(frozen=True, slots=True)
class _Meanings:
    same: tuple[Slot, ...]
    empty: tuple[Slot, ...]
    thanks: tuple[Slot, ...]


def meaning(text: str) -> frozenset[str]:
    """The comment's words with a meaning; none for a reaction («+1», «согласен») or mere thanks."""
    plain, _ = visible(text[:MOST_LETTERS])
    said = [fold(word) if not word.isdecimal() else word for word in _words(plain)]
    asks = "?" in plain or not _ASKED.isdisjoint(said)
    if not asks and any(_kind(word) == _THANKS for word in said):
        return frozenset()
    keys = [_kind(word) for word in said]
    telling = dict.fromkeys(key for key in keys if key not in ("", _THANKS))
    meant = frozenset(list(telling)[:MOST_WORDS])
    enough = 1 if not _ASKED.isdisjoint(said) else 2
    return meant if len(meant) >= enough else frozenset()


def _words(plain: str) -> list[str]:
    return _WORD.findall(without_links(plain))


@lru_cache(maxsize=100_000)
def _kind(word: str) -> str:
    """The key of a word: one for all of the same meaning, «thanks», or nothing if it has none."""
    shipped, heard = _shipped(), word.translate(_HEARD)
    if any(fits(heard, slot) for slot in shipped.thanks):
        return _THANKS
    if any(fits(heard, slot) for slot in shipped.empty):
        return ""
    number = next((n for n, slot in enumerate(shipped.same) if fits(heard, slot)), None)
    return f"={number}" if number is not None else _stem(word)


def _stem(word: str) -> str:
    """«Дорогами», «дарогу» → «дараг»; a number and a short word stay as they are."""
    if word.isdecimal() or len(word) <= _SHORTEST:
        return word if word.isdecimal() or len(word) == _SHORTEST else ""
    short = _ENDING.sub("", word)
    kept = short if len(short) >= _SHORTEST else word
    return kept[:_LONGEST].translate(_HEARD)


@cache
def _shipped() -> _Meanings:
    try:
        raw = tomllib.loads(LIST.read_text("utf-8"))
        slots = [[_heard(one) for one in raw[name]] for name in ("same", "empty", "thanks")]
    except (OSError, KeyError, TypeError, ValueError, AttributeError, IndexError) as problem:
        raise OfficeError(
            f"Список одинаковых слов не прочитан: {LIST.name}: {problem}.",
            not_done="одинаковые жалобы не сложены.",
            next_step="исправить файл или вернуть прежний; образец — соседние строки.",
        ) from None
    return _Meanings(*(tuple(one) for one in slots))


def _heard(ways: str) -> Slot:
    whole, beginnings = phrase("|".join(ways.split()))[0]
    return (
        frozenset(word.translate(_HEARD) for word in whole),
        tuple(beginning.translate(_HEARD) for beginning in beginnings),
    )
