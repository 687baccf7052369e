"""Where a comment denies what the post says without a figure: «садик не открыли», «отменили»."""

import re
from dataclasses import dataclass

from gospablik.moderation.detection.publication.cues import asked, manner
from gospablik.moderation.detection.publication.words import Sentence, Word, sentence
from gospablik.text.fact import Span
from gospablik.text.lexicon import words_of
from gospablik.text.morphology import parts_of_speech
from gospablik.text.opposites import contrary
from gospablik.text.sentences import sentences

LEAST_SHARED = 2
_DENIES = ("не", "ни")
_NOTHING = words_of("нет нету никто никаких никакой никакого никакая нигде ничего")
_UNDONE = re.compile("отмен|перенес|сорва|слома|заброс|снес|законсерв|останов|провал")


@dataclass(frozen=True, slots=True)
class Denial:
    """The sentence of the comment, the one of the post that it is about, and how sure (0..1)."""

    comment: Span
    post: Span
    score: float


def denials(comment: str, post: list[Sentence], known: frozenset[str]) -> list[Denial]:
    """A denial for each sentence of the comment that shares two words with one of the post."""
    found = []
    for span in sentences(comment):
        said = sentence(comment, span)
        if not said.keys & known:
            continue
        about = max(post, key=lambda one: _alike(said, one), default=None)
        if about is None or _alike(said, about) < LEAST_SHARED:
            continue
        score = _score(comment, said, about, known)
        if score > 0:
            found.append(Denial(span, about.span, score))
    return found


def _alike(said: Sentence, about: Sentence) -> int:
    """The words both have; one that says the contrary is about the same."""
    return len(said.shared(about)) + (_contrary(said, about) is not None)


def _score(comment: str, said: Sentence, about: Sentence, known: frozenset[str]) -> float:
    how = manner(comment, said, known)
    undone = next((w for w in said.words if _UNDONE.match(w.form) and w.key not in known), None)
    cues = (
        0.35 * how.false
        + 0.3 * _denied(said, about)
        + 0.25 * (_contrary(said, about) is not None)
        + 0.25 * (undone is not None)
        + 0.2 * any(word.form in _NOTHING for word in said.words)
    )
    if not cues:
        return 0.0
    against = how.against + asked(comment, said.span, said.span[0], how)
    return cues + 0.1 * min(3, _alike(said, about)) - against


def _denied(said: Sentence, about: Sentence) -> bool:
    """Whether «не» stands before a word that the post affirms, or only the post denies it."""
    mine, theirs = _negated(said.words), _negated(about.words)
    return bool(((mine - theirs) & about.keys) | ((theirs - mine) & said.keys))


def _negated(words: tuple[Word, ...]) -> set[str]:
    """The keys of the words behind «не»; «так и не открыли», «не очень открыли» too."""
    out = set[str]()
    for number, word in enumerate(words):
        if word.form in _DENIES:
            out |= {one.key for one in words[number + 1 : number + 3] if one.key}
    return out


def _contrary(said: Sentence, about: Sentence) -> str | None:
    """The word that says the contrary of one of the post's that it does not have itself."""
    for word in said.words:
        if word.key and word.key not in about.keys:
            for other in about.words:
                if other.key and other.key not in said.keys and _turned(word.form, other.form):
                    return word.form
    return None


def _turned(one: str, other: str) -> bool:
    """«Закрыт» and «открыли»; «холодная» and «горячая» water are two things."""
    adjectives = "ADJF" in parts_of_speech(one) and "ADJF" in parts_of_speech(other)
    return not adjectives and contrary(one, other)
