"""Which control reports went out, by the ledger: what a next one says of itself rests on it.

A letter counts from the moment it is ordered, also while nobody knows whether it arrived; one that
was refused, taken back or missed its term reached nobody and does not.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, cast, exists, func, literal, select
from sqlalchemy.orm import Session

from gospablik.control.pointless import CAME_TO_NOTHING
from gospablik.letters import LetterKey
from gospablik.organisation import Organisation
from gospablik.span import Week
from gospablik.store.tables import Action, Kind, Report, State

TOPIC = "report"
_NOBODY_HAS_IT = (*CAME_TO_NOTHING, State.DUE)


def went_out() -> ColumnElement[bool]:
    """Of rows of `Report`: whether its letter was ordered, and not in vain."""
    subject = literal(f"{TOPIC}:") + cast(Report.id, String) + ":"
    return exists().where(
        Action.organisation == Report.organisation,
        Action.kind == Kind.MAIL,
        Action.subject.startswith(subject),
        Action.state.not_in(CAME_TO_NOTHING),
    )


def number_of_next(session: Session, office: Organisation, week: Week) -> int:
    """The how-manieth letter about the whole of that week the next one is: 1 for the first.

    Reports that were only shown do not count, nor preliminary ones, which tell of a part of it.
    """
    query = _sent(office, week).where(Report.cut_off >= week.end)
    return (session.scalar(query.with_only_columns(func.count())) or 0) + 1


def newest_sent(session: Session, office: Organisation, week: Week, now: datetime) -> Report | None:
    """The last report of that week that went out; None if there is none.

    Of a week that is over by `now` (aware) a preliminary one is none.
    """
    query = _sent(office, week)
    if now >= week.end:
        query = query.where(Report.cut_off >= week.end)
    return session.scalars(query.order_by(Report.number.desc()).limit(1)).first()


def repeats(session: Session, office: Organisation, key: LetterKey, revision: int) -> bool:
    """Whether somebody has, or may have, a letter of that report besides the one of that revision.

    A report that somebody sends to himself repeats what he alone was sent.
    """
    ours, report = str(key), f"{TOPIC}:{key.row}:"
    of_it = Action.subject.startswith(report) if key.topic == TOPIC else Action.subject == ours
    other = (Action.subject != ours) | (Action.revision != revision)
    letters = exists().where(
        Action.organisation == office.key,
        Action.kind == Kind.MAIL,
        of_it & other,
        Action.state.not_in(_NOBODY_HAS_IT),
    )
    return bool(session.scalar(select(letters)))


def _sent(office: Organisation, week: Week) -> Select[Report]:
    return select(Report).where(
        Report.organisation == office.key, Report.week == week.monday, went_out()
    )
