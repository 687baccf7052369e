"""What an entry of a feed says of itself, as feedparser reads it."""

import re

from gospablik.site.carried import Entry, files_of
from gospablik.site.raw_item import RawItem, Reader, rubrics

_FOOT = re.compile(
    r"<p>\s*(?:Сообщение|Запись|The post)\s+<a\b.{1,900}?</a>\s+(?:появил(?:ись|ась) сначала на"
    r"|впервые появилась на|(?:first )?appeared first on)\s+<a\b.{1,300}?</a>\s*\.?\s*</p>",
    re.DOTALL,
)
_RELATIVE = re.compile(r"[/?]|[^:\s]+(?:/|\.html?|\.php|\.aspx?)(?:$|[?#])", re.IGNORECASE)
_TAIL = 3000
_MORE = re.compile(r"\s*\[(?:…|\.\.\.|&hellip;|&#8230;|&#x2026;)\]\s*(?=(?:</p>\s*)?$)")


def raw_of(entry: Entry, reader: Reader) -> RawItem:
    """The entry with absolute addresses; its texts without what WordPress hangs on them."""
    link = _text(entry, "link").strip()
    # Only «/news/1», «1.html»: a bare «1203» is a guid that feedparser took for a link.
    link = reader.absolute(link) if _RELATIVE.match(link) else link
    texts = _texts(entry)
    summary = texts[-1]
    return RawItem(
        title=_text(entry, "title"),
        link=link,
        announce=summary,
        whole=next(filter(str.strip, texts), ""),
        # The raw string: feedparser silently reads an unknown zone name as UTC.
        date=next(
            (_text(entry, key) for key in ("published", "updated", "created") if key in entry), ""
        ),
        files=files_of(entry, dict.fromkeys([summary, *texts]), base=reader.base, page=link),
        category=_category(entry),
    )


def without_foot(html: str) -> str:
    """A text without «Сообщение … появились сначала на …», and with «…» in place of «[…]»."""
    whole, end = html[:-_TAIL], html[-_TAIL:]
    return whole + _MORE.sub("…", _FOOT.sub("", end).rstrip())


def _text(entry: Entry, key: str) -> str:
    value = entry.get(key, "")
    return value if isinstance(value, str) else ""


def _texts(entry: Entry) -> list[str]:
    """Yandex full text, content:encoded or Atom content, the description: the fullest first."""
    contents = [part.get("value", "") for part in entry.get("content", [])]
    found = [_text(entry, "yandex_full-text"), *contents, _text(entry, "summary")]
    return [without_foot(text) for text in found]


def _category(entry: Entry) -> str:
    return rubrics(tag.get("term") or tag.get("label") or "" for tag in entry.get("tags", []))
