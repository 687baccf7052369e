"""The sentences of a comment and their Cyrillic words, for the gate between the languages."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from gospablik.moderation.detection import gate
from gospablik.moderation.detection.letters import MOST_LETTERS
from gospablik.text.morphology import is_known

# What a name or a unit counts in a sentence: «в кафе «Ыһыах» вкусно», «50 мин» are Russian.
WEAK = 0.25
_SENTENCE = re.compile(
    "(?:[^.!?…;\\n\\r\u2600-\u27bf\U0001f000-\U0001faff]|(?<=\\b\\w)\\.|(?<=\\b\\w\\w)\\.|\\.(?=\\w))+"
)
_WORD = re.compile("(?:[^\\W_]+|[\u00ad\u0300-\u036f\u200b-\u200d]+)+")
_QUOTED = re.compile(r"«[^«»\n]{1,40}»|\"[^\"\n]{1,40}\"|“[^”\n]{1,40}”|„[^“\n]{1,40}“")


@dataclass(frozen=True, slots=True)
class GateWord:
    """A word of a sentence: where it is, its plain letters, whether it may be a name or unit;

    `known`: somebody who reads Sakha says that it is Sakha.
    """

    start: int
    end: int
    plain: str
    weak: bool
    known: bool = False

    @property
    def score(self) -> float:
        """Tell how Sakha it is; a name or unit says less."""
        score = gate.MOST if self.known else gate.score(self.plain)
        return score * (WEAK if self.weak else 1.0)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Give the spans of the sentences: lines, emoji and the marks that end a sentence part them."""
    return (match.span() for match in _SENTENCE.finditer(text, 0, MOST_LETTERS))


def may_be_sakha(text: str, start: int, end: int, own: Set[str] = frozenset()) -> bool:
    """Tell whether the words of a span say enough for Sakha together; hardly Russian ones do."""
    found = _WORD.findall(text, start, end)
    if own and not own.isdisjoint(map(gate.plain, found)):
        return True
    return sum(map(gate.most, found)) + gate.bias() > 0


def words(text: str, start: int, end: int, own: Set[str] = frozenset()) -> list[GateWord]:
    """Give the words with Cyrillic letters in a span of the text; `own`: plain Sakha words.

    Own words that are Russian ones as well («хам») say nothing of the language they stand in.
    """
    found = list[GateWord]()
    quoted = {at for match in _QUOTED.finditer(text, start, end) for at in range(*match.span())}
    for match in _WORD.finditer(text, start, end):
        written, at = match.group(), match.start()
        plain = gate.plain(written)
        if plain:
            named = bool(found) and written[0].isupper() and written[1:].islower()
            counted = text[max(start, at - 2) : at].rstrip()[-1:].isdigit()
            known = plain in own and not is_known(plain)
            weak = named or counted or at in quoted
            found.append(GateWord(at, match.end(), plain, weak, known))
    return found
