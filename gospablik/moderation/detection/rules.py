"""The lists' rules laid on a comment's words; a hit shows the words as the resident wrote them."""

from collections.abc import Iterator, Sequence
from functools import cache

from gospablik.moderation.detection.context import (
    REPORTED,
    UNADDRESSED,
    addressed,
    called,
    spoken_of,
)
from gospablik.moderation.detection.hit import GROUNDS, Hit, Kind
from gospablik.moderation.detection.letters import quoted
from gospablik.moderation.detection.lexicon import rules_of
from gospablik.moderation.detection.lists import Phrase, shipped
from gospablik.moderation.detection.standing import Phrasebook, Place, stands_at, together
from gospablik.moderation.detection.words import Word

_SHOWN = 3
_ONLY_TOLD, _OF_NOBODY = 0.3, 0.6


def rule_hits(text: str, words: Sequence[Word]) -> list[Hit]:
    """Each rule once. `words`: of the same text, in order."""
    return [*_of_words(text, words), *_of_phrases(text, words)]


def _of_words(text: str, words: Sequence[Word]) -> Iterator[Hit]:
    normal = [word.normal for word in words]
    met: dict[str, list[int]] = {}
    rules = {}
    for at, word in enumerate(words):
        for rule in rules_of(word.normal):
            if rule.addressed and not called(words, at, text):
                continue
            if rule.spare and any(_covers(normal, at, spared) for spared in rule.spare):
                continue
            met.setdefault(rule.id, []).append(at)
            rules[rule.id] = rule
    for name, places in met.items():
        rule = rules[name]
        said = [at for at in places if not spoken_of(rule.kind, words, at, text)]
        doubt = rule.doubt if said else REPORTED
        weight = rule.weight if said else rule.weight * _ONLY_TOLD
        if said and rule.kind is Kind.INSULT and not any(addressed(words, at) for at in said):
            weight, doubt = min(weight, _OF_NOBODY), doubt or UNADDRESSED
        shown = said or places
        yield Hit(
            rule.kind, GROUNDS[rule.kind], rule.id, f"{rule.reason}: {_shown(text, words, shown)}",
            (words[shown[0]].start, words[shown[0]].end), weight, doubt, rule.urgent and bool(said),
        )  # fmt: skip


def _of_phrases(text: str, words: Sequence[Word]) -> Iterator[Hit]:
    normal = [word.normal for word in words]
    found: dict[int, tuple[int, int]] = {}
    for number, first, last in (*_phrases().places(normal), *_near(normal)):
        if number not in found and not _spared(normal, (first, last), number):
            found[number] = first, last
    for number, (first, last) in sorted(found.items()):
        rule, span = shipped().together[number], (words[first].start, words[last].end)
        told = spoken_of(rule.kind, words, first, text)
        weight = rule.weight * (_ONLY_TOLD if told else 1)
        yield Hit(
            rule.kind, GROUNDS[rule.kind], rule.id, f"{rule.reason}: «{quoted(text, *span)}»",
            span, weight, REPORTED if told else rule.doubt, rule.urgent and not told,
        )  # fmt: skip


@cache
def _phrases() -> Phrasebook:
    rules = enumerate(shipped().together)
    return Phrasebook((number, one) for number, rule in rules for one in rule.phrases)


@cache
def _openings() -> Phrasebook:
    """The first set of each rule of words that stand near each other."""
    rules = enumerate(shipped().together)
    return Phrasebook((number, rule.near[:1]) for number, rule in rules if rule.near)


def _near(normal: Sequence[str]) -> Iterator[Place]:
    for number, at, _ in _openings().places(normal):
        rule = shipped().together[number]
        place = together(normal, at, rule.near[1:], rule.within)
        if place:
            yield number, *place


def _spared(normal: Sequence[str], found: tuple[int, int], number: int) -> bool:
    """Whether an innocent turn of speech stands within or just beside what was found."""
    first, last = found
    return any(
        stands_at(normal, at, spare)
        for spare in shipped().together[number].spare
        for at in range(max(0, first - len(spare)), last + 2)
    )


def _covers(normal: Sequence[str], at: int, spare: Phrase) -> bool:
    starts = range(max(0, at - len(spare) + 1), at + 1)
    return any(stands_at(normal, start, spare) for start in starts)


def _shown(text: str, words: Sequence[Word], places: Sequence[int]) -> str:
    said = list(dict.fromkeys(f"«{quoted(text, words[at].start, words[at].end)}»" for at in places))
    more = f" и ещё {len(said) - _SHOWN}" if len(said) > _SHOWN else ""
    return ", ".join(said[:_SHOWN]) + more
