"""Figures of who acted, what went out with the posts and whether the last letter went out."""

from dataclasses import dataclass

from gospablik.control.model_status import Status
from gospablik.store.tables import State


@dataclass(frozen=True, slots=True)
class Acted:
    """What one official did on the pages in a week. `flaw`: why it was not theirs to do."""

    official: str
    number: int
    flaw: str
    known: bool = True


@dataclass(frozen=True, slots=True)
class Enriched:
    """Posts of a page in a week: how many went out with what; `reposts` of others' material."""

    page: str
    posts: int
    pictures: int
    videos: int
    files: int
    links: int
    reposts: int


@dataclass(frozen=True, slots=True)
class RulesShown:
    """Whether a page links its rules of commenting, and they stand there (clause 4.1)."""

    page: str
    status: Status


@dataclass(frozen=True, slots=True)
class LastLetter:
    """The letter about the week before. `state` None: none was ordered; `due`: one had to be."""

    week: str
    due: bool
    state: State | None
    why: str = ""


@dataclass(frozen=True, slots=True)
class DutiesWeek:
    """Order points 2 and 3, clauses 2.1, 3.1, 3.3, 3.4, 4.1 and 5.2. `replies`: the pages' own."""

    acted: tuple[Acted, ...]
    enriched: tuple[Enriched, ...]
    rules: tuple[RulesShown, ...]
    replies: int
    last_letter: LastLetter
