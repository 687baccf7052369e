"""A site of some pages, asked without a network."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import httpx

from gospablik.root import ROOT
from gospablik.site import FeedReading, FeedSource, Validators, read_news

SAMPLES = ROOT.parent / "shared" / "samples" / "site"
SITE = "https://adm.example.ru"
YAKUTSK = ZoneInfo("Asia/Yakutsk")
NOW = datetime(2026, 9, 16, 3, tzinfo=UTC)
Answer = str | bytes | httpx.Response | Callable[[httpx.Request], httpx.Response]


class Pages:
    """Answers by path (with the query, if one is named so); anything else is not found."""

    def __init__(self, pages: Mapping[str, Answer]) -> None:
        self.pages, self.asked = dict(pages), list[str]()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request, which is remembered."""
        self.asked.append(str(request.url).removeprefix(SITE))
        whole = request.url.raw_path.decode("ascii")
        found = self.pages.get(whole, self.pages.get(request.url.path))
        if found is None:
            return httpx.Response(404)
        if isinstance(found, httpx.Response):
            return found
        if callable(found):
            return found(request)
        return httpx.Response(200, content=found.encode() if isinstance(found, str) else found)


def client(pages: Pages) -> httpx.Client:
    """A plain client for these pages."""
    return httpx.Client(transport=httpx.MockTransport(pages))


def read(
    source: FeedSource,
    pages: Pages,
    *,
    seen: Validators | None = None,
    zone: ZoneInfo = YAKUTSK,
    now: datetime = NOW,
) -> FeedReading:
    """The news of that source, read from these pages."""
    with client(pages) as http:
        return read_news(source, http, zone=zone, now=now, seen=seen)


def page(body: str, title: str = "Новости", head: str = "") -> str:
    """A whole page."""
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def rss(*items: str, made: str = "", link: str = SITE) -> str:
    """A feed of these items."""
    moment = f"<lastBuildDate>{made}</lastBuildDate>" if made else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Новости</title><link>{link}</link>{moment}{''.join(items)}</channel></rss>"
    )


def item(number: int = 1, date: str = "", link: str = "", more: str = "") -> str:
    """An entry of a feed."""
    when = f"<pubDate>{date}</pubDate>" if date else ""
    address = link or f"{SITE}/news/{number}/"
    return f"<item><title>Новость {number}</title><link>{address}</link>{when}{more}</item>"
