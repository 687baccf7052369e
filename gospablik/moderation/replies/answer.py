"""What the first line of a reply decides, strictly: what is not sure decides nothing. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gospablik.moderation.block_case import DEFAULT_DAYS, MOST_DAYS
from gospablik.moderation.codes import ALPHABET
from gospablik.store.decisions import DecisionVerdict

MOST_REASON = 1000
_SHORTEST_REASON = 3
_SIGN = f"[{ALPHABET}АСЕНКМРТХУ]"
_CODE = re.compile(rf"(?<!\w)({_SIGN}{{4}})[\s\u2010-\u2015\u2212-]?({_SIGN}{{4}})(?!\w)")
_WORD = re.compile(r"\d+|[^\W\d_]+")
STOP = "СТОП"
_VERDICTS = {"ОГРАНИЧИТЬ": DecisionVerdict.BLOCK, "ОТКАЗАТЬ": DecisionVerdict.REFUSE}
_SAID = {*_VERDICTS, STOP}
# Words that change nothing. «Не» is none of them.
_FILLERS = {
    "НА", "ДНЕЙ", "ДНЯ", "ДЕНЬ", "ДН", "СУТОК", "СУТКИ", "КАЛЕНДАРНЫХ", "СРОК", "СРОКОМ", "КОД",
    "МОЙ", "ЛИЧНЫЙ", "РЕШЕНИЕ", "АВТОРА", "АВТОРУ", "ДОСТУП", "В", "БЛОКИРОВКЕ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided. `days` None where nobody is blocked; `code` as it was written."""

    verdict: DecisionVerdict
    days: int | None
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class StopIt:
    """What was decided is stopped, with that code, for that reason."""

    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """What was not understood, in Russian. `meant`: it looks like an attempt to decide."""

    why: str
    meant: bool


def read_answer(lines: Sequence[str]) -> Answer | StopIt | Unclear:
    """The decision in the writer's own lines, or its stop: the first says what, the others why."""
    if not lines:
        return Unclear("своих слов в ответе нет, только цитата", meant=False)
    first = _upper(lines[0])
    codes = list(_CODE.finditer(first))
    words = _WORD.findall(_CODE.sub(" ", first))
    said = [word for word in words if word in _SAID]
    meant = bool(said or codes)
    unknown = [
        word
        for word in words
        if not word.isdecimal() and word not in _SAID and word not in _FILLERS
    ]
    numbers = [word for word in words if word.isdecimal()]
    reason = " ".join(" ".join(lines[1:]).split())
    problem = (
        _about_verdict(said, unknown)
        or ("в первой строке нет личного кода" if not codes else None)
        or ("в первой строке несколько кодов" if len(codes) > 1 else None)
        or _about_days(_VERDICTS.get(said[0]), numbers)
        or _about_reason(reason)
    )
    if problem:
        return Unclear(problem, meant)
    if said[0] == STOP:
        return StopIt(codes[0].group(), reason)
    verdict = _VERDICTS[said[0]]
    days = int(numbers[0]) if numbers else DEFAULT_DAYS
    return Answer(
        verdict, days if verdict is DecisionVerdict.BLOCK else None, codes[0].group(), reason
    )


def codes_in(text: str, most: int = 50) -> list[str]:
    """Everything in a text that may be a code, each once, so many at most."""
    found = dict.fromkeys("".join(match.groups()) for match in _CODE.finditer(_upper(text)))
    return list(found)[:most]


def _about_verdict(said: Sequence[str], unknown: Sequence[str]) -> str | None:
    if len(set(said)) > 1:
        return "в первой строке и " + ", и ".join(
            f"«{word}»" for word in sorted(set(said), reverse=True)
        )
    if unknown:
        return f"в первой строке непонятное слово «{unknown[0].lower()[:40]}»"
    return None if said else "в первой строке нет слова «ОТКАЗАТЬ», «ОГРАНИЧИТЬ» или «СТОП»"


def _about_days(verdict: DecisionVerdict | None, numbers: Sequence[str]) -> str | None:
    if verdict is not DecisionVerdict.BLOCK:
        name = "СТОП" if verdict is None else "ОТКАЗАТЬ"
        return f"при слове «{name}» срок не нужен, а число есть" if numbers else None
    if len(numbers) > 1:
        return "в первой строке несколько чисел: какое из них срок, неясно"
    if numbers and not (len(numbers[0]) <= 4 and 1 <= int(numbers[0]) <= MOST_DAYS):
        return f"срок должен быть от 1 до {MOST_DAYS} дней"
    return None


def _about_reason(reason: str) -> str | None:
    if len(reason) < _SHORTEST_REASON:
        return "нет причины: она пишется со второй строки"
    if len(reason) > MOST_REASON:
        return f"причина длиннее {MOST_REASON} знаков: похоже, в неё попала цитата"
    return None


def _upper(line: str) -> str:
    return line.upper().replace("Ё", "Е")
