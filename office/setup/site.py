"""The official site: where its news are is looked for on the spot, and read."""

from functools import partial
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import httpx

from gospablik.errors import CouldNotRead, NoAnswer, OfficeError
from gospablik.networks.opening import open_http
from gospablik.site import (
    FeedReading,
    FeedSource,
    PoliteClient,
    Way,
    discover,
    is_rest,
    read_news,
)
from gospablik.site_settings import Site
from office.setup.authority import ask_authority, authority_of, wants_authority
from office.setup.dialogue import Dialogue, Next, web

_LATER = "новости сайта не прочитаны"
_APPEALS_LATER = "страница обращений не открылась"


def ask_site(on: Dialogue) -> None:
    """Fill [site]: the address, the way to the news, and where appeals are taken."""
    section = on.answers.table("site")
    on.terminal.say("", "— Официальный сайт —")
    _news(on, section)
    _appeals(on, section)


def _news(on: Dialogue, section: dict[str, Any]) -> None:
    if "list" in section:
        on.terminal.say("Новости читаются по селекторам [site.list] из файла; они не меняются.")
        return
    while True:
        if not _ask_where(on, section):
            on.answers.note("site", None)
            return
        wanted = on.tried("site", lambda: _find(on, section), later=_LATER, ways=(Next.WAY,))
        if wanted is Next.WAY:
            on.field(section, "proxy", Site, "Адрес посредника", read=web, otherwise="Enter — нет")
        elif wanted is not Next.AGAIN:
            return


def _ask_where(on: Dialogue, section: dict[str, Any]) -> bool:
    """Whether it is known where to look. A feed that was found goes when the address changes."""
    before = section.get("address")
    if before is None and "feed" in section:
        words = "Адрес ленты новостей («-» — искать по адресу сайта)"
        if on.field(section, "feed", Site, words, read=web) is not None:
            return True
    on.field(section, "address", Site, "Адрес сайта", read=web)
    if "address" in section and section["address"] != before:
        on.answers.put(section, "feed", None)
    return "address" in section or "feed" in section


def _find(on: Dialogue, section: dict[str, Any]) -> None:
    try:
        said, reading = _read(on, section)
    except OfficeError as problem:
        if not wants_authority(problem) or not ask_authority(on, section, "сайта"):
            raise
        said, reading = _read(on, section)
    on.terminal.say(f"  Новости найдены: {said}; сейчас их {len(reading.items)}.")
    if reading.items:
        on.terminal.say(f"  Самая верхняя: «{reading.items[0].title}».")
    if reading.broken:
        on.terminal.say(f"  Негодных записей: {len(reading.broken)}. {reading.broken[0]}")


def _read(on: Dialogue, section: dict[str, Any]) -> tuple[str, FeedReading]:
    """How the news are read, in words, and what was read; the feed is written down."""
    zone = ZoneInfo(on.answers.table("organisation").get("time_zone", "UTC"))
    named = [urlsplit(section.get(one, "")).netloc for one in ("address", "feed")]
    hosts = tuple(dict.fromkeys(host for host in named if host))
    contact = on.answers.table("mail").get("duty", "")
    client = partial(PoliteClient, hosts, sleep=lambda _: _pause(on))
    with open_http(section.get("proxy"), authority_of(section), on.root, client) as http:
        if feed := section.get("feed"):
            way = Way.WORDPRESS if is_rest(feed) else Way.FEED
            source, said = FeedSource(feed, contact=contact, way=way, hosts=hosts), f"лента {feed}"
        else:
            source, said = _way(section["address"], http, contact, zone, on)
        reading = read_news(source, http, zone=zone, now=on.now, seen=None)
    if source.way in (Way.FEED, Way.WORDPRESS):
        on.answers.put(section, "feed", source.address)
        if section.get("address") == source.address:  # it was the feed's, not the site's
            on.answers.put(section, "address", None)
    return said, reading


def _way(
    address: str, http: httpx.Client, contact: str, zone: ZoneInfo, on: Dialogue
) -> tuple[FeedSource, str]:
    """The way that is found from the front page; or the address itself, if it is a feed."""
    home = FeedSource(address, contact=contact, hosts=(urlsplit(address).netloc,))
    try:
        found = discover(home, http, zone=zone, now=on.now)
    except NoAnswer:
        raise
    except CouldNotRead:
        if not is_feed(home, http, zone, on):
            raise
        return home, f"лента {address}"
    return found.source, found.said


def is_feed(home: FeedSource, http: httpx.Client, zone: ZoneInfo, on: Dialogue) -> bool:
    """Whether the address that was given for the site's is its feed's."""
    try:
        return bool(read_news(home, http, zone=zone, now=on.now, seen=None).items)
    except CouldNotRead:
        return False


def _pause(on: Dialogue) -> None:
    import time

    time.sleep(on.site_pause)


def _appeals(on: Dialogue, section: dict[str, Any]) -> None:
    while True:
        words = "Адрес страницы, где принимают обращения граждан (59-ФЗ)"
        if on.field(section, "appeals", Site, words, read=web) is None:
            return
        opened = on.tried("appeals", lambda: _open(on, section), later=_APPEALS_LATER)
        if opened is not Next.AGAIN:
            return


def _open(on: Dialogue, section: dict[str, Any]) -> None:
    address = section["appeals"]
    try:
        with open_http(section.get("proxy"), authority_of(section), on.root) as http:
            code = http.get(address, follow_redirects=True, timeout=15).status_code
    except (httpx.HTTPError, httpx.InvalidURL) as problem:
        raise _unopened(address, type(problem).__name__) from None
    if code in (httpx.codes.NOT_FOUND, httpx.codes.GONE) or code >= 500:
        raise _unopened(address, f"ответ {code}")
    on.terminal.say("  Страница открывается.")


def _unopened(address: str, why: str) -> OfficeError:
    return CouldNotRead(
        f"Страница {address} не открылась ({why}).",
        not_done="адрес не проверен.",
        next_step="откройте его в браузере и скопируйте из строки адреса целиком.",
    )
