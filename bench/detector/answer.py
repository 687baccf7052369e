"""What the measurements ask the detector, and what it answers: the one place that knows its shape.

Imports nothing of the detector before it is asked for: what that costs is measured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Said:
    """Of one comment. `score`: 0 to 1; `tier`: A, B, C, or empty if it is not shown at all;
    `kinds`: names such as obscene, insult, threat; `distress`: somebody may need help.
    """

    score: float
    tier: str = ""
    kinds: frozenset[str] = frozenset()
    distress: bool = False


class Answer(Protocol):
    """A detector: a comment and, if it hangs under one, the text of the post."""

    def __call__(self, text: str, post: str = "") -> Said:
        """What it says of this comment."""


KINDS = {
    "obscene": "нецензурное слово",
    "insult": "оскорбление",
    "threat": "угроза",
    "hatred": "вражда",
    "drugs": "наркотики",
    "call": "призыв к незаконному",
    "spam": "реклама",
    "personal": "персональные данные",
    "rude": "похоже на грубость",
    "mismatch": "не совпадает с публикацией",
}
"""The names that `kinds` may hold, and as what they are printed."""


def ours() -> Answer:
    """The detector as it ships."""
    from gospablik.moderation.detection.distress.trouble import distress
    from gospablik.moderation.detection.examine import examine

    def answer(text: str, post: str = "") -> Said:
        found = examine(text, post)
        kinds = frozenset(hit.kind.name.lower() for hit in found.hits)
        return Said(found.score, found.tier or "", kinds, distress(text) is not None)

    return answer


def trained_without(lines: Sequence[int]) -> Answer:
    """The detector with a model that has not seen these lines of the VK file (its header is 1)."""
    from gospablik.moderation.detection import model
    from gospablik.moderation.detection.training.model import DATA, examples, train

    weights = train(examples(DATA, frozenset(lines)))
    answer = ours()

    def with_its_model(text: str, post: str = "") -> Said:
        with model.instead(weights):
            return answer(text, post)

    return with_its_model
