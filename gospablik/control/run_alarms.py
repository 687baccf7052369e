"""A flow whose run failed: one letter until it works again, then the all-clear (clause 5.1)."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy.orm import Session

from gospablik.control.alarm_causes import CONCERNS, Cause
from gospablik.control.alarms import all_clear, raise_alarm, standing, subject_of
from gospablik.organisation import Organisation
from gospablik.templates import in_quotes, minute

CALM = timedelta(hours=1)
"""So long after its last failure a flow works again. A site that is down at every third pass is one
trouble, not a dozen letters a day.
"""
FAILED = "flow:"
"""Subjects of failures of runs: the flow's name follows."""
TRIALS = "run:"
"""Subjects of trials, and of failures told before there were all-clears: nothing follows them."""
FORGOTTEN = timedelta(days=30)
"""A flow that did not run for so long was removed, renamed, or is nobody's any more."""
_LONGEST_NAME = 100


class Ended(NamedTuple):
    """How a flow's runs ended lately: the newest `good` end and the newest `bad` one, in UTC."""

    good: datetime | None
    bad: datetime | None


def raise_failed(
    session: Session, office: Organisation, flow: str, text: str, now: datetime, *, trial: bool
) -> bool:
    """Write that a run of the flow failed; False if that is told and stands.

    `trial`: no run failed, a person tries whether letters arrive: once a day, with no all-clear.
    """
    name = flow[:_LONGEST_NAME]
    subject = f"{TRIALS}{name}:{office.local(now):%Y-%m-%d}" if trial else f"{FAILED}{name}"
    also = CONCERNS[Cause.RUN].offices
    return raise_alarm(session, office, subject, f"Сбой: {name}", text, now, also=also)


def failing(session: Session, office: Organisation) -> dict[str, datetime]:
    """Flows that were told to fail and not to work again, and since when."""
    return {
        subject_of(alarm).removeprefix(FAILED): alarm.raised_at
        for alarm in standing(session, office, FAILED)
    }


def works_again(ended: Ended, now: datetime) -> bool:
    """The newest run ended well, and none has failed for an hour. Pure."""
    if ended.good is None or (ended.bad is not None and ended.bad >= ended.good):
        return False
    return ended.bad is None or now - ended.bad >= CALM


def clear_failed(
    session: Session, office: Organisation, flow: str, good: datetime, now: datetime
) -> bool:
    """Write that the flow works again since its run that ended at `good`."""
    when = minute(office.local(good))
    text = f"Задача {in_quotes(flow)} снова заканчивается удачно: {when}, за час ни одного сбоя."
    return all_clear(session, office, f"{FAILED}{flow}", text, now)


def forgotten(ended: Ended, raised: datetime, now: datetime) -> bool:
    """Whether no run of the flow has ended for so long that its alarm says nothing. Pure."""
    newest = max(moment for moment in (ended.good, ended.bad, raised) if moment)
    return now - newest >= FORGOTTEN


def clear_forgotten(session: Session, office: Organisation, flow: str, now: datetime) -> bool:
    """Write that nobody waits for that flow any more; that it is mended, nobody says."""
    text = (
        f"Задача {in_quotes(flow)} не запускалась {FORGOTTEN.days} дней: её сняли, переименовали"
        " или она не нужна. Исправлена ли она, неизвестно; новый сбой придёт новым письмом."
    )
    return all_clear(session, office, f"{FAILED}{flow}", text, now, seen=False)
