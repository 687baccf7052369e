"""Of whom a rude word is said: of a person, of the writer himself, or only told of."""

import re
from collections.abc import Sequence

from gospablik.moderation.detection.hit import Kind
from gospablik.moderation.detection.letters import fold
from gospablik.moderation.detection.words import Word
from gospablik.text.morphology import is_given_name

_YOU = frozenset(
    fold("""ты тебя тебе тобой тя вы вас вам вами твой твоя твое твои твоим твоих твоего ваш
         ваша ваше ваши вашу вашей вашего ваших вашим вашими""").split()
)  # fmt: skip
_OFFICE = tuple(
    fold("""глав мэр депутат чиновник администрац власт начальник директор управляющ полицей
         коммунальщик""").split()
)  # fmt: skip
_REACH, _TOLD_REACH = 3, 5
_TOLD = tuple(
    fold("назвал обозва обзыва обзове назвав оскорб называ назвать нахамил обматер обругал").split()
)
REPORTED = "похоже, автор не оскорбляет, а рассказывает, приводит чужие слова или говорит о себе"
UNADDRESSED = "не видно, о ком это сказано"
SURNAME = "похоже на фамилию: рядом имя или инициалы"
_SELF = frozenset(("я", "мы"))
_BETWEEN = frozenset(("все", "же", "ж", "просто", "там", "сами", "еще", "настоящие", "такие"))
_HINGE = re.compile(r"[\s—–-]*")
_SURNAME = re.compile(
    r"[А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н|[оеё]в(?:а|у|ым|ой|ы)|[иы]н(?:а|у|ым|ой|ы)|енко|ский|ская|[иы]х)"
)
_INITIAL = re.compile(r"[А-ЯЁ]\.")
_YOU_DO = frozenset(("ты", "вы"))
_QUOTED = re.compile('«[^«»]*»|„[^„“]*“|“[^“”]*”|"[^"]*"')
_ABOUT_PEOPLE = (Kind.INSULT, Kind.HATRED, Kind.THREAT)


def addressed(words: Sequence[Word], at: int) -> bool:
    """Whether somebody is spoken to or of near by: «дураки вы там», «глава — дурак»."""
    beside = [words[n].normal for n in _around(words, at, _REACH)]
    return any(word in _YOU for word in beside) or any(
        words[n].normal.startswith(_OFFICE) for n in _around(words, at, 2)
    )


def called(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether somebody is called so: «вы козлы», «козлы вы», «вы же просто бараны»."""
    before = at - 1
    while before >= 0 and words[before].normal in _BETWEEN:
        before -= 1
    ahead = before >= 0 and words[before].normal in _YOU_DO and _hinged(words, before, at, text)
    behind = at + 1 < len(words) and words[at + 1].normal in _YOU_DO
    return ahead or (behind and _hinged(words, at, at + 1, text))


def surname(words: Sequence[Word], at: int, text: str) -> bool:
    """Whether it looks like somebody's name: «Тупицын С.», «Чмырёв Олег», «И. Лохов»."""
    if not _SURNAME.fullmatch(text[words[at].start : words[at].end]):
        return False
    beside = [words[n] for n in (at - 1, at + 1) if 0 <= n < len(words)]
    return any(
        _INITIAL.match(text, one.start) is not None
        or (text[one.start].isupper() and is_given_name(text[one.start : one.end].lower()))
        for one in beside
    )


def _hinged(words: Sequence[Word], one: int, other: int, text: str) -> bool:
    """Whether nothing but spaces and dashes parts the words from one to the other."""
    gaps = (text[words[n].end : words[n + 1].start] for n in range(one, other))
    return all(_HINGE.fullmatch(gap) for gap in gaps)


def spoken_of(kind: Kind, words: Sequence[Word], at: int, text: str) -> bool:
    """Whether it is told of, not said: «меня назвали дурой», «я дурак», «стоим как дураки»."""
    if kind not in _ABOUT_PEOPLE:
        return False
    if _in_quotes(text, words[at].start):
        return True
    before = [words[n].normal for n in range(max(0, at - _TOLD_REACH), at)]
    told = any(word.startswith(_TOLD) for word in before)
    if kind is Kind.THREAT:
        return told
    oneself = not _SELF.isdisjoint(before[-3:]) and _YOU.isdisjoint(before[-2:])
    likened = before[-1:] == ["как"] and _YOU.isdisjoint(before)
    return told or oneself or likened


def _in_quotes(text: str, place: int) -> bool:
    """Whether it stands within quotation marks: somebody else's words, or a title."""
    return any(found.start() < place < found.end() for found in _QUOTED.finditer(text))


def _around(words: Sequence[Word], at: int, reach: int) -> list[int]:
    return [n for n in range(max(0, at - reach), min(len(words), at + reach + 1)) if n != at]
