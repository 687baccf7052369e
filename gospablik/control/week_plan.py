"""A week on course to fall short, told while something can be done about it (clause 3.2).

With a norm: fewer posts than the plan has by now. With and without: silence for longer than is
usual on that page, before it is a breach. What is only watched is not judged: nobody counts what
people post by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy.orm import Session

from gospablik.control.figures_pages import page_week
from gospablik.control.history import weeks_of
from gospablik.control.history_pages import silences
from gospablik.control.model import PageWeek
from gospablik.organisation import Mode, Norm, Organisation, Page
from gospablik.reconciliation.planned import Lacking, lacking, waiting
from gospablik.span import Week
from gospablik.templates import in_quotes, plural

_LOOK_BACK = timedelta(days=14)
"""Older news without a post are told by the weekly letter and by «Сверка с сайтом»."""
_WEEKS_TO_COMPARE = 2
"""With fewer weeks of its own nobody knows what is usual on a page."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A page that falls short, its name quoted. `news`: the site's without a post, oldest first."""

    name: str
    why: str
    news: tuple[Lacking, ...]


def behind(session: Session, office: Organisation, now: datetime) -> tuple[Behind, ...]:
    """The pages that fall short at `now` (aware), in the order of organisation.toml."""
    week, found = Week.current(office, now), []
    for page in office.active_pages(now):
        if page.mode is not Mode.SELF or office.start_of(page) > now:
            continue
        told = page_week(session, office, page, week, now=now)
        name = in_quotes(office.named(page))
        whys = [
            _under_norm(office.norm, told, week, now) if office.norm else "",
            _silent(told, _usual(session, office, page, week, now), now),
        ]
        if any(whys):
            news = _news(session, office, page, now)
            found.append(Behind(name, "; ".join(filter(None, whys)), news))
    return tuple(found)


def _under_norm(norm: Norm, told: PageWeek, week: Week, now: datetime) -> str:
    """As `verdicts.regularity` threatens: what may have come out counts."""
    planned = norm.planned(week.gone(now))
    posts = len(told.posts)
    if not told.whole or posts + told.maybe_posts >= planned:
        return ""
    lacks = norm.posts_a_week - posts
    return (
        f"{plural(posts, 'пост', 'поста', 'постов')} из {norm.posts_a_week}, по плану к этому часу "
        f"{planned}; до конца недели нужно ещё {lacks} ({norm.document})"
    )


def _usual(
    session: Session, office: Organisation, page: Page, week: Week, now: datetime
) -> int | None:
    """The middle one of the longest silences of the eight weeks before, in hours."""
    last = Week.starting(office, week.monday - timedelta(days=7))
    told = silences(session, office, page, weeks_of(office, last), now)
    hours = [one for one in told if isinstance(one, int)]
    return int(median(hours)) if len(hours) >= _WEEKS_TO_COMPARE else None


def _silent(told: PageWeek, usual: int | None, now: datetime) -> str:
    since = told.posts[-1].at if told.posts else told.silence.since if told.silence else now
    quiet = int((now - since).total_seconds() // 3600)
    if usual is None or quiet <= usual:
        return ""
    hours = ("час", "часа", "часов")
    return (
        f"постов нет {plural(quiet, *hours)}, а обычно самая долгая тишина недели — "
        f"{plural(usual, *hours)}"
    )


def _news(session: Session, office: Organisation, page: Page, now: datetime) -> tuple[Lacking, ...]:
    since = now - _LOOK_BACK
    return (
        *lacking(session, office, page, now, since=since),
        *waiting(session, office, page, now, since=since, until=now),
    )


def watched(office: Organisation, now: datetime) -> Sequence[str]:
    """Names of the pages that nobody counts the posts of."""
    return [office.named(page) for page in office.active_pages(now) if page.mode is Mode.WATCH]
