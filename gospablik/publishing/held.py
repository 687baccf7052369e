"""Held posts: a person corrects the text, drops the post or takes it up again (clause 3.2).

The one writer of these three. A text that states what the site does not is never written.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from gospablik.networks.limits import TEXT
from gospablik.organisation import Organisation, Page
from gospablik.page import NETWORK_NAMES
from gospablik.publishing.outgoing import planned_media
from gospablik.publishing.own_words import against_site, differing
from gospablik.publishing.plan import NO_DATE
from gospablik.publishing.unsent import UNSENT, is_unsent, locked_post
from gospablik.store.tables import Post, PostMedium, SiteItem
from gospablik.templates import plural
from gospablik.text.comparison import Verdict


@dataclass(frozen=True, slots=True)
class Dropped:
    """News that gets no post on a page. `by`: name and office; `at` is UTC; `link`: the news."""

    title: str
    link: str
    by: str
    at: datetime
    because: str

    @property
    def words(self) -> str:
        """Who decided it and why."""
        return f"не публикуется по решению: {self.by}; причина: {self.because}"


def held_posts(session: Session, office: Organisation, pages: list[str]) -> list[Post]:
    """Posts of these pages that the checks hold back, the oldest news first; rows are locked."""
    rows = session.scalars(
        select(Post)
        .join(SiteItem)
        .where(
            Post.organisation == office.key,
            Post.page.in_(pages),
            Post.held_because.is_not(None),
            Post.dropped_at.is_(None),
            UNSENT,
        )
        .options(selectinload(Post.item), selectinload(Post.media).selectinload(PostMedium.medium))
        .order_by(
            func.coalesce(SiteItem.published_at, SiteItem.first_seen_at), SiteItem.id, Post.id
        )
        .with_for_update(of=Post)
    )
    return [post for post in rows if _is_of_its_time(office, post)]


def _is_of_its_time(office: Organisation, post: Post) -> bool:
    """News that got a date before the page's first day is no candidate any more."""
    published = post.item.published_at
    return published is None or published >= office.start_of(office.page_by_key(post.page))


def dropped_posts(
    session: Session, office: Organisation, pages: list[str], since: datetime
) -> list[Post]:
    """Posts of these pages that a person has dropped since then, the newest decision first."""
    rows = session.scalars(
        select(Post)
        .where(
            Post.organisation == office.key,
            Post.page.in_(pages),
            Post.dropped_at >= since,
            UNSENT,
        )
        .options(selectinload(Post.item))
        .order_by(Post.dropped_at.desc(), Post.id)
        .with_for_update(of=Post)
    )
    return list(rows)


def dropped(
    session: Session,
    office: Organisation,
    page: Page,
    since: datetime,
    until: datetime | None = None,
) -> tuple[Dropped, ...]:
    """What a person decided not to publish on the page from `since` to `until`, oldest first."""
    query = (
        select(Post)
        .where(
            Post.organisation == office.key,
            Post.page == page.key,
            Post.dropped_at >= since,
            Post.dropped_at <= until if until else Post.dropped_at.is_not(None),
        )
        .options(selectinload(Post.item), selectinload(Post.revision))
        .order_by(Post.dropped_at, Post.id)
    )
    return tuple(
        Dropped(
            post.revision.title,
            post.item.link,
            office.title_of(post.dropped_by),
            post.dropped_at,
            post.dropped_because or "",
        )
        for post in session.scalars(query)
        if post.dropped_at
    )


def outrun_words(office: Organisation, key: str) -> str:
    """That the text which this official gave holds no more."""
    name = office.title_of(key)
    return f"Новость на сайте изменена: текст, который дал(а) {name}, больше не действует."


def why_not(session: Session, office: Organisation, post: Post, text: str) -> str | None:
    """Why the text may not stand for the post, in Russian; None if it states what the site does."""
    page, revision, link = office.page_by_key(post.page), post.revision, post.item.link
    limits = TEXT[page.network]
    over = limits.length(text) - limits.post
    if over > 0:
        much = plural(over, "знак", "знака", "знаков")
        return f"{NETWORK_NAMES[page.network]}: текст длиннее предела на {much}"
    if link not in text:
        return f"в тексте нет ссылки на новость: {link}"
    lines = planned_media(page.network, post, text).lines
    lost = [line for line in lines if line not in text]
    if lost:
        return f"в тексте нет строки о файле новости: «{lost[0]}»"
    found = against_site(
        text,
        title=revision.title,
        words=revision.text,
        article=revision.article,
        link=link,
        lines=lines,
    )
    if found.verdict is Verdict.FACTS_DIFFER:
        return "; ".join(differing(found))
    return found.why or None


def correct(session: Session, post_id: int, text: str, by: str, now: datetime) -> None:
    """Put an official's text, which `why_not` lets pass, in the place of the composed one.

    The next pass checks it by the same gate. What a person mends may go out as long as a new post.
    """
    post = locked_post(session, post_id)
    post.text = post.own_words = text
    post.worded_by, post.planned_at = by, now
    post.held_because, post.mendable = None, False


def drop(session: Session, post_id: int, by: str, because: str, now: datetime) -> None:
    """Decide that the news gets no post on this page."""
    post = locked_post(session, post_id)
    post.dropped_at, post.dropped_by, post.dropped_because = now, by, because
    post.held_because, post.mendable = None, False


def take_up_again(session: Session, office: Organisation, post_id: int, now: datetime) -> None:
    """Plan a dropped post anew: it is checked as the site has it now, and has its whole term."""
    post = locked_post(session, post_id)
    post.dropped_at = post.dropped_by = post.dropped_because = None
    post.planned_at = now
    post.held_because = None if post.item.published_at else NO_DATE


def settled(session: Session, post: Post, revision_id: int) -> str | None:
    """Why nothing is left to say of a post that was held in that wording; None if there is."""
    if not is_unsent(session, post.id):
        return "пост уже передан на публикацию"
    if post.dropped_at is not None:
        return f"уже решено не публиковать: {post.dropped_because}"
    if post.revision_id != revision_id:
        return "новость на сайте изменена, пост составлен заново"
    if post.held_because is None:
        return "пост больше не задержан"
    return None
