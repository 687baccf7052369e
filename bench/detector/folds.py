"""VK's comments by models that have not seen them: what ships was trained on all of them."""

from collections.abc import Callable, Sequence
from random import Random

from bench.detector.answer import Answer
from bench.detector.judged import Comment

FOLDS = 5
SEED = 0


def folds(comments: Sequence[Comment], number: int = FOLDS) -> list[list[Comment]]:
    """Parts of about the same size and the same share of bad ones, always the same parts."""
    mixed = Random(SEED).sample(comments, len(comments))
    ordered = sorted(mixed, key=lambda one: one.bad)  # stable: mixed within each label
    return [ordered[first::number] for first in range(number)]


def unseen(
    comments: Sequence[Comment], trained: Callable[[Sequence[int]], Answer]
) -> list[tuple[Comment, Answer]]:
    """Each comment with the answer of a model trained without it. Raises what `trained` raises.

    A text that stands in the file more than once is kept from the model wherever it stands.
    """
    found = []
    for part in folds(comments):
        texts = {one.text for one in part}
        answer = trained([one.line for one in comments if one.text in texts])
        found += [(one, answer) for one in part]
    return found
