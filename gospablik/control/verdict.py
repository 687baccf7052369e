"""What a verdict is: a clause, one of four words, why, and what to do."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Level(StrEnum):
    """How a clause was kept. Never told by colour alone: each has its sign and its word."""

    KEPT = "выполнено"
    AT_RISK = "под угрозой"
    BROKEN = "отступление"
    NOT_CHECKED = "не проверено"

    @property
    def sign(self) -> str:
        """A sign that survives without colours and pictures."""
        return {"KEPT": "✓", "AT_RISK": "!", "BROKEN": "✗", "NOT_CHECKED": "?"}[self.name]


WORST_FIRST = (Level.BROKEN, Level.NOT_CHECKED, Level.AT_RISK, Level.KEPT)
"""What was not looked at outweighs a danger that was seen: nobody knows how bad it is."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing an issue is about, with a link to look at if there is one. `todo`: what to do about
    this one, where it is not what its issue says.
    """

    words: str
    link: str = ""
    todo: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """Why a clause is not simply kept, and what is to be done."""

    level: Level
    words: str
    todo: str
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one clause. `rule` says in words how it was reached; `explanation` what the
    department says of it, with who and when, empty where nothing fell short.
    """

    clause: str
    title: str
    level: Level
    why: tuple[str, ...]
    issues: tuple[Issue, ...]
    rule: str
    explanation: str = ""
    more: int = 0

    def cut(self, limit: int) -> "Verdict":
        """With that many lines at most, the worst; `more`: how many others there are."""
        more = max(len(self.why) - limit, 0)
        return replace(self, why=self.why[:limit], issues=self.issues[:limit], more=more)

    @property
    def lines(self) -> tuple[tuple[Level, str, str], ...]:
        """(level, why, what to do) line by line; advice for a row of lines stands at its last."""
        if not self.issues:
            return tuple((self.level, why, "") for why in self.why)
        after = [issue.todo for issue in self.issues[1:]] + [""]
        return tuple(
            (issue.level, issue.words, "" if issue.todo == following else issue.todo)
            for issue, following in zip(self.issues, after, strict=True)
        )


FELL_SHORT = (Level.BROKEN, Level.AT_RISK)
"""Of these an explanation is asked for: what was not looked at nobody can explain."""


def verdict(
    clause: str, title: str, rule: str, *, issues: Sequence[Issue], fine: Sequence[str]
) -> Verdict:
    """The worst of the issues decides; without any the clause is kept, and `fine` says why."""
    ordered = tuple(sorted(issues, key=lambda issue: WORST_FIRST.index(issue.level)))
    level = ordered[0].level if ordered else Level.KEPT
    why = tuple(issue.words for issue in ordered) or tuple(fine)
    return Verdict(clause, title, level, why, ordered, rule)
