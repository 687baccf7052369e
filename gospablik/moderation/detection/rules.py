"""The lists' rules laid on a comment's words; a hit shows the words as the resident wrote them."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from gospablik.moderation.detection.context import (
    REPORTED,
    UNADDRESSED,
    addressed,
    called,
    spoken_of,
)
from gospablik.moderation.detection.hit import GROUNDS, Hit, Kind
from gospablik.moderation.detection.lexicon import rules_of
from gospablik.moderation.detection.lists import Phrase, Slot, shipped
from gospablik.moderation.detection.words import Word

_SHOWN = 3
_ONLY_TOLD, _OF_NOBODY = 0.3, 0.6


def rule_hits(text: str, words: Sequence[Word]) -> list[Hit]:
    """Each rule once. `words`: of the same text, in order."""
    return [*_of_words(text, words), *_of_phrases(text, words)]


def _of_words(text: str, words: Sequence[Word]) -> Iterator[Hit]:
    met: dict[str, list[int]] = {}
    rules = {}
    for at, word in enumerate(words):
        for rule in rules_of(word.normal):
            if rule.addressed and not called(words, at, text):
                continue
            if rule.spare and any(_covers(words, at, spared) for spared in rule.spare):
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
    found: dict[int, tuple[int, int]] = {}
    for at, word in enumerate(words):
        for number, one in _opened_by(word.normal):
            place = _near(words, at, number) if one is None else _stands_at(words, at, one)
            if place and number not in found and not _spared(words, place, number):
                found[number] = place
    for number, (first, last) in sorted(found.items()):
        rule, span = shipped().together[number], (words[first].start, words[last].end)
        told = spoken_of(rule.kind, words, first, text)
        weight = rule.weight * (_ONLY_TOLD if told else 1)
        yield Hit(
            rule.kind, GROUNDS[rule.kind], rule.id, f"{rule.reason}: «{_quoted(text, *span)}»",
            span, weight, REPORTED if told else rule.doubt, rule.urgent and not told,
        )  # fmt: skip


@lru_cache(maxsize=100_000)
def _opened_by(word: str) -> tuple[tuple[int, Phrase | None], ...]:
    """Rules by number that this word may open, with the phrase that it begins; most open none."""
    whole, begins = _openings()
    found = list(whole.get(word, ()))
    for length in range(1, len(word) + 1):
        found += begins.get(word[:length], ())
    return tuple(found)


_Openings = dict[str, list[tuple[int, Phrase | None]]]


@cache
def _openings() -> tuple[_Openings, _Openings]:
    whole: _Openings = {}
    begins: _Openings = {}
    for number, rule in enumerate(shipped().together):
        firsts: list[tuple[Slot, Phrase | None]] = [(one[0], one) for one in rule.phrases]
        firsts += [(slot, None) for slot in rule.near[:1]]
        for (words, stems), one in firsts:
            for word in words:
                whole.setdefault(word, []).append((number, one))
            for stem in stems:
                begins.setdefault(stem, []).append((number, one))
    return whole, begins


def _fits(word: str, slot: Slot) -> bool:
    return word in slot[0] or word.startswith(slot[1])


def _stands_at(words: Sequence[Word], at: int, one: Phrase) -> tuple[int, int] | None:
    """The first and the last word, if the phrase stands there."""
    if at < 0 or at + len(one) > len(words):
        return None
    for n, slot in enumerate(one):
        if not _fits(words[at + n].normal, slot):
            return None
    return at, at + len(one) - 1


def _near(words: Sequence[Word], at: int, number: int) -> tuple[int, int] | None:
    """A word of each set within reach of the first one, in any order."""
    rule = shipped().together[number]
    window = range(max(0, at - rule.within), min(len(words), at + rule.within + 1))
    places = [at]
    for slot in rule.near[1:]:
        place = next((n for n in window if n not in places and _fits(words[n].normal, slot)), None)
        if place is None:
            return None
        places.append(place)
    return min(places), max(places)


def _spared(words: Sequence[Word], found: tuple[int, int], number: int) -> bool:
    """Whether an innocent turn of speech stands within or just beside what was found."""
    first, last = found
    return any(
        _stands_at(words, at, spare)
        for spare in shipped().together[number].spare
        for at in range(first - len(spare), last + 2)
    )


def _covers(words: Sequence[Word], at: int, spare: Phrase) -> bool:
    return any(_stands_at(words, start, spare) for start in range(at - len(spare) + 1, at + 1))


def _shown(text: str, words: Sequence[Word], places: Sequence[int]) -> str:
    said = list(
        dict.fromkeys(f"«{_quoted(text, words[at].start, words[at].end)}»" for at in places)
    )
    more = f" и ещё {len(said) - _SHOWN}" if len(said) > _SHOWN else ""
    return ", ".join(said[:_SHOWN]) + more


def _quoted(text: str, start: int, end: int) -> str:
    return " ".join("".join(c for c in text[start:end] if c.isprintable() or c == " ").split())
