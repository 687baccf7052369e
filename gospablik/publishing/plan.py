"""Which item becomes which post: planned once for a page, checked, then handed to the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, selectinload

from gospablik.ledger import book
from gospablik.media.arrange import Offered
from gospablik.networks.limits import TEXT, TextLimits
from gospablik.organisation import Mode, Organisation, Page
from gospablik.publishing.again import weigh_again
from gospablik.publishing.cards import shows_picture
from gospablik.publishing.compose import compose_with
from gospablik.publishing.media import offered_by, plan_media
from gospablik.publishing.outgoing import PlannedMedia, offered, planned_media
from gospablik.publishing.unsent import UNSENT, locked_post, still_unsent
from gospablik.store.once import find_or_insert
from gospablik.store.tables import Kind, Post, PostMedium, SiteItem, SiteRevision

POST_CHECKS = "post-checks"
"""The check before publishing, as it is kept. Subject: the post's row id."""
_UNDATED_AT_ONCE = 5
"""So many pages of news without a date are read in one pass; more would keep it too long."""
NO_DATE = "на сайте у новости нет даты: неизвестно, старая она или новая"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A planned post that waits for its checks, with all that they compare it with.

    Moments are in the organisation's zone, for people; `article` is None if the page of the news
    could not be read, `article_unread` then says why, `article_gone` that the site has none.
    `own_words`: the text is a specialist's; `worded_before`: who gave one that the site has outrun.
    """

    post_id: int
    revision_id: int
    page: str
    text: str
    link: str
    title: str
    source_text: str
    article: str | None
    article_unread: str | None
    published_at: datetime | None
    page_since: datetime
    limits: TextLimits
    media: PlannedMedia
    article_gone: bool = False
    own_words: bool = False
    worded_before: str = ""


def plan_posts(session: Session, office: Organisation, page: Page, now: datetime) -> int:
    """Plan a post for each item of the page's time that has none. Returns how many are new.

    An item older than the page's first day gets none: it belongs to the time before us.
    """
    start = office.start_of(page)
    items = session.scalars(
        select(SiteItem)
        .where(
            SiteItem.organisation == office.key,
            (SiteItem.published_at >= start) | SiteItem.published_at.is_(None),
            ~exists().where(  # by all columns of the unique index: news of years are asked about
                Post.organisation == office.key,
                Post.page == page.key,
                Post.item_id == SiteItem.id,
            ),
        )
        .order_by(SiteItem.published_at, SiteItem.id)
    )
    return sum(_plan(session, office, page, item, now) for item in items)


def _plan(
    session: Session, office: Organisation, page: Page, item: SiteItem, now: datetime
) -> bool:
    revision = item.revisions[-1]
    post, new = find_or_insert(
        session,
        Post,
        {"organisation": office.key, "page": page.key, "item_id": item.id},
        revision_id=revision.id,
        text=compose_revision(session, page, revision, offered_by(revision)),
        planned_at=now,
        held_because=None if item.published_at else NO_DATE,
    )
    if new:
        plan_media(session, post, revision)
    return new


def compose_revision(
    session: Session, page: Page, revision: SiteRevision, files: Sequence[Offered]
) -> str:
    """The text of a post about this wording of an item on this page, beside its files."""
    item = session.get_one(SiteItem, revision.item_id)
    composed, _ = compose_with(
        page.network,
        files,
        title=revision.title,
        text=revision.text,
        link=item.link,
        category=revision.category,
        card=shows_picture(session, item.organisation, item.link, revision.article_picture),
    )
    return composed.text


def reword(session: Session, page: Page, posts: Sequence[Candidate]) -> None:
    """Compose planned posts anew once their files and pages are read: what is too big becomes a
    link, and a page with a picture of its own lets a long text stay whole. A specialist's text
    stays as it is.
    """
    for one in posts:
        post = locked_post(session, one.post_id)
        if post.own_words or not post.media or post.revision_id != one.revision_id:
            continue
        if still_unsent(session, post):
            files = offered(post.media)
            post.text = compose_revision(session, page, post.revision, files)


def refresh_unsent(session: Session, office: Organisation, page: Page) -> int:
    """Give posts that are not handed over yet the newest wording of their item.

    A specialist's text was for the older one and is dropped; `worded_by` stays to tell of it.
    """
    changed = 0
    for post in _unsent(session, office, page):
        newest = post.item.revisions[-1]
        stale = newest.id != post.revision_id or post.item.link not in post.text  # it has moved
        if stale and still_unsent(session, post):
            post.revision_id, post.own_words, post.mendable = newest.id, None, False
            post.held_because = None if post.item.published_at else NO_DATE
            plan_media(session, post, newest)
            files = offered(post.media)
            post.text = compose_revision(session, page, newest, files)
            changed += 1
    return changed


def candidates(
    session: Session, office: Organisation, page: Page, limit: int | None = None
) -> list[Candidate]:
    """Planned posts not handed to the ledger yet, oldest first (only the newest `limit`).

    Without those whose item has no date, or has got one before the page's first day, and those
    that a person has dropped.
    """
    start = office.start_of(page)
    posts = [
        post
        for post in _unsent(session, office, page)
        if post.item.published_at and post.item.published_at >= start
    ]
    return [candidate_of(office, page, post) for post in (posts[-limit:] if limit else posts)]


def undated(session: Session, office: Organisation, page: Page) -> list[str]:
    """Titles of news that are held because the site does not say when they appeared."""
    return [
        post.revision.title
        for post in _unsent(session, office, page)
        if post.item.published_at is None
    ]


def _unsent(session: Session, office: Organisation, page: Page) -> Sequence[Post]:
    return session.scalars(
        select(Post)
        .join(SiteItem)
        .where(
            Post.organisation == office.key,
            Post.page == page.key,
            Post.dropped_at.is_(None),
            UNSENT,
        )
        .options(selectinload(Post.media).selectinload(PostMedium.medium))
        .order_by(SiteItem.published_at, SiteItem.id)
    ).all()


def candidate_of(
    office: Organisation, page: Page, post: Post, words: str | None = None
) -> Candidate:
    """The post as it is, or as it would be in a specialist's `words`."""
    revision = post.revision
    published = post.item.published_at
    text = post.text if words is None else words
    return Candidate(
        post_id=post.id,
        revision_id=post.revision_id,
        page=page.key,
        text=text,
        link=post.item.link,
        title=revision.title,
        source_text=revision.text,
        article=revision.article,
        article_unread=revision.article_unread,
        published_at=office.local(published) if published else None,
        page_since=office.local(office.start_of(page)),
        limits=TEXT[page.network],
        media=planned_media(page.network, post, text),
        article_gone=revision.article_gone,
        own_words=bool(words or post.own_words),
        worded_before="" if words or post.own_words else post.worded_by or "",
    )


