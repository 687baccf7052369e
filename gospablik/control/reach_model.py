"""How many people the pages reached in a week: the values of the letter's last section. Pure.

Reach is no duty: no verdict is made of it, and it never stands before one.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gospablik.control.history_model import Series


class Lacks(StrEnum):
    """Why there is no number. None of them is 0."""

    NOT_CHECKED = "не проверено"
    NOT_TOLD = "сеть не сообщает"
    NOTHING = "нет"


Figure = int | Lacks


@dataclass(frozen=True, slots=True)
class PageReach:
    """One page in one week, each figure by the last reading in it that got it, see `reach.TELLS`.

    `members_at`, `posts_at`: when that was. `change`: members against the week before. `views` and
    `reactions` are those of the week's posts; `views_of` and `reactions_of`: of how many posts the
    network told them. `asked_at`, `unread`: the last reading of all and what it did not get, empty
    if nothing.
    """

    key: str
    name: str
    members: Figure
    change: Figure
    posts: Figure
    views: Figure
    reactions: Figure
    views_of: int = 0
    reactions_of: int = 0
    members_at: datetime | None = None
    posts_at: datetime | None = None
    asked_at: datetime | None = None
    unread: str = ""

    @classmethod
    def without(cls, lacks: Lacks) -> "PageReach":
        """A page, not named yet, of which nothing was told in that week."""
        return cls("", "", lacks, lacks, lacks, lacks, lacks)

    @property
    def answered(self) -> bool:
        """Whether the last reading of the week tells it, and got all that the network tells."""
        return self.asked_at is not None and not self.unread


@dataclass(frozen=True, slots=True)
class Unusual:
    """A figure outside of what the weeks before had; `least` and `most` were theirs."""

    page: str
    words: str
    value: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class ReachWeek:
    """All pages. `weeks` and `series`: the last eight weeks, as in `history_model`.

    `compared`: how many figures had weeks enough to be held against; None if the week still goes
    on, so that nothing is.
    """

    pages: tuple[PageReach, ...] = ()
    weeks: tuple[int, ...] = ()
    series: tuple[Series, ...] = ()
    unusual: tuple[Unusual, ...] = ()
    compared: int | None = None

    @property
    def answered(self) -> int:
        """How many pages answered."""
        return sum(page.answered for page in self.pages)
