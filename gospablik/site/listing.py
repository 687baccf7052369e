"""Reading the site's page with a list of news, where there is no feed."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import httpx

from gospablik.clock import require_aware
from gospablik.site.cards import portal_cards, selected_cards
from gospablik.site.fetch import could_not
from gospablik.site.gather import Gathered, gather, require_items
from gospablik.site.microdata import microdata_cards
from gospablik.site.own import own_hosts
from gospablik.site.page import Page, must_be_no_error, must_be_no_guard, read_page
from gospablik.site.page_head import read_head
from gospablik.site.raw_item import RawItem, Reader
from gospablik.site.reading import FeedReading, FeedSource, Validators, Way
from gospablik.site.tree import base_of, parse_page

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_WHAT = "Страница со списком новостей"
_WHERE = "На странице со списком"


def read_list(
    site: FeedSource,
    http: httpx.Client,
    *,
    zone: ZoneInfo,
    now: datetime,
    seen: Validators | None,
) -> FeedReading:
    """The news on the list page, in the page's order; arguments and errors are `read_feed`'s.

    The page itself is never the same twice (counters, tokens), so `unchanged` goes by its news. A
    page without a card is «could not read»: nobody can tell it from one whose markup has changed.
    """
    now = require_aware(now)
    conditions = {"If-None-Match": seen.etag} if seen is not None and seen.etag else {}
    hosts = own_hosts(site)
    page = read_page(
        site.address, http, what=_WHAT, contact=site.contact, conditions=conditions, hosts=hosts
    )
    if page.answer.unchanged:
        if seen is None:
            raise could_not(f"Сайт ответил «не изменилось» на первый запрос: {page.address}.")
        return FeedReading((), (), True, seen)
    found = news_on(page, site, zone=zone, now=now)
    require_items(found, page.address, seen, _WHERE)
    digest = hashlib.sha256(repr(found.items).encode()).hexdigest()
    validators = Validators(page.answer.etag, None, digest, bool(found.items))
    if seen is not None and digest == seen.digest:
        return FeedReading((), (), True, validators)
    return FeedReading(found.items, found.broken, False, validators, found.notes)


def news_on(page: Page, site: FeedSource, *, zone: ZoneInfo, now: datetime) -> Gathered:
    """The cards of a page that was read. Raises CouldNotRead if it is no list of news."""
    root = parse_page(page.html)
    if root is None:
        raise could_not(f"{_WHAT} не разбирается: {page.address}.")
    reader = Reader(base_of(root, page.address), own_hosts(site), zone, now, site.full_text)
    raws = _cards(site)(root, reader)
    if not raws:
        must_be_no_error(page.address, read_head(root).titles, _WHAT)
        must_be_no_guard(page.address, page.html, _WHAT)
        raise could_not(
            f"{_WHERE} не нашлось ни одной новости: {page.address}.",
            "откройте её в браузере; если новости там есть, изменилась разметка: впишите в [site]"
            " organisation.toml ленту (feed) или новые селекторы ([site.list]).",
        )
    return gather(raws, reader)


def _cards(site: FeedSource) -> "Callable[[HtmlElement, Reader], list[RawItem]]":
    if site.way is Way.MICRODATA:
        return microdata_cards
    if site.way is Way.PORTAL:
        return portal_cards
    wanted = site.selectors
    if wanted is None:
        raise ValueError("чтение по селекторам без селекторов")
    return lambda root, reader: selected_cards(root, wanted, reader)
