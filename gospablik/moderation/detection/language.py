"""Tell Sakha sentences from Russian ones, before any Russian rule judges them. Pure."""

import re
from collections.abc import Iterator, Set
from itertools import pairwise

from gospablik.moderation.detection import gate
from gospablik.moderation.detection.gate_words import GateWord, may_be_sakha, sentences, words
from gospablik.moderation.detection.letters import MOST_LETTERS

# What changing the language costs within a sentence, and after a comma.
SWITCH, SWITCH_AT_MARK = 9.0, 5.0
# A single word is taken for Sakha from here.
SURE = 1.0

_MARK = re.compile(r"[^\s\w]")


def is_sakha(sentence: str) -> bool:
    """Tell whether a sentence or short phrase is Sakha, also one typed without ҕ ҥ ө һ ү."""
    found = words(sentence, 0, min(len(sentence), MOST_LETTERS))
    return bool(found) and sum(word.score for word in found) + gate.bias() > 0


def sakha_spans(text: str, own: Set[str] = frozenset()) -> list[tuple[int, int]]:
    """Give the spans of the Sakha sentences and clauses, in order, from first to last word.

    `own`: plain words that somebody who reads Sakha says are Sakha.
    """
    return [span for start, end in sentences(text) for span in _clauses(text, start, end, own)]


def sakha_word(word: str) -> bool:
    """Tell whether a word is ordinary Sakha; some, as «баран», are Russian words as well.

    So ask it of words in a Sakha span: in a Russian sentence «баран» is a Russian word.
    """
    plain = gate.plain(word)
    return bool(plain) and (gate.listed(plain) or gate.score(plain) > SURE)


def _clauses(text: str, start: int, end: int, own: Set[str]) -> Iterator[tuple[int, int]]:
    """Give the spans of a sentence that are likeliest Sakha, a change of language being rare."""
    if not may_be_sakha(text, start, end, own):
        return
    found = words(text, start, end, own)
    flags = _languages(found, [_cost(text, a, b) for a, b in pairwise(found)])
    first: GateWord | None = None
    for place, word in enumerate(found):
        if not flags[place]:
            first = None
            continue
        first = first or word
        if place + 1 == len(found) or not flags[place + 1]:
            yield first.start, word.end


def _cost(text: str, before: GateWord, after: GateWord) -> float:
    """Tell what changing the language between two neighbouring words costs."""
    return SWITCH_AT_MARK if _MARK.search(text, before.end, after.start) else SWITCH


def _languages(found: list[GateWord], costs: list[float]) -> list[bool]:
    """Tell of each word whether it is Sakha: the path of two states that scores highest."""
    russian, sakha = 0.0, gate.bias() + found[0].score
    came: list[tuple[bool, bool]] = []
    for word, cost in zip(found[1:], costs, strict=True):
        from_sakha, from_russian = sakha - cost > russian, russian + gate.bias() - cost > sakha
        russian, sakha = (
            max(russian, sakha - cost),
            max(sakha, russian + gate.bias() - cost) + word.score,
        )
        came.append((from_sakha, not from_russian))
    flags = [sakha > russian]
    for from_sakha, stayed in reversed(came):
        flags.append(stayed if flags[-1] else from_sakha)
    return flags[::-1]
