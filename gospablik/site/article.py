"""The article page behind a feed item: what the site itself shows to people."""

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

import httpx

from gospablik.clock import now
from gospablik.site.article_date import published
from gospablik.site.body import main_text
from gospablik.site.dates import SiteDate
from gospablik.site.fetch import could_not
from gospablik.site.page import must_be_no_error, must_be_no_guard, read_page
from gospablik.site.page_head import PageHead, read_head
from gospablik.site.tree import parse_page

_SHORT = 200
_WHAT = "Страница новости"


@dataclass(frozen=True, slots=True)
class Article:
    """An article page: plain text in paragraphs.

    `headings` are all titles the page gives itself (og:title, h1, title); `title` is the first.
    `address`: where the page was at last, after the site's redirects. `published`: when it says it
    was, if it was asked.
    """

    title: str
    text: str
    picture: str | None
    headings: tuple[str, ...] = ()
    address: str = ""
    published: SiteDate | None = None


def read_article(
    address: str,
    http: httpx.Client,
    *,
    contact: str = "",
    hosts: tuple[str, ...] | None = None,
    zone: ZoneInfo | None = None,
) -> Article:
    """The main text of the page at that http(s) address, and its date if a `zone` is given.

    Raises CouldNotRead for an error, a time-out, a page cut short, an anti-bot screen, a file, a
    page «not found» that answers 200, or a page without an article in it; OtherSite, which is one,
    if it leads to a host that is neither its own nor one of `hosts` (None: any will do).
    """
    page = read_page(address, http, what=_WHAT, contact=contact, hosts=hosts)
    if urlsplit(page.address).path in ("", "/") and urlsplit(address).path not in ("", "/"):
        raise could_not(f"Страница новости {address} ведёт на главную, новости там нет.")
    return article_of(page.html, page.address, zone=zone)


def article_of(html: str, address: str, *, zone: ZoneInfo | None = None) -> Article:
    """The same of a page that was read from that address."""
    root = parse_page(html)
    head = read_head(root)
    must_be_no_error(address, head.titles, _WHAT)
    date = published(root, zone, now()) if zone is not None and root is not None else None
    text = main_text(html if root is None else root, head.titles)
    _must_be_article(address, html, head, text)
    picture = urljoin(address, head.picture) if head.picture else None
    if picture and not picture.startswith(("http://", "https://")):
        picture = None
    title = head.titles[0] if head.titles else ""
    return Article(title, text, picture, head.titles, address, date)


def _must_be_article(address: str, html: str, head: PageHead, text: str) -> None:
    longest = max(map(len, head.titles), default=0)
    if len(text) >= _SHORT or (text and len(text) >= longest):
        return
    must_be_no_guard(address, html, _WHAT)
    raise could_not(f"На странице {address} не нашлось текста новости.")
