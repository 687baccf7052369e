"""Pages that are suspended: left out of numbers and verdicts, and what waits for their return."""

from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.control.figures_actions import unfinished
from gospablik.control.model import Removed, Suspended
from gospablik.control.window import Window
from gospablik.organisation import Organisation
from gospablik.templates import in_quotes, plural


def suspended(
    session: Session, office: Organisation, now: datetime, window: Window | None = None
) -> tuple[Suspended, ...]:
    """Each page that is suspended at `now`. `window`: the week that is told of, if one is."""
    found = []
    for page, why in office.suspended_pages(now):
        errands, others = unfinished(session, office, page.key)
        judged = window is not None and window.tells_of(page.key)
        found.append(Suspended(in_quotes(office.named(page)), why, errands, others, judged))
    return tuple(found)


def waiting_words(page: Suspended | Removed) -> str:
    """What waits for the page's return, as a sentence; empty if nothing does."""
    told = []
    if page.errands:
        told.append(plural(page.errands, "поручение", "поручения", "поручений"))
    if page.others:
        other = ("другое действие", "других действия", "других действий")
        told.append(plural(page.others, *other))
    if not told:
        return ""
    return f"До её возвращения отложено: {', '.join(told)}."