def articles_to_read(session: Session, posts: Sequence[Candidate]) -> list[tuple[int, str]]:
    """(revision id, link) of candidates whose article page was not read or could not be."""
    ids = [p.post_id for p in posts if p.article is None]
    rows = session.execute(
        select(Post.revision_id, SiteItem.link)
        .join(SiteItem, Post.item_id == SiteItem.id)
        .where(Post.id.in_(ids))
    )
    return sorted({(revision, link) for revision, link in rows})


def undated_to_read(session: Session, office: Organisation, page: Page) -> list[tuple[int, str]]:
    """(revision id, link) of the newest news without a date whose page may name one."""
    posts = [
        post
        for post in _unsent(session, office, page)
        if post.item.published_at is None and post.revision.article is None
    ]
    return [(post.revision_id, post.item.link) for post in posts[-_UNDATED_AT_ONCE:]]


def keep_article(
    session: Session,
    revision_id: int,
    *,
    text: str | None,
    unread: str | None,
    gone: bool = False,
    picture: str = "",
    published_at: datetime | None = None,
) -> None:
    """Store the page of an item as it was read, or why it was not.

    `picture`: its og:image. `published_at`: what the page says of it; it dates an item that the
    list has left undated.
    """
    revision = session.get_one(SiteRevision, revision_id)
    revision.article, revision.article_unread, revision.article_gone = text, unread, gone
    revision.article_picture = picture
    if text is not None:
        weigh_again(session, revision.item_id)
    if revision.item.published_at is None:
        revision.item.published_at = published_at


def hold(session: Session, post: Candidate, why: str, *, mendable: bool = False) -> None:
    """Keep a post back and say why. The next pass checks it again: the site may be mended.

    `mendable`: so may a specialist's text.
    """
    row = locked_post(session, post.post_id)
    if _is_still(row, post):
        row.held_because, row.mendable = why, mendable


def release(
    session: Session, office: Organisation, page: Page, post: Candidate, now: datetime
) -> bool:
    """Hand a checked post to the ledger. False on a page that is only watched, and for a post
    that another pass or a person gave another wording, or none, meanwhile: nobody has checked that.

    The post may go out until `late_hours` after it was planned; later it would be no news.
    """
    row = locked_post(session, post.post_id)
    if not _is_still(row, post):
        return False
    row.held_because, row.mendable = None, False
    row.worded_by = row.worded_by if row.own_words else None
    if page.mode is not Mode.SELF:
        return False
    return book.record(
        session,
        organisation=office.key,
        kind=Kind.PUBLISH,
        page=page.key,
        subject=str(row.id),
        now=now,
        not_after=row.planned_at + timedelta(hours=office.organisation.late_hours),
    )


def _is_still(row: Post, checked: Candidate) -> bool:
    same = row.revision_id == checked.revision_id and row.text == checked.text
    return same and row.dropped_at is None
