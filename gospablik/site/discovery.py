"""Finding how a site's news may be read when only the address of the site is given."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import httpx

from gospablik.errors import CouldNotRead, NoAnswer
from gospablik.site.clues import (
    GOSWEB,
    LISTS,
    PATHS,
    PORTAL,
    WORDPRESS,
    feeds_named,
    news_pages,
    of_portal,
    platform,
)
from gospablik.site.fetch import could_not
from gospablik.site.listing import news_on
from gospablik.site.news import read_news
from gospablik.site.page import Page, must_be_no_guard, read_page
from gospablik.site.reading import FeedSource, Selectors, Way
from gospablik.site.tree import parse_page

_MOST_FEEDS = 3
"""That are tried of those that one page names."""
_MOST_PAGES = 3
USUAL = (
    Selectors(item=".news-list .news-item", date=".news-date-time", picture="img"),
    Selectors(item=".news-item", date=".date", picture="img"),
    Selectors(item="div.item", date="div.date", picture="img"),
    Selectors(item="article", link="h1 a, h2 a, h3 a", date="time", picture="img"),
)
"""Cards of usual templates: of Bitrix, of the old portal of Yakutia, of HTML 5."""


@dataclass(frozen=True, slots=True)
class Found:
    """The way that was found; `said` tells it to people, in Russian."""

    source: FeedSource
    said: str


def discover(home: FeedSource, http: httpx.Client, *, zone: ZoneInfo, now: datetime) -> Found:
    """The first way of reading that brings at least one item of news; it is tried, not believed.

    `home`: the address of the site, and what every way of reading shares. Order: the feeds that
    the front page and the page of news name, feeds at the usual places of the platform,
    WordPress' REST, then the cards of the page itself. Only cards have to be dated: a page may
    date the news of a feed. Raises NoAnswer if any of these did not answer, since a worse way
    would be kept in its place; else CouldNotRead that says what was tried.
    """
    search = _Search(home, http, zone, now)
    try:
        for source, said in search.candidates():
            if search.works(source):
                return Found(source, f"{said}: {source.address}")
    except NoAnswer as problem:
        raise NoAnswer(
            f"Откуда брать новости, не выяснено. {problem.happened}",
            not_done=problem.not_done,
            next_step=f"{problem.next_step.rstrip('.')}; если не проходит, впишите в [site]"
            " organisation.toml адрес ленты (feed).",
        ) from None
    search.must_be_open()
    tried = ", ".join(dict.fromkeys(search.tried))
    raise could_not(
        f"На сайте {home.address} не нашлось, откуда брать новости. Проверено: {tried}.",
        "впишите в [site] organisation.toml адрес ленты (feed) или страницу со списком новостей и"
        " её селекторы ([site.list]).",
    )


class _Search:
    def __init__(self, home: FeedSource, http: httpx.Client, zone: ZoneInfo, now: datetime) -> None:
        self._home, self._http, self._zone, self._now = home, http, zone, now
        self._failed: set[FeedSource] = set()
        self._front: Page | None = None
        self.tried: list[str] = []

    def works(self, source: FeedSource) -> bool:
        """Whether it brings news; asked about the same twice, it asks the site once.

        Raises NoAnswer if nobody can tell.
        """
        if source in self._failed:
            return False
        self.tried.append(source.address)
        try:
            reading = read_news(source, self._http, zone=self._zone, now=self._now, seen=None)
        except NoAnswer:
            raise
        except CouldNotRead:
            self._failed.add(source)
            return False
        return bool(reading.items)

    def candidates(self) -> Iterator[tuple[FeedSource, str]]:
        """Ways in the order of trust, with the words for them."""
        front = self._page(self._home.address)
        self._front = front
        made_with = platform(front.html, front.address)
        yield from self._named(front, "лента, названная на главной странице")
        pages = list(self._news_pages(front, made_with))
        for page in pages:
            yield from self._named(page, "лента, названная на странице новостей")
        known = "" if made_with == PORTAL else f" {made_with}".rstrip()
        for path in PATHS[made_with]:
            yield self._at(front, path), f"лента на обычном месте{known}"
        if made_with == WORDPRESS:
            rest = replace(self._at(front, "/wp-json/wp/v2/posts"), way=Way.WORDPRESS)
            yield rest, "записи WordPress (REST)"
        yield from (way for page in (*pages, front) if (way := self._cards(page)))

    def must_be_open(self) -> None:
        """Raises CouldNotRead if the front page is a guard's screen.

        Asked last: a form with a captcha looks like one, and a guard may let the feed pass.
        """
        if self._front is not None:
            must_be_no_guard(self._front.address, self._front.html, "Главная страница сайта")

    def _named(self, page: Page, said: str) -> Iterator[tuple[FeedSource, str]]:
        root = parse_page(page.html)
        feeds = feeds_named(root, page.address) if root is not None else []
        for address in feeds[:_MOST_FEEDS]:
            yield replace(self._home, address=address), said

    def _news_pages(self, front: Page, made_with: str) -> Iterator[Page]:
        root = parse_page(front.html)
        named = news_pages(root, front.address) if root is not None else []
        usual = [urljoin(front.address, path) for path in LISTS.get(made_with, LISTS[""])]
        for address in dict.fromkeys([*named[:_MOST_PAGES], *(() if named else usual)]):
            try:
                page = self._page(address)
            except NoAnswer:
                raise
            except CouldNotRead:
                continue
            yield page

    def _cards(self, page: Page) -> tuple[FeedSource, str] | None:
        """The way of a page that has cards of news with dates."""
        source = replace(self._home, address=page.address)
        gosweb = " Госвеба" if platform(page.html, page.address) == GOSWEB else ""
        ways = [
            (replace(source, way=Way.MICRODATA), f"список новостей{gosweb}, разметка schema.org")
        ]
        portal = "портала" if of_portal(page.address) else "с адресами, как у портала"
        ways.append((replace(source, way=Way.PORTAL), f"список новостей {portal} Якутии"))
        ways += [
            (replace(source, way=Way.SELECTORS, selectors=one), f"список новостей («{one.item}»)")
            for one in USUAL
        ]
        return next((way for way in ways if self._dated(page, way[0])), None)

    def _dated(self, page: Page, source: FeedSource) -> bool:
        try:
            found = news_on(page, source, zone=self._zone, now=self._now)
        except CouldNotRead:
            return False
        dated = sum(item.published_at is not None for item in found.items)
        return dated > 0 and dated * 2 >= len(found.items) + len(found.broken)

    def _page(self, address: str) -> Page:
        self.tried.append(address)
        return read_page(
            address,
            self._http,
            what="Страница сайта",
            contact=self._home.contact,
            hosts=self._home.hosts,
        )

    def _at(self, front: Page, path: str) -> FeedSource:
        return replace(self._home, address=urljoin(front.address, path))
