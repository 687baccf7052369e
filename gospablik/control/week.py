"""The figures of a week, counted from our own tables: what the control report is made of."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.clock import require_aware
from gospablik.control.explanations import explanations
from gospablik.control.figures_actions import actions_week
from gospablik.control.figures_cases import cases_week
from gospablik.control.figures_checks import site
from gospablik.control.figures_comments import comments_week
from gospablik.control.figures_duties import duties_week
from gospablik.control.figures_pages import page_week, site_items
from gospablik.control.history import history
from gospablik.control.history_model import RunsWeek
from gospablik.control.model import Chain, WeekFigures
from gospablik.control.reach import reach_week
from gospablik.control.removed import removed
from gospablik.control.suspension import suspended
from gospablik.control.window import Window
from gospablik.moderation.proof import head, verify_chain
from gospablik.organisation import Organisation
from gospablik.span import Week

__all__ = ["Week", "WeekFigures", "figures"]


def figures(
    session: Session,
    office: Organisation,
    week: Week,
    now: datetime,
    *,
    runs: Sequence[RunsWeek | None] = (),
) -> WeekFigures:
    """Everything the report says of that week. `now`: aware, not before the week's beginning;
    `runs`: see `history`.

    Flows are counted up to `cut_off`, the end of the week or now; what is open or waiting is told
    as of now. Pages whose first day is later than the cut-off are left out, and so are those that
    are suspended by then, from all numbers; what is open on a page that is suspended by now is
    left out, too. `suspended` names them, and `removed` those that organisation.toml names no more:
    they are in no number at all.
    """
    now = require_aware(now)
    window = Window.of(week, now).of_run_pages(office, now)
    pages = [
        page for page in office.active_pages(window.until) if office.start_of(page) <= window.until
    ]
    return WeekFigures(
        week=week,
        cut_off=week.cut_off(now),
        as_of=now,
        complete=now >= week.end,
        stopped=office.organisation.stop_all,
        site=site(session, office, window, site_items(session, office, window)),
        pages=tuple(page_week(session, office, page, week, now=now) for page in pages),
        comments=comments_week(session, office, window, now),
        actions=actions_week(session, office, window, now),
        cases=cases_week(session, office, window),
        suspended=suspended(session, office, now, window),
        removed=removed(session, office, window),
        chain=_chain(session, office),
        duties=duties_week(session, office, pages, week, window),
        explanations=explanations(session, office, week),
        history=history(session, office, pages, week, now=now, runs=runs),
        reach=reach_week(session, office, pages, week, now=now),
    )


def _chain(session: Session, office: Organisation) -> Chain:
    number, seal = head(session, office.key)
    return Chain(number, seal if number else "", verify_chain(session, office.key) or "")
