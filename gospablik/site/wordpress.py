"""Reading a WordPress site through its REST interface (`/wp-json/wp/v2/posts`)."""

import hashlib
import json
from datetime import datetime
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from zoneinfo import ZoneInfo

import httpx

from gospablik.clock import require_aware
from gospablik.site.carried import files_of
from gospablik.site.feed_item import without_foot
from gospablik.site.fetch import could_not, fetch, guarded
from gospablik.site.gather import gather, require_items
from gospablik.site.own import own_hosts
from gospablik.site.raw_item import RawItem, Reader, rubrics
from gospablik.site.reading import FeedReading, FeedSource, Validators

_ACCEPT = "application/json, */*;q=0.1"
_WANTED = {
    "per_page": "30",
    "orderby": "date",
    "_embed": "wp:featuredmedia,wp:term",
    "_fields": "id,date,date_gmt,link,title,excerpt,content,_links,_embedded",
}
_WHERE = "В ответе WordPress"


def is_rest(address: str) -> bool:
    """Whether an address is that of the interface, and not of a feed."""
    parts = urlsplit(address)
    return "/wp-json/" in parts.path or any(n == "rest_route" for n, _ in parse_qsl(parts.query))


def read_wordpress(
    site: FeedSource,
    http: httpx.Client,
    *,
    zone: ZoneInfo,
    now: datetime,
    seen: Validators | None,
) -> FeedReading:
    """The newest thirty news, newest first; arguments and errors are `read_feed`'s."""
    now = require_aware(now)
    hosts = own_hosts(site)
    address = _asking(site.address)
    answer = fetch(address, http, contact=site.contact, accept=_ACCEPT, hosts=hosts)
    digest = hashlib.sha256(answer.body).hexdigest()
    validators = Validators(None, None, digest, seen.had_items if seen is not None else True)
    if seen is not None and digest == seen.digest:
        return FeedReading((), (), True, validators)
    base = urljoin(answer.address, "/")
    reader = Reader(base, hosts, zone, now, site.full_text)
    found = gather((_raw(post, reader) for post in _posts(answer.body, address)), reader)
    require_items(found, address, seen, _WHERE)
    notes = found.notes if found.items else (*found.notes, "На сайте нет ни одной записи.")
    kept = Validators(None, None, digest, bool(found.items))
    return FeedReading(found.items, found.broken, False, kept, notes)


def _asking(address: str) -> str:
    parts = urlsplit(address)
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    return parts._replace(query=urlencode({**_WANTED, **given})).geturl()


def _posts(body: bytes, address: str) -> list[dict[str, Any]]:
    text = body.decode("utf-8", "replace").lstrip("\ufeff")
    try:
        known = json.loads(text)
    except (ValueError, RecursionError):
        why = "похоже на защиту от роботов" if guarded(text) else "ответ оборван или не JSON"
        raise could_not(f"Сайт не отдал записи WordPress ({why}): {address}.") from None
    if not isinstance(known, list) or not all(isinstance(one, dict) for one in known):
        raise could_not(
            f"Сайт не отдал записи WordPress (вместо списка другой ответ): {address}.",
            "укажите ленту (обычно /feed/): этот доступ на сайте, видимо, закрыт.",
        )
    return known


def _raw(post: dict[str, Any], reader: Reader) -> RawItem:
    whole, announce = _rendered(post, "content"), _rendered(post, "excerpt")
    link = post.get("link") if isinstance(post.get("link"), str) else ""
    pictures = [_picture(one) for one in _embedded(post, "wp:featuredmedia")]
    return RawItem(
        title=_rendered(post, "title"),
        link=link or "",
        announce=announce,
        whole=whole,
        date=_date(post),
        files=files_of({}, [*pictures, announce, whole], base=reader.base, page=link or ""),
        category=_category(post),
    )


def _rendered(post: dict[str, Any], name: str) -> str:
    part = post.get(name)
    text = part.get("rendered") if isinstance(part, dict) and not part.get("protected") else ""
    return without_foot(text) if isinstance(text, str) else ""


def _date(post: dict[str, Any]) -> str:
    """`date_gmt` is UTC without saying so; `date` is the site's own time."""
    universal, local = post.get("date_gmt"), post.get("date")
    if isinstance(universal, str) and universal[:4] != "0000" and universal:
        return f"{universal}Z"
    return local if isinstance(local, str) else ""


def _embedded(post: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = post.get("_embedded")
    listed = found.get(name) if isinstance(found, dict) else None
    flat: list[Any] = []
    for one in listed if isinstance(listed, list) else []:
        flat += one if isinstance(one, list) else [one]
    return [one for one in flat if isinstance(one, dict)]


def _picture(medium: dict[str, Any]) -> str:
    address, words = medium.get("source_url"), medium.get("alt_text")
    if not isinstance(address, str) or medium.get("media_type", "image") != "image":
        return ""
    return f'<img src="{escape(address)}" alt="{escape(words if isinstance(words, str) else "")}">'


def _category(post: dict[str, Any]) -> str:
    terms = _embedded(post, "wp:term")
    names = [one.get("name") for one in terms if one.get("taxonomy") == "category"]
    return rubrics(name for name in names if isinstance(name, str))
