"""The last eight weeks, each figure counted anew from the rows of its week, never from old letters.

What is told «at the end of the week» is put together from moments that are kept: when a wording was
seen, pointed at and ruled on; when an attempt made an errand of an action, and when that ended.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from gospablik.control.history_counts import flows
from gospablik.control.history_ends import errands_and_unknown, lost_rights, waiting
from gospablik.control.history_model import NOT_CHECKED, WEEKS, History, RunsWeek, Series
from gospablik.control.history_pages import of_pages
from gospablik.control.history_rulings import rulings
from gospablik.control.window import Window
from gospablik.organisation import Organisation, Page
from gospablik.span import Week

__all__ = ["History", "history", "weeks_of"]


def weeks_of(office: Organisation, week: Week) -> tuple[Week, ...]:
    """That week and the seven before it, oldest first."""
    return tuple(
        Week.starting(office, week.monday - timedelta(days=7 * back))
        for back in reversed(range(WEEKS))
    )


def history(
    session: Session,
    office: Organisation,
    pages: Sequence[Page],
    week: Week,
    *,
    now: datetime,
    runs: Sequence[RunsWeek | None] = (),
) -> History:
    """All rows. `runs`: what Prefect says of these weeks, oldest first; None where it says nothing.

    A suspended page counts in no week that ended after its last day; the newest week is told up to
    its cut-off.
    """
    weeks = weeks_of(office, week)
    windows = [Window.of(one, now).of_run_pages(office, now) for one in weeks]
    told = list(runs) or [None] * len(weeks)
    errands, unknown = errands_and_unknown(session, office, windows)
    return History(
        tuple(one.number for one in weeks),
        (
            *of_pages(session, office, pages, list(zip(weeks, windows, strict=True)), now),
            *flows(session, office, windows),
            waiting(session, office, windows),
            *rulings(session, office, windows),
            errands,
            unknown,
            lost_rights(session, office, windows),
            Series(
                "late",
                "запусков не началось в срок",
                tuple(r.late if r else NOT_CHECKED for r in told),
            ),
            Series(
                "failed",
                "запусков закончилось неудачей",
                tuple(r.failed if r else NOT_CHECKED for r in told),
            ),
        ),
    )
