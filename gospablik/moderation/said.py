"""What an official said about a case, and what came of it (clause 4.3)."""

from dataclasses import dataclass

from gospablik.store.decisions import DecisionVerdict


@dataclass(frozen=True, slots=True)
class Said:
    """An official's answer: the key, the verdict, days from 1, the reason, the typed code.

    `days` None of a block: for ever, which only a document may say.
    """

    official: str
    verdict: DecisionVerdict | None
    days: int | None
    reason: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of an answer. `refused`: that nothing was decided, in Russian; `why`: the reason.

    `round`: the round to be asked now, None when there is nothing to ask any more. `repeated`:
    this very decision was already written (the run was killed after it).
    """

    decision_id: int | None = None
    refused: str | None = None
    round: int | None = None
    repeated: bool = False
    why: str = ""
