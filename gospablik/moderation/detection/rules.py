"""The lists' rules laid on a comment's words; a hit shows the words as the resident wrote them."""

from collections.abc import Iterator, Sequence

from gospablik.moderation.detection.context import (
    REPORTED,
    SURNAME,
    UNADDRESSED,
    addressed,
    called,
    spoken_of,
    surname,
)
from gospablik.moderation.detection.hit import GROUNDS, Hit, Kind
from gospablik.moderation.detection.letters import quoted
from gospablik.moderation.detection.lexicon import Lexicon
from gospablik.moderation.detection.lists import Lists, Phrase
from gospablik.moderation.detection.standing import Phrasebook, Place, stands_at, together
from gospablik.moderation.detection.words import Word

_SHOWN = 3
_ONLY_TOLD, _OF_NOBODY, _OF_A_NAME = 0.3, 0.6, 0.4


class Rules:
    """A set of lists, ready to be laid on comments."""

    def __init__(self, lists: Lists, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._together = lists.together
        numbered = list(enumerate(lists.together))
        self._phrases = Phrasebook((n, one) for n, rule in numbered for one in rule.phrases)
        # The first set of each rule of words that stand near each other.
        self._openings = Phrasebook((n, rule.near[:1]) for n, rule in numbered if rule.near)

    def hits(self, text: str, words: Sequence[Word]) -> list[Hit]:
        """Each rule once. `words`: of the same text, in order."""
        return [*self._of_words(text, words), *self._of_phrases(text, words)]

    def _of_words(self, text: str, words: Sequence[Word]) -> Iterator[Hit]:
        normal = [word.normal for word in words]
        met: dict[str, list[int]] = {}
        rules = {}
        for at, word in enumerate(words):
            for rule in self._lexicon.rules_of(word.normal):
                if rule.addressed and not called(words, at, text):
                    continue
                if rule.spare and any(_covers(normal, at, spared) for spared in rule.spare):
                    continue
                met.setdefault(rule.id, []).append(at)
                rules[rule.id] = rule
        for name, places in met.items():
            rule = rules[name]
            named = all(surname(words, at, text) for at in places)
            said = [at for at in places if not spoken_of(rule.kind, words, at, text)]
            doubt = rule.doubt if said else REPORTED
            weight = rule.weight if said else rule.weight * _ONLY_TOLD
            if said and rule.kind is Kind.INSULT and not any(addressed(words, at) for at in said):
                weight, doubt = min(weight, _OF_NOBODY), doubt or UNADDRESSED
            if named:
                weight, doubt = min(weight, _OF_A_NAME), SURNAME
            shown = said or places
            first = words[shown[0]]
            yield Hit(
                rule.kind, GROUNDS[rule.kind], rule.id,
                f"{rule.reason}: {_shown(text, words, shown)}",
                (first.start, first.end), weight, doubt, rule.urgent and bool(said),
            )  # fmt: skip

    def _of_phrases(self, text: str, words: Sequence[Word]) -> Iterator[Hit]:
        normal = [word.normal for word in words]
        found: dict[int, tuple[int, int]] = {}
        for number, first, last in (*self._phrases.places(normal), *self._near(normal)):
            if number not in found and not self._spared(normal, (first, last), number):
                found[number] = first, last
        for number, (first, last) in sorted(found.items()):
            rule, span = self._together[number], (words[first].start, words[last].end)
            told = spoken_of(rule.kind, words, first, text)
            weight = rule.weight * (_ONLY_TOLD if told else 1)
            yield Hit(
                rule.kind, GROUNDS[rule.kind], rule.id, f"{rule.reason}: «{quoted(text, *span)}»",
                span, weight, REPORTED if told else rule.doubt, rule.urgent and not told,
            )  # fmt: skip

    def _near(self, normal: Sequence[str]) -> Iterator[Place]:
        for number, at, _ in self._openings.places(normal):
            rule = self._together[number]
            place = together(normal, at, rule.near[1:], rule.within)
            if place:
                yield number, *place

    def _spared(self, normal: Sequence[str], found: tuple[int, int], number: int) -> bool:
        """Whether an innocent turn of speech stands within or just beside what was found."""
        first, last = found
        return any(
            stands_at(normal, at, spare)
            for spare in self._together[number].spare
            for at in range(max(0, first - len(spare)), last + 2)
        )


def _covers(normal: Sequence[str], at: int, spare: Phrase) -> bool:
    starts = range(max(0, at - len(spare) + 1), at + 1)
    return any(stands_at(normal, start, spare) for start in starts)


def _shown(text: str, words: Sequence[Word], places: Sequence[int]) -> str:
    said = list(dict.fromkeys(f"«{quoted(text, words[at].start, words[at].end)}»" for at in places))
    more = f" и ещё {len(said) - _SHOWN}" if len(said) > _SHOWN else ""
    return ", ".join(said[:_SHOWN]) + more
