"""By which lists and thresholds comments are examined now (clause 4.2)."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.errors import OfficeError
from gospablik.moderation.detection.examine import Judge, shipped_judge
from gospablik.moderation.detection.own import Own, read_own
from gospablik.moderation.detection.tiers import SHIPPED, Thresholds
from gospablik.organisation import Organisation
from gospablik.store.tuning import Tuned, Tuning


@dataclass(frozen=True, slots=True)
class InForce:
    """`words`: the accepted text of words.toml, empty if there is none; `problem`: why the judge

    goes by the program's own lists and thresholds instead, a whole text in Russian.
    """

    judge: Judge
    words: str = ""
    problem: str | None = None


def in_force(session: Session, office: Organisation) -> InForce:
    """What people agreed to last.

    What an update of the program can no longer read does not stop the examining: the lists of the
    program judge, and whoever looks at the run is told.
    """
    words = accepted(session, office, Tuned.WORDS)
    thresholds = accepted(session, office, Tuned.THRESHOLDS)
    try:
        return InForce(judge_of(words, thresholds), words)
    except OfficeError as problem:
        return InForce(shipped_judge(), words, _by_shipped(problem))


def accepted(session: Session, office: Organisation, what: Tuned) -> str:
    """The content that is in force, empty if nobody ever agreed to any."""
    return (
        session.scalar(
            select(Tuning.content)
            .where(
                Tuning.organisation == office.key,
                Tuning.what == what,
                Tuning.accepted_at.is_not(None),
            )
            .order_by(Tuning.accepted_at.desc(), Tuning.id.desc())
            .limit(1)
        )
        or ""
    )


@lru_cache(maxsize=4)
def judge_of(words: str, thresholds: str) -> Judge:
    """From the text of words.toml and thresholds as JSON; empty: those of the program.

    Raises OfficeError that says what cannot be read.
    """
    return Judge(read_own(words) if words else Own(), read_thresholds(thresholds))


def read_thresholds(content: str) -> Thresholds:
    """From JSON; empty: those of the program. Raises OfficeError if it is something else."""
    if not content:
        return SHIPPED
    try:
        return Thresholds(**{name: float(value) for name, value in json.loads(content).items()})
    except (ValueError, TypeError, AttributeError) as problem:
        raise OfficeError(
            f"Принятые пороги не прочитаны: {problem}.",
            not_done="по ним комментарии не просмотрены.",
            next_step="запустите «Свои слова и пороги», выберите «пороги» и примите новые.",
        ) from None


def written(thresholds: Thresholds) -> str:
    """As `read_thresholds` reads it back."""
    return json.dumps(asdict(thresholds), sort_keys=True)


def _by_shipped(problem: OfficeError) -> str:
    return (
        f"{problem.happened} Комментарии просмотрены по спискам и порогам самой программы, без"
        " принятых правок. Что делать: исправьте words.toml, запустите «Свои слова и пороги» и"
        " примите его заново."
    )
