"""How many people the pages reached, counted from what was captured before the cut-off.

A week is told by the captures that lie within it alone, so what is captured later changes nothing.
A finished week is told by those of its last hours alone: what Monday saw is not what the week was.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.history_model import NONE, NOT_CHECKED, WEEKS, Series, Value
from gospablik.control.reach_model import Figure, Lacks, PageReach, ReachWeek, Unusual
from gospablik.control.reach_unusual import BEFORE, is_unusual, span
from gospablik.control.window import Window
from gospablik.moderation.links import one_line
from gospablik.organisation import Organisation, Page
from gospablik.span import Week
from gospablik.store.tables import PageCapture, PostCapture

TELLS = timedelta(hours=36)
"""How long before its end a finished week is told: two evenings, should one of them fail."""
_EARLY = "это не конец недели, позже не спрашивали"
_JUDGED: Sequence[tuple[str, Callable[[PageReach], Figure]]] = (
    ("подписчиков за неделю прибавилось", lambda page: page.change),
    ("просмотров", lambda page: page.views),
    ("реакций", lambda page: page.reactions),
)
_TOLD: Sequence[tuple[str, str, Callable[[PageReach], Figure]]] = (
    ("members", "подписчиков", lambda page: page.members),
    ("views", "просмотров", lambda page: page.views),
    ("reactions", "реакций", lambda page: page.reactions),
)


def reach_week(
    session: Session,
    office: Organisation,
    pages: Sequence[Page],
    week: Week,
    *,
    now: datetime,
) -> ReachWeek:
    """Reach of these pages in that week, and what it was before."""
    # One week more than is compared: the first change needs the members before it.
    weeks = [
        Week.starting(office, week.monday - timedelta(days=7 * back))
        for back in reversed(range(BEFORE + 2))
    ]
    told = [_weeks_of_page(session, office, page, weeks, now)[1:] for page in pages]
    over = now >= week.end
    unusual, compared = _compared(told) if over else ((), None)
    return ReachWeek(
        pages=tuple(of_page[-1] for of_page in told),
        weeks=tuple(one.number for one in weeks[-WEEKS:]),
        series=tuple(
            series
            for of_page in told
            for key, words, figure in _TOLD
            if (series := _series(key, words, of_page[-WEEKS:], figure)) is not None
        ),
        unusual=unusual,
        compared=compared,
    )


def _weeks_of_page(
    session: Session, office: Organisation, page: Page, weeks: Sequence[Week], now: datetime
) -> list[PageReach]:
    """The page in each of these weeks, which follow each other."""
    windows = [Window.of(one, now) for one in weeks]
    captures = session.scalars(
        select(PageCapture)
        .where(
            PageCapture.organisation == office.key,
            PageCapture.page == page.key,
            PageCapture.captured_at >= windows[0].since,
            PageCapture.captured_at <= windows[-1].until,
        )
        .order_by(PageCapture.captured_at, PageCapture.id)
    ).all()
    found: list[PageReach] = []
    before: Figure = Lacks.NOT_CHECKED
    for week, window in zip(weeks, windows, strict=True):
        of_week = [c for c in captures if window.since <= c.captured_at <= window.until]
        since = week.end - TELLS if now >= week.end else window.since
        telling = [c for c in of_week if c.captured_at >= since]
        run = office.start_of(page) <= window.until
        one = PageReach.without(Lacks.NOT_CHECKED if run or telling else Lacks.NOTHING)
        one = _posts(session, _members(one, telling, before), telling, window)
        before = one.members
        if of_week:
            unread = one_line(of_week[-1].unread, 160) if telling else _EARLY
            one = replace(one, asked_at=of_week[-1].captured_at, unread=unread)
        found.append(replace(one, key=page.key, name=office.named(page)))
    return found


def _members(one: PageReach, telling: Sequence[PageCapture], before: Figure) -> PageReach:
    """With the members of the newest capture that got them. `before`: those of the last week."""
    capture = next((c for c in reversed(telling) if not c.members_unread), None)
    if capture is None:
        return one
    members: Figure = Lacks.NOT_TOLD if capture.members is None else capture.members
    change = _change(members, before)
    return replace(one, members=members, change=change, members_at=capture.captured_at)


def _posts(
    session: Session, one: PageReach, telling: Sequence[PageCapture], window: Window
) -> PageReach:
    """With the posts of the newest capture that got them."""
    capture = next((c for c in reversed(telling) if not c.posts_unread), None)
    if capture is None:
        return one
    one = replace(one, posts_at=capture.captured_at)
    if capture.posts is None:
        untold = Lacks.NOT_TOLD
        return replace(one, posts=untold, views=untold, reactions=untold)
    rows = counted_in(session, capture, window)
    views, views_of = _sum([row.views for row in rows])
    reactions, reactions_of = _sum([row.reactions for row in rows])
    return replace(
        one,
        posts=len(rows),
        views=views,
        views_of=views_of,
        reactions=reactions,
        reactions_of=reactions_of,
    )


def counted_in(session: Session, capture: PageCapture, window: Window) -> Sequence[PostCapture]:
    """The posts of the week in that capture."""
    return session.scalars(
        select(PostCapture)
        .where(PostCapture.capture_id == capture.id, window.holds(PostCapture.published_at))
        .order_by(PostCapture.published_at, PostCapture.id)
    ).all()


def _sum(values: Sequence[int | None]) -> tuple[Figure, int]:
    """What was told of these posts together, and of how many it was told."""
    numbers = [value for value in values if value is not None]
    if not values:
        return Lacks.NOTHING, 0
    return (sum(numbers), len(numbers)) if numbers else (Lacks.NOT_TOLD, 0)


def _change(members: Figure, before: Figure) -> Figure:
    if isinstance(members, Lacks):
        return members
    return before if isinstance(before, Lacks) else members - before


def _series(
    key: str, words: str, weeks: Sequence[PageReach], figure: Callable[[PageReach], Figure]
) -> Series | None:
    """A row of the last eight weeks; None if there was nothing to count or the network, where it
    was read, never told it. A row of «?» alone stays.
    """
    values = [figure(one) for one in weeks]
    untold = Lacks.NOT_CHECKED not in values or Lacks.NOT_TOLD in values
    if untold and not any(isinstance(value, int) for value in values):
        return None
    page = weeks[-1]
    return Series(key, f"{words}, {page.name}", tuple(map(_sign, values)), page.key)


def _sign(value: Figure) -> Value:
    if isinstance(value, Lacks):
        return NOT_CHECKED if value is Lacks.NOT_CHECKED else NONE
    return value


def _compared(told: Sequence[Sequence[PageReach]]) -> tuple[tuple[Unusual, ...], int]:
    """What is unusual in the last of each page's weeks, and how many figures could be judged."""
    found, compared = [], 0
    for weeks in told:
        *earlier, last = weeks
        for words, figure in _JUDGED:
            value, edges = figure(last), span([figure(one) for one in earlier])
            if isinstance(value, Lacks) or edges is None:
                continue
            compared += 1
            if is_unusual(value, *edges):
                found.append(Unusual(last.name, words, value, *edges))
    return tuple(found), compared
