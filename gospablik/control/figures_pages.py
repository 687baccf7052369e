"""Figures of the pages: posts by day, silence, what the site has and the page has not."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from gospablik.control import rules
from gospablik.control.addresses import post_addresses
from gospablik.control.figures_access import access
from gospablik.control.figures_checks import harvest, live, status, word
from gospablik.control.figures_reposts import FILLS, Reposted, reposted
from gospablik.control.model import Held, PageWeek, Published, Silence
from gospablik.control.silence import longest
from gospablik.control.window import Window
from gospablik.organisation import Mode, Organisation, Page
from gospablik.publishing.held import dropped
from gospablik.reconciliation.planned import lacking
from gospablik.span import Week
from gospablik.store.tables import Action, Kind, Post, SiteItem, State

_BEGUN = func.coalesce(Action.first_claimed_at, Action.not_before)
"""When an action was first tried, at the latest when it was due."""


def page_week(
    session: Session, office: Organisation, page: Page, week: Week, *, now: datetime
) -> PageWeek:
    """One page's figures. News that came within the week is lacking if it has no post now."""
    window = Window.of(week, now)
    posts = _posts(session, office, page, window)
    reposts = reposted(session, office, page, window.until)
    published = _published(
        session, office, page, posts, [one for one in reposts if one.at >= window.since]
    )
    days = [office.local(one.at).date() for one in published]
    watched = page.mode is Mode.WATCH
    return PageWeek(
        key=page.key,
        name=office.named(page),
        watched=watched,
        whole=office.start_of(page) <= week.start,
        since=page.since,
        days=tuple(days.count(day) for day in week.days),
        posts=published,
        maybe_posts=_maybe(session, office, page, window),
        silence=_silence(
            session,
            office,
            page,
            (week.start, week.cut_off(now)),
            [*(one.at for one in reposts if one.at < window.since), *(one.at for one in published)],
        ),
        lacking=()
        if watched
        else tuple(lacking(session, office, page, now, since=window.since, until=window.until)),
        held=_held(session, office, page, window),
        live=live(session, office, page, window, posts),
        status=status(session, office, page, window),
        access=access(session, office, page, window),
        harvest=harvest(session, office, page, window),
        dropped=dropped(session, office, page, window.since, window.until),
        blocks_read=word(session, office, page, window, rule=rules.BLOCKS_READ),
    )


def site_items(session: Session, office: Organisation, window: Window) -> int:
    """How many news items the site published within the week (or first showed, if undated)."""
    moment = func.coalesce(SiteItem.published_at, SiteItem.first_seen_at)
    query = select(func.count()).where(SiteItem.organisation == office.key, window.holds(moment))
    return session.scalar(query) or 0


def _posts(session: Session, office: Organisation, page: Page, window: Window) -> Sequence[Post]:
    return session.scalars(
        select(Post)
        .where(
            Post.organisation == office.key,
            Post.page == page.key,
            Post.network_id.is_not(None),
            window.holds(Post.published_at),
        )
        .options(selectinload(Post.revision))
        .order_by(Post.published_at, Post.id)
    ).all()


def _published(
    session: Session,
    office: Organisation,
    page: Page,
    posts: Sequence[Post],
    reposts: Sequence[Reposted],
) -> tuple[Published, ...]:
    """Both in the order in which they came out."""
    how = _confirmed_by(session, office, page, posts)
    numbers = {post.network_id or "" for post in posts} | {one.network_id for one in reposts}
    links = post_addresses(session, office, page, numbers)
    ours = [
        Published(
            post.revision.title,
            links[post.network_id or ""],
            post.published_at,
            how.get(str(post.id), "в журнале нет записи"),
        )
        for post in posts
        if post.published_at
    ]
    others = [
        Published(
            one.title,
            links[one.network_id] if one.network_id else one.link,
            one.at,
            one.how,
            repost=True,
        )
        for one in reposts
    ]
    return tuple(sorted((*ours, *others), key=lambda one: one.at))


def _confirmed_by(
    session: Session, office: Organisation, page: Page, posts: Sequence[Post]
) -> dict[str, str]:
    rows = session.execute(
        select(Action.subject, Action.confirmed_by).where(
            Action.organisation == office.key,
            Action.kind == Kind.PUBLISH,
            Action.page == page.key,
            Action.subject.in_([str(post.id) for post in posts]),
            Action.state == State.CONFIRMED,
        )
    )
    return {subject: by.words for subject, by in rows if by}


def _maybe(session: Session, office: Organisation, page: Page, window: Window) -> int:
    """What was begun in another week makes up no post of this one."""
    query = select(func.count()).where(
        Action.organisation == office.key,
        Action.kind.in_(FILLS),
        Action.page == page.key,
        Action.state == State.UNKNOWN,
        window.holds(_BEGUN),
    )
    return session.scalar(query) or 0


def _silence(
    session: Session,
    office: Organisation,
    page: Page,
    span: tuple[datetime, datetime],
    known: list[datetime],
) -> Silence | None:
    """`known`: the week's posts, and reposts of before it."""
    since, until = span
    before = session.scalar(
        select(func.max(Post.published_at)).where(
            Post.organisation == office.key,
            Post.page == page.key,
            Post.network_id.is_not(None),
            Post.published_at < since,
        )
    )
    moments = sorted([before, *known] if before else known)
    return longest(moments, began=office.start_of(page), since=since, until=until)


def _held(session: Session, office: Organisation, page: Page, window: Window) -> tuple[Held, ...]:
    posts = session.scalars(
        select(Post)
        .where(
            Post.organisation == office.key,
            Post.page == page.key,
            Post.network_id.is_(None),
            Post.held_because.is_not(None),
            window.holds(Post.planned_at),
        )
        .options(selectinload(Post.revision), selectinload(Post.item))
        .order_by(Post.planned_at, Post.id)
    )
    return tuple(Held(p.revision.title, p.item.link, p.held_because or "") for p in posts)
