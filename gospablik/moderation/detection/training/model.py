"""Train the model of rude comments: writes model.bin, the same bytes each time.

`python -m gospablik.moderation.detection.training.model [--data DIR]`
"""

import argparse
import csv
import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from scipy.sparse import csr_matrix  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from gospablik.moderation.detection import model
from gospablik.moderation.detection.lexicon import shipped_lexicon
from gospablik.moderation.detection.training.mangled import mangled
from gospablik.moderation.detection.words import words
from gospablik.root import ROOT

DATA = ROOT.parent / "shared" / "data"
VK, TOXIC = "vk_distorted_toxicity_dev.tsv", "toxic_only_mit.txt"
OWN = Path(__file__).with_name("harmless.txt")
VK_COUNTS = 4
"""A labelled comment of a network weighs as much as so many others."""
STRENGTH = 10.0
SEED = 4


@dataclass(frozen=True, slots=True)
class Example:
    """A comment, whether it is rude, and how much it counts."""

    text: str
    rude: bool
    counts: float = 1.0


def examples(data: Path, without: Collection[int] = ()) -> list[Example]:
    """All that a shipped model may be trained on; `without`: lines of the VK file, its header is 1.

    A text that stands in one of those lines is left out wherever else it stands.
    """
    with (data / VK).open(encoding="utf-8", newline="") as rows:
        labelled = list(enumerate(csv.DictReader(rows, delimiter="\t"), 2))
    withheld = {_same(row["comments"]) for line, row in labelled if line in without}
    found = [
        Example(row["comments"], row["toxicity"] == "1", VK_COUNTS)
        for line, row in labelled
        if line not in without
    ]
    found += [Example(text, True) for text in (data / TOXIC).read_text("utf-8").splitlines()]
    found += [Example(text, False, 2) for text in OWN.read_text("utf-8").splitlines()]
    return [one for one in found if one.text.strip() and _same(one.text) not in withheld]


def train(found: Sequence[Example]) -> bytes:
    """The bytes of model.bin."""
    chance = random.Random(SEED)  # noqa: S311 (no secret hangs on it)
    normal = [[word.normal for word in words(one.text, shipped_lexicon())] for one in found]
    rude = [one.rude for one in found]
    counts = [one.counts for one in found]
    for at in range(len(found)):
        copy = mangled(normal[at], rude[at], chance)
        if copy:
            normal.append(copy)
            rude.append(rude[at])
            counts.append(counts[at] / 2)
    fitted = LogisticRegression(C=STRENGTH, solver="liblinear", random_state=0, max_iter=400)
    with threadpool_limits(1):
        fitted.fit(_matrix(normal), rude, sample_weight=_balanced(rude, counts))
    weights = [float(weight) for weight in fitted.coef_[0]]
    largest = max(map(abs, weights))
    step = round(largest / 127, 5)
    steps = [max(-127, min(127, round(weight / step))) for weight in weights]
    return model.pack(step, round(float(fitted.intercept_[0]), 3), steps)


def _balanced(rude: Sequence[bool], counts: Sequence[float]) -> list[float]:
    """Both kinds weigh the same together, an example one on average."""
    of_rude = sum(count for one, count in zip(rude, counts, strict=True) if one)
    of_others = sum(counts) - of_rude
    return [
        count * len(counts) / 2 / (of_rude if one else of_others)
        for one, count in zip(rude, counts, strict=True)
    ]


def _matrix(normal: Sequence[Sequence[str]]) -> csr_matrix:
    values: list[float] = []
    columns: list[int] = []
    starts = [0]
    for one in normal:
        numbers = [n for word in one[: model.MOST_WORDS] if word for n in model.groups(word)]
        columns += numbers
        values += [1 / math.sqrt(max(len(numbers), model.LEAST))] * len(numbers)
        starts.append(len(columns))
    matrix = csr_matrix((values, columns, starts), shape=(len(normal), model.SIZE))
    matrix.sum_duplicates()
    return matrix


def _same(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def main() -> None:
    """Write the model beside the code that reads it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--to", type=Path, default=model.PATH)
    chosen = parser.parse_args()
    chosen.to.write_bytes(train(examples(chosen.data)))


if __name__ == "__main__":
    main()
