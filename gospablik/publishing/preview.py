"""One news item as it would look in each network; nothing of it is kept (clauses 3.2, 3.3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.media.arrange import Arranged, Offered
from gospablik.media.fitting import Picture
from gospablik.networks.limits import TEXT, TextLimits
from gospablik.organisation import Organisation, Page
from gospablik.publishing.compose import Composed, compose_with
from gospablik.publishing.media import offered_by
from gospablik.publishing.outgoing import not_taken, planned
from gospablik.publishing.plan import Candidate
from gospablik.site import FeedItem, NewsFileKind
from gospablik.store.tables import SiteItem

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class News:
    """A news item of the site: what posts are made of. `published_at` is aware, UTC.

    `files`: what it carries.
    """

    link: str
    title: str
    text: str
    published_at: datetime | None
    files: tuple[Offered, ...]
    category: str


@dataclass(frozen=True, slots=True)
class Look:
    """The item in one network. `posts`: what the checks look at, one for each of its pages.
    `arranged`: what of its files would go out.

    Without a page there, it is one that no page bears, of a page that begins with the item.
    """

    network: str
    pages: tuple[Page, ...]
    composed: Composed
    arranged: Arranged
    limits: TextLimits
    posts: tuple[Candidate, ...]

    @property
    def length(self) -> int:
        """Of the text, in the network's unit."""
        return self.limits.length(self.composed.text)


@dataclass(frozen=True, slots=True)
class Opened:
    """A picture of the news as it was read: what it is, and a small JPEG of it for people.

    `why`: why there is none, in whole sentences.
    """

    picture: Picture | None = None
    small: bytes = field(default=b"", repr=False)
    why: str | None = None


_NONE: Mapping[str, Opened] = MappingProxyType({})


def of_feed(item: FeedItem) -> News:
    """As the feed has it just now."""
    return News(
        link=item.link,
        title=item.title,
        text=item.full_text or item.announce,
        published_at=item.published_at,
        files=tuple(Offered(one.kind, one.address, one.words) for one in item.files),
        category=item.category,
    )


def newest(items: Iterable[FeedItem]) -> FeedItem | None:
    """The last published; of items without a date the feed's first."""
    return max(items, key=lambda item: item.published_at or _LONG_AGO, default=None)


def stored(session: Session, office: Organisation, address: str | None) -> News | None:
    """As it was read last, by its canonical address; without one the newest that is known."""
    query = select(SiteItem).where(SiteItem.organisation == office.key)
    if address is None:
        order = (SiteItem.published_at.is_(None), SiteItem.published_at.desc(), SiteItem.id.desc())
        query = query.order_by(*order).limit(1)
    else:
        query = query.where(SiteItem.address == address)
    item = session.scalars(query).first()
    if item is None:
        return None
    last = item.revisions[-1]
    files = tuple(offered_by(last))
    return News(item.link, last.title, last.text, item.published_at, files, last.category)


def looks(
    office: Organisation,
    news: News,
    *,
    article: str | None,
    unread: str | None,
    now: datetime,
    gone: bool = False,
    opened: Mapping[str, Opened] = _NONE,
    card: bool = False,
) -> list[Look]:
    """The item in every network that the programme knows.

    `article`: the page behind it, `unread`: why there is none, `gone`: because the site has none
    any more, as for a post that is planned. `opened`: its pictures by address, as far as they were
    read. `card`: see `compose_with`.
    """
    numbers = count(1)
    found = []
    for network, limits in TEXT.items():
        pages = tuple(page for page in office.page if page.network == network)
        composed, arranged = compose_with(
            network,
            news.files,
            title=news.title,
            text=news.text,
            link=news.link,
            category=news.category,
            card=card,
        )
        media = planned(arranged, _problems(network, news, arranged, opened))
        starts = [(page.key, office.start_of(page)) for page in pages]
        posts = tuple(
            Candidate(
                post_id=next(numbers),
                revision_id=0,
                page=key,
                text=composed.text,
                link=news.link,
                title=news.title,
                source_text=news.text,
                article=article,
                article_unread=unread,
                published_at=office.local(news.published_at) if news.published_at else None,
                page_since=office.local(start),
                limits=limits,
                media=media,
                article_gone=gone,
            )
            for key, start in starts or [(network, news.published_at or now)]
        )
        found.append(Look(network, pages, composed, arranged, limits, posts))
    return found


def pictures(shown: Iterable[Look], news: News) -> list[str]:
    """The addresses of the pictures that hang on any of the posts, each once."""
    places = {place for look in shown for place in look.arranged.attached}
    files = [news.files[place] for place in sorted(places)]
    return list(dict.fromkeys(one.address for one in files if one.kind is NewsFileKind.PICTURE))


def _problems(
    network: str, news: News, arranged: Arranged, opened: Mapping[str, Opened]
) -> tuple[str, ...]:
    """What would hold the post back for its pictures."""
    found: list[str | None] = []
    for place in arranged.attached:
        address = news.files[place].address
        one = opened.get(address, Opened())
        found.append(not_taken(network, one.picture, address) if one.picture else one.why)
    return tuple(filter(None, found))
