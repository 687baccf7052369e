"""Text with entities, counted in UTF-16 units as the Bot API counts (facts 1.3, 1.4)."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

Entity = dict[str, Any]
MOST_ENTITIES = 100
OPAQUE = {"code", "pre", "text_link", "text_mention", "url", "email", "mention", "hashtag"}
_ENDS = r"""[^\s<>"«»]*[^\s<>"«».,;:!?)\]'…]"""
_FOUND = (
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+\w{2,}")),
    (
        "url",
        re.compile(
            rf"https?://{_ENDS}|(?<![\w@./-])(?:[\w-]+\.)+(?:ru|рф|su|com|org|net|me)\b(?:/{_ENDS})?",
            re.IGNORECASE,
        ),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{4,31}")),
    ("hashtag", re.compile(r"(?<![\w#&])#\w*[^\W\d_]\w*")),
    ("bot_command", re.compile(r"(?<![\w/<>@.:])/[A-Za-z]\w{0,31}(?:@\w+)?(?![\w/])")),
)


class Formatted(NamedTuple):
    """A text and its MessageEntity objects, sorted."""

    text: str
    entities: list[Entity]


def units(text: str) -> int:
    """The length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, start: int, end: int) -> str:
    """A piece of the text; start and end in UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end].decode(
        "utf-16-le", "replace"
    )


def cleaned(text: str) -> str:
    """Without carriage returns and with spaces for other control characters."""
    return re.sub(r"[\x00-\x09\x0b-\x1f\x7f]", " ", text.replace("\r", ""))


def checked_link(url: str) -> str:
    """The address as Telegram keeps it, or nothing when it is none."""
    full = url.strip() if "://" in url else f"http://{url.strip()}"
    try:
        parts = urlsplit(full)
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or "." not in host or " " in full:
        return ""
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def finished(made: Formatted) -> Formatted:
    """Trimmed at both ends, with links, mentions and hashtags found, 100 entities at most."""
    text = made.text.strip()
    skipped, length = units(made.text[: len(made.text) - len(made.text.lstrip())]), units(text)
    kept = []
    for one in made.entities:
        start = max(one["offset"] - skipped, 0)
        end = min(one["offset"] + one["length"] - skipped, length)
        if end > start:
            kept.append(one | {"offset": start, "length": end - start})
    for kind, pattern in _FOUND:
        taken = [one for one in kept if one["type"] in OPAQUE]
        for found in pattern.finditer(text):
            start = units(text[: found.start()])
            end = start + units(found.group())
            if all(one["offset"] >= end or one["offset"] + one["length"] <= start for one in taken):
                kept.append({"type": kind, "offset": start, "length": end - start})
    kept.sort(key=lambda one: (one["offset"], -one["length"]))
    return Formatted(text, kept[:MOST_ENTITIES])


def link_of(text: str, entities: list[Entity]) -> str | None:
    """The first address in the text, hidden ones too: what a preview is made of."""
    for one in entities:
        if one["type"] == "text_link":
            return str(one["url"])
        if one["type"] == "url":
            return checked_link(cut(text, one["offset"], one["offset"] + one["length"])) or None
    return None
