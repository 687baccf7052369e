"""Figures of the pages: posts by day, silence, what the site has and the page has not."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from gospablik.control import rules
from gospablik.control.addresses import post_addresses
from gospablik.control.figures_access import access
from gospablik.control.figures_checks import harvest, live, status, word
from gospablik.control.model import Held, PageWeek, Published, Silence
from gospablik.control.silence import longest
from gospablik.control.window import Window
from gospablik.organisation import Mode, Organisation, Page
from gospablik.publishing.held import dropped
from gospablik.reconciliation.planned import lacking
from gospablik.span import Week
from gospablik.store.tables import Action, Kind, Post, SiteItem, State


def page_week(
    session: Session, office: Organisation, page: Page, week: Week, *, now: datetime
) -> PageWeek:
    """One page's figures. News that came within the week is lacking if it has no post now."""
    window = Window.of(week, now)
    posts = _posts(session, office, page, window)
    dated = [(post, post.published_at) for post in posts if post.published_at]
    how = _confirmed_by(session, office, page, posts)
    links = post_addresses(session, office, page, {post.network_id or "" for post in posts})
    days = [office.local(at).date() for _, at in dated]
    watched = page.mode is Mode.WATCH
    return PageWeek(
        key=page.key,
        name=office.named(page),
        watched=watched,
        whole=office.start_of(page) <= week.start,
        since=page.since,
        days=tuple(days.count(day) for day in week.days),
        posts=tuple(
            Published(
                post.revision.title,
                links[post.network_id or ""],
                at,
                how.get(str(post.id), "в журнале нет записи"),
            )
            for post, at in dated
        ),
        maybe_posts=_maybe(session, office, page),
        silence=_silence(
            session, office, page, (week.start, week.cut_off(now)), [at for _, at in dated]
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


def _maybe(session: Session, office: Organisation, page: Page) -> int:
    query = select(func.count()).where(
        Action.organisation == office.key,
        Action.kind == Kind.PUBLISH,
        Action.page == page.key,
        Action.state == State.UNKNOWN,
    )
    return session.scalar(query) or 0


def _silence(
    session: Session,
    office: Organisation,
    page: Page,
    span: tuple[datetime, datetime],
    posts: list[datetime],
) -> Silence | None:
    since, until = span
    before = session.scalar(
        select(func.max(Post.published_at)).where(
            Post.organisation == office.key,
            Post.page == page.key,
            Post.network_id.is_not(None),
            Post.published_at < since,
        )
    )
    moments = [before, *posts] if before else posts
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
