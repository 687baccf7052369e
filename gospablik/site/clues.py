"""What a page tells of where the site's news may be read. Pure."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from gospablik.site.own import host_of, of_site
from gospablik.site.tree import base_of, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_FEED = re.compile(r"application/(?:rss|atom|rdf)\+xml", re.IGNORECASE)
_COMMENTS = re.compile(r"comment|комментари", re.IGNORECASE)
_NEWS_WORDS = re.compile(
    r"(?:все |последние )?новости(?: и .{3,30}| администрации| города| района| поселения)?"
    r"|лента новостей|пресс-центр|пресс-служба|архив новостей",
    re.IGNORECASE,
)
_NEWS_PATH = re.compile(r"/(?:news|novosti[\w-]*|press(?:-center|-tsentr)?)(?:/|\.\w+)?$", re.I)
BITRIX, WORDPRESS, GOSWEB, PORTAL = "Bitrix", "WordPress", "Госвеб", "портал Якутии"
_SIGNS = (
    (WORDPRESS, re.compile(r"/wp-content/|/wp-json/|api\.w\.org")),
    (BITRIX, re.compile(r"/bitrix/|bitrix_sessid")),
    (GOSWEB, re.compile(r"/netcat_files/|\.gosuslugi\.ru/netcat", re.IGNORECASE)),
    (PORTAL, re.compile(r"/news/front/view/id/\d")),
)
PATHS = {
    WORDPRESS: ("/feed/",),
    BITRIX: ("/news/rss/", "/rss/", "/rss.php", "/bitrix/rss.php"),
    GOSWEB: (),
    PORTAL: ("/rss", "/news/rss"),
    "": ("/rss.xml", "/rss/", "/feed/", "/news/rss/", "/rss"),
}
"""Where a feed usually lies, by what the site is made with."""
LISTS = {
    GOSWEB: ("/dlya-zhiteley/novosti-i-reportazhi/",),
    PORTAL: ("/news",),
    "": ("/news/", "/novosti/"),
}
"""Where the list of news usually stands."""


def platform(html: str, address: str) -> str:
    """What the site is made with, by its name and traces in its page; empty if nothing is known.

    One whose addresses are made as the portal's are is read like it, wherever it stands.
    """
    if of_portal(address):
        return PORTAL
    return next((name for name, sign in _SIGNS if sign.search(html)), "")


def of_portal(address: str) -> bool:
    """Whether the site is one of the portal of Yakutia itself."""
    return of_site(host_of(address), ("sakha.gov.ru",))


def feeds_named(root: "HtmlElement", address: str) -> list[str]:
    """The feeds of this site that the page offers to programs, those of comments left out."""
    found, host = [], host_of(address)
    for link in root.iter("link"):
        words = f"{link.get('title') or ''} {link.get('href') or ''}"
        if not _FEED.match(str(link.get("type") or "")) or _COMMENTS.search(words):
            continue
        if "alternate" in str(link.get("rel") or "").lower() and link.get("href"):
            found.append(_whole(base_of(root, address), str(link.get("href"))))
    # Of several the one that is called so: a site has feeds of documents and tenders, too.
    own = [one for one in dict.fromkeys(found) if of_site(host_of(one), (host,))]
    return sorted(own, key=lambda one: "new" not in one.lower())


def news_pages(root: "HtmlElement", address: str) -> list[str]:
    """Pages of this site that the page calls its news, the plainest name first."""
    named, by_path = [], []
    host = host_of(address)
    for a in root.iter("a"):
        target = _whole(base_of(root, address), str(a.get("href") or "").strip())
        plain = target.partition("#")[0]
        if not of_site(host_of(plain), (host,)) or plain.rstrip("/") == address.rstrip("/"):
            continue
        if _NEWS_WORDS.fullmatch(words_of(a).strip(" .»→")):
            named.append(plain)
        elif _NEWS_PATH.search(plain.partition("?")[0]):
            by_path.append(plain)
    return list(dict.fromkeys([*named, *by_path]))


def _whole(base: str, address: str) -> str:
    try:
        return urljoin(base, address) if address else ""
    except ValueError:
        return ""
