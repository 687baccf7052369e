"""Whether a resident asks the administration for something, and about what. Pure, by word lists.

Anger with a question mark is no question, and neither is what neighbours ask each other.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gospablik.moderation.asking.topics import Asking, shipped
from gospablik.moderation.detection.letters import fold, visible, without_links
from gospablik.moderation.detection.lists import Phrase
from gospablik.moderation.detection.standing import stands_at

_TO_SOMEBODY = re.compile(r"\s*(?:\[id ?\d+\||@\w)")
"""How an answer to another resident begins."""
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+|\n|$)")
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)?")
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"")
_FEWEST = 2
"""Words of a question that no interrogative opens: «Воду дадут?», not «Правда?»."""
_LONGEST_UNMARKED = 14
"""Words of a question without its mark; what is longer is told, not asked."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question or a request. `topic`: a key of `asking.toml`; `words`: the sentence that asks."""

    topic: str
    words: str


def recognise(text: str) -> Asked | None:
    """What is asked in a comment, or None. The first sentence that asks tells."""
    if _TO_SOMEBODY.match(text):
        return None
    plain, _ = visible(text)
    plain = _QUOTED.sub(" ", without_links(plain))
    known = shipped()
    for found in _SENTENCE.finditer(plain):
        if _asks(known, found[0]):
            return Asked(topic_of(text), " ".join(found[0].split()))
    return None


def topic_of(text: str) -> str:
    """The key of what most of the comment's words are about; the general one if of nothing."""
    known = shipped()
    plain, _ = visible(text)
    words = _words(without_links(plain))
    counted = Counter(number for number, _, _ in known.themed.places(words))
    best = min(counted, key=lambda n: (-counted[n], n), default=len(known.themes) - 1)
    return known.themes[best].key


def _asks(known: Asking, sentence: str) -> bool:
    words = _words(sentence)
    if any(known.neighbour.places(words)) or any(known.rhetorical.places(words)):
        return False
    if any(known.requests.places(words)):
        return True
    at = _past(known.before, words)
    opens = any(stands_at(words, at, one) for one in known.asks)
    if "?" in sentence:
        return opens or len(words) - at >= _FEWEST
    # Without the mark a comma betrays a story: «Когда дали воду, все обрадовались».
    return opens and _FEWEST <= len(words) - at <= _LONGEST_UNMARKED and "," not in sentence


def _past(before: Sequence[Phrase], words: Sequence[str]) -> int:
    """Where the sentence really begins: behind greetings and particles."""
    at = 0
    while at < len(words) and any(stands_at(words, at, one) for one in before):
        at += 1
    return at


def _words(plain: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(plain)]
