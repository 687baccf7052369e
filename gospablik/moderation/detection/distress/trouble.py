"""Trouble that cannot wait for office hours: fire, frost without heat, a lost child («Беда»).

Rather one mail too many than a life: what is unsure is told. Pure: no database, no network.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from gospablik.moderation.detection.distress.trouble_list import Calm, Rule, Trouble, shipped
from gospablik.moderation.detection.distress.words import sentences
from gospablik.moderation.detection.standing import Place, together
from gospablik.moderation.detection.words import Word
from gospablik.text import clean

__all__ = ["Distress", "Trouble", "distress"]

_NOT = frozenset(("не", "ни", "никак"))
_LONGEST_QUOTE = 200


@dataclass(frozen=True, slots=True)
class Distress:
    """`span`: where, in the text as written; `reason`: in Russian, with the resident's words;
    `reply`: what may be answered at once, it promises nothing that the office cannot keep."""

    kind: Trouble
    span: tuple[int, int]
    reason: str
    reply: str


class _Sentence:
    """Its words and what the list says of them; few sentences are asked what calms in them."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.normal = [word.normal for word in words]

    @cached_property
    def calming(self) -> list[Place]:
        """Turns of speech that say it is no trouble of now."""
        return [
            place
            for place in shipped().calming.places(self.normal)
            if place[1] == 0 or self.normal[place[1] - 1] not in _NOT
        ]

    @cached_property
    def unless(self) -> frozenset[int]:
        """The calms that do not count here."""
        return frozenset(owner for owner, _, _ in shipped().unless.places(self.normal))


def distress(text: str) -> Distress | None:
    """The gravest trouble that a comment tells of as happening now, None if it tells of none."""
    found = [
        (number, sentence.words[first].start, sentence.words[last].end)
        for before, sentence in pairwise((None, *map(_Sentence, sentences(text))))
        if sentence
        for number, first, last in _signs(sentence.normal)
        if not _is_calm(shipped().rules[number], (first, last), sentence, before)
    ]
    if not found:
        return None
    number, start, end = min(found, key=lambda one: (one[0], one[1], -one[2]))
    rule = shipped().rules[number]
    said = " ".join(clean(text[start:end]).split())
    if len(said) > _LONGEST_QUOTE:
        said = said[:_LONGEST_QUOTE] + "…"
    return Distress(rule.kind, (start, end), f"{rule.kind}: «{said}»", rule.reply)


def _signs(normal: Sequence[str]) -> Iterator[Place]:
    """Where rules are met and no turn of speech spares them."""
    found = [*shipped().signs.places(normal), *_near(normal)]
    spares = list(shipped().spares.places(normal)) if found else ()
    for number, first, last in found:
        beside = shipped().rules[number].beside
        if not any(
            owner == number and start <= last + beside and end >= first - beside
            for owner, start, end in spares
        ):
            yield number, first, last


def _near(normal: Sequence[str]) -> Iterator[Place]:
    for number, at, _ in shipped().openings.places(normal):
        rule = shipped().rules[number]
        place = together(normal, at, rule.others, rule.within)
        if place:
            yield number, *place


def _is_calm(
    rule: Rule, found: tuple[int, int], sentence: _Sentence, before: _Sentence | None
) -> bool:
    """Whether it is told of another time or place, or of no trouble at all."""
    for number, calm in enumerate(shipped().calms):
        if calm.kinds and rule.kind not in calm.kinds:
            continue
        if number in sentence.unless:
            continue
        if _says(number, calm, found, sentence):
            return True
        if calm.carries and before and any(owner == number for owner, _, _ in before.calming):
            return True
    return False


def _says(number: int, calm: Calm, found: tuple[int, int], sentence: _Sentence) -> bool:
    first, last = found
    return any(
        owner == number and (not calm.within or first - calm.within <= start <= last)
        for owner, start, _ in sentence.calming
    )
