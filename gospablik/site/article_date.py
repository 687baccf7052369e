"""When a page says that it was published."""

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gospablik.site.dates import SiteDate, read_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = ("article:published_time", "datePublished", "og:published_time", "pubdate", "DC.date")
_PROPERTY = "datePublished"
_CLASS = re.compile(r"(?:^|[\s_-])(?:date|data|news-date-time|published|pubdate)(?:$|[\s_-])", re.I)
_LONG = 80
_FUTURE = timedelta(days=1)


def published(root: "HtmlElement", zone: ZoneInfo, now: datetime) -> SiteDate | None:
    """The moment of the first that can be read: JSON-LD, microdata, meta, the text of a date.

    None if the page says nothing, or only what lies in the future. `now` is aware.
    """
    for written in _written(root):
        date = read_date(written, zone, now)
        if date is not None and date.at <= now + _FUTURE:
            return date
    return None


def _written(root: "HtmlElement") -> Iterator[str]:
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from _in_json(script.text or "")
    for node in root.iterfind(f".//*[@itemprop='{_PROPERTY}']"):
        yield str(node.get("content") or node.get("datetime") or node.text_content())
    for meta in root.iter("meta"):
        if meta.get("property") in _META or meta.get("name") in _META:
            yield str(meta.get("content") or "")
    heading = next(root.iter("h1"), None)
    near = heading.getparent() if heading is not None else None
    for place in (near, near.getparent() if near is not None else None):
        # No wider: dates of other news hang in the columns of a page.
        if place is not None and place.tag not in ("body", "html"):
            yield from _shown(place)


def _shown(place: "HtmlElement") -> Iterator[str]:
    for node in place.iter("time", "span", "div", "p", "i", "em"):
        if node.tag == "time" or _CLASS.search(str(node.get("class") or "")):
            yield str(node.get("datetime") or "")
            text = " ".join(str(node.text_content()).split())
            if len(text) <= _LONG:
                yield text


def _in_json(text: str) -> Iterator[str]:
    try:
        known: Any = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    waiting = [known]
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            if isinstance(one.get(_PROPERTY), str):
                yield one[_PROPERTY]
            waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]
