"""How many violations the detector misses, told by the comments drawn at random (clause 4.2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from gospablik.moderation.sample import count_silent, is_sample
from gospablik.organisation import Organisation
from gospablik.shares import wilson
from gospablik.store.comments import Finding
from gospablik.store.review import Ruling, Verdict

LOOK_BACK = timedelta(weeks=12)
LEAST = 20
"""Read comments below which a share says next to nothing."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was drawn at random and read in twelve weeks; `violations`: ruled to be removed.

    `silent`: in how many comments of last week nothing was found.
    """

    read: int
    violations: int
    silent: int


def read_at_random(session: Session, office: Organisation, now: datetime) -> Read:
    """As of now. What nobody has ruled on yet, or whose ruling was annulled, is not read."""
    drawn = exists().where(
        Finding.version_id == Ruling.version_id, is_sample(), Finding.found_at > now - LOOK_BACK
    )
    rulings = session.execute(
        select(Ruling.verdict, func.count())
        .where(Ruling.organisation == office.key, Ruling.annulled_at.is_(None), drawn)
        .group_by(Ruling.verdict)
    )
    counted = {verdict: number for verdict, number in rulings}  # noqa: C416 (typed so)
    return Read(
        sum(counted.values()), counted.get(Verdict.REMOVE, 0), count_silent(session, office, now)
    )


def estimate(violations: int, read: int, among: int = 100) -> tuple[int, int] | None:
    """From how many to how many of `among` unread comments are violations, by Wilson at 95 %.

    Rounded outwards. None while fewer than twenty are read. Raises ValueError for a number of
    violations that cannot be of so many.
    """
    low, high = wilson(violations, read)
    return (floor(low * among), ceil(high * among)) if read >= LEAST else None
