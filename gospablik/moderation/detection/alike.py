"""Near-equal complaints of different people are one mass question with a count («Беда»).

Never spam: one person who repeats himself makes no group, and neither do thanks or «+1». Pure.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gospablik.moderation.detection.alike_words import meaning

LEAST_AUTHORS = 3
_ENOUGH, _ENOUGH_WITHIN = 0.6, 0.5
"""Shared part of the words of two complaints, and if the one has all words of the other."""
_MOST_COMPARED = 60
"""Earlier questions a word leads to: a word of all comments tells nothing and would cost all."""

_Said = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Group:
    """One mass question: comments in the order of their ids, by how many people, how it sounds."""

    ids: tuple[int, ...]
    authors: int
    example: str


def groups(comments: Sequence[_Said]) -> list[Group]:
    """Of (comment id, author key, text): what three or more people ask alike, the most asked first.

    The order of the comments makes no difference.
    """
    said: defaultdict[frozenset[str], list[_Said]] = defaultdict(list)
    for comment in comments:
        meant = meaning(comment[2])
        if meant:
            said[meant].append(comment)
    found = [_group(said[meanings[0]], [one for m in meanings for one in said[m]])
             for meanings in _gathered(said)]  # fmt: skip
    return sorted(
        (group for group in found if group.authors >= LEAST_AUTHORS),
        key=lambda group: (-group.authors, group.ids),
    )


def _group(leading: Collection[_Said], together: Collection[_Said]) -> Group:
    """`leading`: those who ask it in the commonest words; the shortest of them is the example."""
    example = min((text for _, _, text in leading), key=lambda text: (len(text), text))
    ids = tuple(sorted({number for number, _, _ in together}))
    return Group(ids, len({author for _, author, _ in together}), example)


def _gathered(said: dict[frozenset[str], list[_Said]]) -> list[list[frozenset[str]]]:
    """Meanings alike together, each with the commonest that it is like; that one stands first."""
    order = sorted(said, key=lambda meant: (-_authors(said[meant]), len(meant), sorted(meant)))
    gathered: list[list[frozenset[str]]] = []
    led_by: defaultdict[str, list[int]] = defaultdict(list)
    for meant in order:
        shared = Counter(number for word in meant for number in led_by[word])
        number = _likest(meant, shared, gathered)
        if number is not None:
            gathered[number].append(meant)
            continue
        for word in meant:
            if len(led_by[word]) < _MOST_COMPARED:
                led_by[word].append(len(gathered))
        gathered.append([meant])
    return gathered


def _likest(
    meant: frozenset[str], shared: Counter[int], gathered: list[list[frozenset[str]]]
) -> int | None:
    """The question that most of the words are shared with, the earlier of two; None: none."""
    best, most = None, 0.0
    for number, common in shared.items():
        other = gathered[number][0]
        part = common / (len(meant) + len(other) - common)
        within = common == min(len(meant), len(other)) > 1
        if part < (_ENOUGH_WITHIN if within else _ENOUGH):
            continue
        if part > most or (part == most and best is not None and number < best):
            best, most = number, part
    return best


def _authors(comments: Collection[_Said]) -> int:
    return len({author for _, author, _ in comments})
