"""The pages behind the posts that stand, read again: changed, gone, or back (clause 3.2).

A page that could not be read is none of these: nothing is written of it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from gospablik.ledger import book
from gospablik.organisation import Organisation
from gospablik.publishing.carried_over import text_now, title_now
from gospablik.publishing.keeping import keep_raw, note_read, stated
from gospablik.store.tables import Action, Kind, Post, RevisionFile, SiteItem, SiteRevision
from gospablik.text import comparable, same, stands_in
from gospablik.text.sentences import sentences

SURELY_GONE = timedelta(hours=3)
"""So long after the first «no such page» a second one counts: sites are rebuilt at night."""
BACK = "страница новости снова открывается на сайте"
_WORD = re.compile(r"\w+")
_A_SENTENCE = 4
"""Words of a sentence that names its news: «Фото: пресс-служба.» stands on any page."""
_CUT = " .!…"
"""How a title or an announcement ends that breaks off."""


@dataclass(frozen=True, slots=True)
class StandingItem:
    """A news item whose post stands on a page. `link` leads to its article.

    `said`: what it was known to say: its page as it was read last, and what the site's list gives.
    `gone`: the site has said twice that it has no such page.
    """

    item_id: int
    link: str
    title: str
    said: str = ""
    gone: bool = False


@dataclass(frozen=True, slots=True)
class PageNow:
    """An article page as it reads now: headings, a blank line, the text.

    `picture`: its og:image. `address`: where it was at last; `raw`: its bytes.
    """

    text: str
    picture: str
    address: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Reworded:
    """The next wording of an item, made while no transaction was open; `after`: of which one."""

    after: int
    title: str
    text: str
    facts: list[list[str]]


def to_read_again(
    session: Session,
    office: Organisation,
    since: datetime,
    now: datetime,
    *,
    item_id: int | None = None,
    network_id: str = "",
) -> list[StandingItem]:
    """Items with a confirmed post on a page that is run now, published since then, newest first.

    A post that was taken off counts too while its news is gone: it may be back. Only that item, or
    that of the post with this number, if one is named.
    """
    active = [page.key for page in office.active_pages(now)]
    posts = (
        select(Post.item_id)
        .join(Post.item)
        .where(
            Post.page.in_(active),
            Post.network_id.is_not(None),
            Post.withdrawn_at.is_(None) | SiteItem.gone_again_at.is_not(None),
            Post.published_at >= since,
        )
    )
    if network_id:
        posts = posts.where(Post.network_id == network_id)
    items = select(SiteItem).where(SiteItem.organisation == office.key, SiteItem.id.in_(posts))
    if item_id is not None:
        items = items.where(SiteItem.id == item_id)
    rows = session.scalars(items.order_by(SiteItem.id.desc()))
    return [standing_item(item) for item in rows]


def standing_item(item: SiteItem) -> StandingItem:
    """The item by its newest wording."""
    newest = item.revisions[-1]
    articles = [one.article for one in item.revisions if one.article]
    page = articles[-1].partition("\n\n")[2] if articles else ""  # without its headings
    return StandingItem(
        item.id,
        item.link,
        newest.title,
        f"{page}\n{newest.text}",
        gone=item.gone_again_at is not None,
    )


def leads_elsewhere(item: StandingItem, page: PageNow) -> bool:
    """Whether another page stands at the item's address: it says neither the title nor one sentence
    of what the item said. A site that has moved answers so for each of its news.
    """
    if stands_in(item.title.rstrip(_CUT), page.text):
        return False
    now = comparable(page.text)
    said = (comparable(item.said[slice(*span)]).rstrip(_CUT) for span in sentences(item.said))
    return not any(len(_WORD.findall(one)) >= _A_SENTENCE and one in now for one in said)


def reworded(session: Session, item_id: int, page: PageNow) -> Reworded | None:
    """What the item says now, if its page says otherwise than when it was read last."""
    last = _newest(session, item_id)
    if last.article is None or same(last.article, page.text):
        return None
    before, after = stated("", last.article), stated("", page.text)
    if before == after and _words(last.article) == _words(page.text):
        return None
    title = title_now(last.title, last.article, page.text)
    text = text_now(last.text, last.article, page.text)
    return Reworded(last.id, title, text, stated(title, text))


def note_page(
    session: Session, item_id: int, page: PageNow, new: Reworded | None, now: datetime
) -> bool:
    """Keep what was read; True if it made a new wording. An item that was gone is back.

    The new wording has the feed's digest of the last one, so the feed adds none beside it.
    """
    _back(session, item_id, now)
    last = _newest(session, item_id)
    if new is None or new.after != last.id:
        if last.article is None:
            last.article, last.article_unread, last.article_gone = page.text, None, False
            last.article_picture = page.picture
            weigh_again(session, item_id)
        note_read(session, last.id, page.raw, now)
        return False
    revision = SiteRevision(
        item_id=item_id,
        number=last.number + 1,
        title=new.title,
        text=new.text,
        article=page.text,
        article_picture=page.picture,
        digest=last.digest,
        category=last.category,
        seen_at=now,
        facts=new.facts,
        files=[
            RevisionFile(position=one.position, kind=one.kind, address=one.address, words=one.words)
            for one in last.files
        ],
    )
    session.add(revision)
    session.flush()
    keep_raw(session, revision.id, page.raw, now)
    return True


def weigh_again(session: Session, item_id: int) -> None:
    """Have the item's posts weighed once more: the page of its newest wording is read by now."""
    session.execute(update(Post).where(Post.item_id == item_id).values(weighed=None))


def note_gone(session: Session, item_id: int, now: datetime) -> None:
    """The site says that it has no such page (404, 410); said again hours later, it is believed."""
    item = _locked(session, item_id)
    if item.gone_since is None:
        item.gone_since = now
    elif item.gone_again_at is None and now - item.gone_since >= SURELY_GONE:
        item.gone_again_at = now


def _back(session: Session, item_id: int, now: datetime) -> None:
    item = _locked(session, item_id)
    if item.gone_since is None:
        return
    item.gone_since = item.gone_again_at = None
    posts = [str(post) for post in session.scalars(select(Post.id).where(Post.item_id == item_id))]
    for action in session.scalars(
        select(Action).where(
            Action.organisation == item.organisation,
            Action.kind == Kind.WITHDRAW,
            Action.subject.in_(posts),
        )
    ):
        book.cancel(session, action.id, why=BACK, now=now)


def _newest(session: Session, item_id: int) -> SiteRevision:
    return session.scalars(
        select(SiteRevision)
        .where(SiteRevision.item_id == item_id)
        .order_by(SiteRevision.number.desc())
        .limit(1)
    ).one()


def _locked(session: Session, item_id: int) -> SiteItem:
    return session.get_one(SiteItem, item_id, with_for_update=True, populate_existing=True)


def _words(text: str) -> list[str]:
    return _WORD.findall(comparable(text))
