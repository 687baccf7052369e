"""Reading the site's feed. «Could not read» is always an error here, never «no news»."""

import hashlib
from dataclasses import replace
from datetime import datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import httpx

from gospablik.clock import require_aware
from gospablik.site.carried import Entry
from gospablik.site.encoding import decode
from gospablik.site.feed_item import raw_of
from gospablik.site.feed_shape import as_utf8, count_entries, whole_feed
from gospablik.site.fetch import Fetched, could_not, fetch, read_local
from gospablik.site.gather import gather, require_items
from gospablik.site.own import own_hosts
from gospablik.site.raw_item import Reader
from gospablik.site.reading import FeedReading, FeedSource, Validators

_ACCEPT = "application/rss+xml, application/atom+xml, application/xml;q=0.9, */*;q=0.5"


def read_feed(
    site: FeedSource,
    http: httpx.Client,
    *,
    zone: ZoneInfo,
    now: datetime,
    seen: Validators | None,
) -> FeedReading:
    """The news in the site's feed, in the feed's order, each canonical address once.

    `zone` is the site's, for dates that name none; `now` is aware; `seen` comes from the last
    reading that was stored (None: read anew). Raises CouldNotRead if the site does not answer,
    answers with something else than a whole feed, has lost all its entries, or has none that can
    be used. ValueError for a naive `now`.
    """
    now = require_aware(now)
    answer = _get(site, http, seen)
    if answer.unchanged:
        if seen is None:
            raise could_not(f"Сайт ответил «не изменилось» на первый запрос: {answer.address}.")
        return FeedReading((), (), True, seen)
    digest = hashlib.sha256(answer.body).hexdigest()
    if seen is not None and digest == seen.digest:
        kept = Validators(answer.etag, answer.modified, digest, seen.had_items)
        return FeedReading((), (), True, kept)
    return _parse(site, answer, digest, zone=zone, now=now, seen=seen)


def _get(site: FeedSource, http: httpx.Client, seen: Validators | None) -> Fetched:
    if site.address.lower().startswith("file:"):
        return read_local(site.address)
    conditions = {}
    if seen is not None and seen.etag:
        conditions["If-None-Match"] = seen.etag
    if seen is not None and seen.modified:
        conditions["If-Modified-Since"] = seen.modified
    return fetch(
        site.address,
        http,
        contact=site.contact,
        accept=_ACCEPT,
        conditions=conditions,
        hosts=own_hosts(site),
    )


def _parse(
    site: FeedSource,
    answer: Fetched,
    digest: str,
    *,
    zone: ZoneInfo,
    now: datetime,
    seen: Validators | None,
) -> FeedReading:
    # Not needed to answer «not changed», and it brings an HTML parser of its own.
    import io

    import feedparser

    decoded = decode(answer.body, answer.charset)
    text = whole_feed(decoded.text, answer.address)
    # A stream: given bytes or a string, feedparser may take them for a name of a file. Nothing is
    # to be cleaned: what becomes of HTML is plain text, and players would be lost (`carried`).
    parsed = feedparser.parse(io.BytesIO(as_utf8(text)), sanitize_html=False)
    entries: list[Entry] = list(parsed.entries)
    notes = []
    if decoded.lied:
        notes.append(f"Сайт объявил кодировку {decoded.claimed}, на деле {decoded.encoding}.")
    if "\ufffd" in text:
        notes.append("В ленте есть испорченные знаки (�).")
    if parsed.bozo:
        notes.append(f"Лента с ошибками разметки: {parsed.get('bozo_exception')}.")
    if site.address != answer.address:
        notes.append(f"Лента прочитана по адресу {answer.address}.")
    channel = str(parsed.feed.get("link", ""))
    base = urljoin(answer.address, channel)
    reader = Reader(base, own_hosts(site, channel), zone, now, site.full_text)
    made = str(parsed.feed.get("updated", ""))
    found = gather((raw_of(entry, reader) for entry in entries), reader, made=made)
    lost = count_entries(text) - len(entries)
    if parsed.bozo and lost > 0:
        said = f"Записей, которые не удалось разобрать: {lost}."
        found = replace(found, broken=(*found.broken, said))
    require_items(found, answer.address, seen, "В ленте")
    if not found.items:
        notes.append("В ленте нет ни одной записи.")
    had = bool(found.items)
    validators = Validators(answer.etag, answer.modified, digest, had_items=had)
    if found.doubtful:
        validators = Validators(None, None, "", had_items=had)
    return FeedReading(found.items, found.broken, False, validators, (*notes, *found.notes))
