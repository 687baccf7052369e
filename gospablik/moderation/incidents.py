"""One text under five posts is one violation (clause 4.3). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from gospablik.moderation.same_words import same_words

WITHIN = timedelta(hours=24)
"""Copies are written within a day of the first: the same said on another day is said anew."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """One comment that was ruled to be removed: when its words were written, when its author was

    told of the removal (None: not surely), and the words that were ruled on.
    """

    ruling_id: int
    written_at: datetime
    told_at: datetime | None
    words: str


@dataclass(frozen=True, slots=True)
class Violation:
    """One incident: the ruling on what was written first, and those on its copies, in that order.

    `written_at`: when the first was written; `told_at`: when the author was first told of any.
    """

    ruling_id: int
    written_at: datetime
    told_at: datetime | None
    copies: tuple[int, ...] = ()

    @property
    def rulings(self) -> tuple[int, ...]:
        """All its rulings."""
        return (self.ruling_id, *self.copies)


def incidents(ruled: Iterable[Ruled]) -> list[Violation]:
    """The violations that these comments of one author are, in the order of writing.

    A copy is the same words within a day of the first. Whatever is written after the author was
    told of a removal, of these words or of others, is no copy of what was written before: so
    copies make no repetition, and hide none.
    """
    known = sorted(ruled, key=lambda one: (one.written_at, one.words, one.ruling_id))
    tellings = [one.told_at for one in known if one.told_at]
    gathered: list[list[Ruled]] = []
    for one in known:
        same = (group for group in gathered if _is_copy(group[0], one, tellings))
        group = next(same, None)
        if group is None:
            gathered.append([one])
        else:
            group.append(one)
    return [_violation(group) for group in gathered]


def _is_copy(first: Ruled, later: Ruled, tellings: Sequence[datetime]) -> bool:
    if later.written_at - first.written_at > WITHIN:
        return False
    if any(first.written_at <= told < later.written_at for told in tellings):
        return False
    return same_words(first.words, later.words)


def _violation(group: Sequence[Ruled]) -> Violation:
    told = [one.told_at for one in group if one.told_at]
    first, *copies = group
    return Violation(
        first.ruling_id,
        first.written_at,
        min(told, default=None),
        tuple(one.ruling_id for one in copies),
    )
