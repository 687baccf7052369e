"""One entry of a feed into a `FeedItem`, or a sentence why not."""

from datetime import datetime, timedelta
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from gospablik.site.address import canonical, shown
from gospablik.site.carried import Entry, files_of
from gospablik.site.dates import SiteDate, read_date
from gospablik.site.reading import FeedItem
from gospablik.text import clean, plain

_FUTURE = timedelta(days=1)
_OLDEST_YEAR = 1995


class BrokenEntry(Exception):
    """An entry that cannot become news; the text says why, in Russian."""


def title_of(entry: Entry) -> str:
    """The entry's title as one line of plain text."""
    return " ".join(clean(plain(_text(entry, "title"))).split())


def read_item(
    entry: Entry, *, base: str, full_text: bool, zone: ZoneInfo, now: datetime
) -> tuple[FeedItem, str | None]:
    """The item and a note about its date, if that was odd.

    `base` resolves relative addresses. Raises BrokenEntry without a title or a usable link.
    """
    title = title_of(entry)
    if not title:
        raise BrokenEntry("нет заголовка")
    link = _text(entry, "link").strip()
    if not link:
        raise BrokenEntry("нет ссылки")
    # Only «/news/1»: a bare «1203» is a guid that feedparser took for a link.
    absolute = urljoin(base, link) if link.startswith("/") else link
    try:
        address, link = canonical(absolute), shown(absolute)
    except ValueError as problem:
        raise BrokenEntry(f"{problem}: {link[:100]}") from None
    date, note = _date(entry, zone, now)
    summary = _text(entry, "summary")
    whole = next(filter(str.strip, _texts(entry)), "") if full_text else ""
    item = FeedItem(
        address=address,
        link=link,
        title=title,
        announce=clean(plain(summary)),
        full_text=clean(plain(whole)) or None,
        published_at=date.at if date else None,
        date_only=date.date_only if date else False,
        files=files_of(entry, [summary, *_texts(entry)], base=base, page=link),
        category=_category(entry),
    )
    return item, note


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key, "")
    return value if isinstance(value, str) else ""


def _texts(entry: Entry) -> list[str]:
    """Yandex full text, content:encoded or Atom content, the description: the fullest first."""
    contents = [part.get("value", "") for part in entry.get("content", [])]
    return [_text(entry, "yandex_full-text"), *contents, _text(entry, "summary")]


def _date(entry: Entry, zone: ZoneInfo, now: datetime) -> tuple[SiteDate | None, str | None]:
    # The raw string: feedparser silently reads an unknown zone name as UTC.
    raw = next(
        (_text(entry, key) for key in ("published", "updated", "created") if key in entry), ""
    )
    if not raw.strip():
        return None, None
    date = read_date(raw, zone, now)
    if date is None:
        return None, f"дата «{raw.strip()[:60]}» не читается, новость без даты"
    if date.at > now + _FUTURE:
        return None, f"дата «{raw.strip()[:60]}» в будущем, новость без даты"
    if date.at.year < _OLDEST_YEAR:
        return None, f"дата «{raw.strip()[:60]}» невозможна, новость без даты"
    return date, None


def _category(entry: Entry) -> str:
    terms = [tag.get("term") or tag.get("label") or "" for tag in entry.get("tags", [])]
    return next((" ".join(clean(plain(term)).split()) for term in terms if term.strip()), "")
