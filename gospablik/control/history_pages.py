"""Eight weeks of pages: posts, longest silence, the site's news covered, posts that differ."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from gospablik.control import rules
from gospablik.control.figures_reposts import reposted
from gospablik.control.history_model import NONE, NOT_CHECKED, Series, Value
from gospablik.control.last_checks import last_good
from gospablik.control.silence import longest
from gospablik.control.window import Window
from gospablik.organisation import Mode, Organisation, Page
from gospablik.span import Week
from gospablik.store.tables import Check, Post, Result, SiteItem

_MOMENT = func.coalesce(SiteItem.published_at, SiteItem.first_seen_at)


def of_pages(
    session: Session,
    office: Organisation,
    pages: Sequence[Page],
    weeks: Sequence[tuple[Week, Window]],
    now: datetime,
) -> list[Series]:
    """Three rows a page, and one of all pages: posts that a reconciliation found to differ."""
    made, windows = [], [window for _, window in weeks]
    for page in pages:
        name = office.named(page)
        norm = f" (норма {office.norm.posts_a_week})" if office.norm else ""
        moments = _moments(session, office, page, weeks[-1][0].cut_off(now))
        posts = tuple(_posts(office, page, window, moments) for window in windows)
        silence = tuple(_silence(office, page, week, moments, now) for week, _ in weeks)
        covered = tuple(_covered(session, office, page, w, windows[-1].until) for w in windows)
        made += [
            Series("posts", f"постов за неделю, {name}{norm}", posts, page.key),
            Series("silence", f"самая долгая тишина, часов, {name}", silence, page.key),
            Series("covered", f"новостей сайта с постом, %, {name}", covered, page.key),
        ]
    differ = tuple(_differ(session, office, window) for window in windows)
    return [*made, Series("differ", "постов, в которых сверка нашла расхождения", differ)]


def silences(
    session: Session, office: Organisation, page: Page, weeks: Sequence[Week], now: datetime
) -> list[Value]:
    """The longest silence of each of these weeks, in whole hours."""
    moments = _moments(session, office, page, weeks[-1].cut_off(now))
    return [_silence(office, page, week, moments, now) for week in weeks]


def _moments(session: Session, office: Organisation, page: Page, until: datetime) -> list[datetime]:
    """When the page's posts and reposts came out, all of them: the silence of a week may begin long
    before.
    """
    rows = session.scalars(
        select(Post.published_at).where(
            Post.organisation == office.key,
            Post.page == page.key,
            Post.network_id.is_not(None),
            Post.published_at <= until,
        )
    )
    reposts = [one.at for one in reposted(session, office, page, until)]
    return sorted([*(moment for moment in rows if moment), *reposts])


def _posts(office: Organisation, page: Page, window: Window, moments: Sequence[datetime]) -> Value:
    if page.mode is Mode.WATCH:
        return NOT_CHECKED
    if office.start_of(page) > window.until:
        return NONE
    return sum(window.since <= moment <= window.until for moment in moments)


def _silence(
    office: Organisation, page: Page, week: Week, moments: Sequence[datetime], now: datetime
) -> Value:
    """In whole hours."""
    if page.mode is Mode.WATCH:
        return NOT_CHECKED
    found = longest(moments, began=office.start_of(page), since=week.start, until=week.cut_off(now))
    return int((found.until - found.since).total_seconds() // 3600) if found else NONE


def _covered(
    session: Session, office: Organisation, page: Page, window: Window, until: datetime
) -> Value:
    """Of the week's news, the share that had a post on the page by the end of the newest week."""
    if page.mode is Mode.WATCH:
        return NOT_CHECKED
    if office.start_of(page) > window.until:
        return NONE
    news = (
        SiteItem.organisation == office.key,
        max(window.since, office.start_of(page)) <= _MOMENT,
        window.until >= _MOMENT,
    )
    items = session.scalar(select(func.count(SiteItem.id)).where(*news)) or 0
    posted = session.scalar(
        select(func.count(Post.id))
        .join(SiteItem, Post.item_id == SiteItem.id)
        .where(
            *news, Post.page == page.key, Post.network_id.is_not(None), Post.published_at <= until
        )
    )
    if items:
        return 100 * (posted or 0) // items
    read = last_good(session, office, rules.SITE_READ, window.until, since=window.since)
    return NONE if read else NOT_CHECKED


def _differ(session: Session, office: Organisation, window: Window) -> Value:
    """Posts, each once, mended or not; a week in which none could be compared is «не проверено»."""
    subject = func.count(distinct(Check.subject))
    checks = select(subject).where(
        Check.organisation == office.key,
        Check.rule.in_(rules.LIVE),
        Check.result != Result.NOT_CHECKED,
        window.counts(Check.page),
        window.holds(Check.checked_at),
    )
    if not session.scalar(checks):
        return NOT_CHECKED
    return session.scalar(checks.where(Check.result == Result.BAD)) or 0
