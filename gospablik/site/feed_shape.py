"""Is it a feed, and is it a whole one? Asked before any parser may guess."""

import re

from gospablik.site.fetch import could_not, guarded

_BEFORE_ROOT = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*", re.S | re.I
)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]*)")
_FEEDS = ("rss", "feed", "rdf")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_ENTITY = re.compile(
    r"<!ENTITY\s+[\w.:-]+\s+(?:\"([^\"<&%]{0,16}|&#\w{1,8};)\"|'([^'<&%]{0,16}|&#\w{1,8};)')\s*>"
)
_CAPTION = re.compile(
    r"<media:description(?:\s[^>]*[^>/])?>.*?</media:description\s*>", re.S | re.I
)
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry)(?=[\s>])", re.I)
_HIDDEN = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.S)


def whole_feed(text: str, address: str) -> str:
    """The feed's text if it is RSS, Atom or RDF from the first tag to the last.

    Raises CouldNotRead for an empty answer, a page instead of a feed, a feed cut short (half a feed
    would look like news that were taken off the site) and one that declares what no feed needs:
    entities made of entities, which swell to gigabytes, or of other files.
    """
    before = _BEFORE_ROOT.match(text)
    start = before.end() if before else 0
    root = _ROOT.match(text, start)
    name = root[1] if root else ""
    if not text.strip():
        raise could_not(f"Лента пуста, ответ сайта без содержания: {address}.")
    if name.lower() == "html" or re.search(r"<html|<!doctype html", text[:4096], re.I):
        why = " (похоже на защиту от роботов)" if guarded(text) else ""
        raise could_not(
            f"Вместо ленты новостей пришла HTML-страница{why}: {address}.",
            "проверьте адрес ленты и попросите владельца сайта пропускать gospablik.",
        )
    if name.lower().rpartition(":")[2] not in _FEEDS:
        raise could_not(
            f"Это не лента новостей RSS или Atom: {address}.",
            "проверьте адрес ленты в organisation.toml.",
        )
    if text.count("<!ENTITY", 0, start) > len(_ENTITY.findall(text, 0, start)):
        raise could_not(
            f"Лента объявляет вложенные подстановки (ENTITY), так устроены «бомбы»: {address}.",
            "сообщите разработчику сайта: в ленте их быть не должно.",
        )
    if not re.search(rf"</{re.escape(name)}\s*>", text[start:], re.I):
        raise could_not(f"Лента оборвана, её конец не пришёл: {address}.")
    return text


def as_utf8(text: str) -> bytes:
    """The feed as UTF-8 bytes that say so, without characters that XML forbids.

    Captions of pictures are left out: feedparser would take one for the entry's own description.
    """
    # Only as far as there is an end to a caption: without one each beginning would be sought anew.
    end = text.rfind("</media:description")
    whole = _ILLEGAL.sub("", _CAPTION.sub("", text[: end + 20]) + text[end + 20 :])
    body = _PROLOG.sub("", whole).lstrip("\ufeff \t\r\n")
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + body.encode()


def count_entries(text: str) -> int:
    """How many entries the feed opens, however broken they are."""
    return len(_ENTRY.findall(_HIDDEN.sub("", text)))
