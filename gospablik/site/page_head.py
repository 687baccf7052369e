"""What a page says about itself: its titles and its picture."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gospablik.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class PageHead:
    """Titles in the order of trust, without repeats; the address of the picture as written."""

    titles: tuple[str, ...]
    picture: str | None


def read_head(root: "HtmlElement | None") -> PageHead:
    """og:title, h1 and title of a page, and og:image."""
    if root is None:
        return PageHead((), None)
    found = [
        *_property(root, "og:title"),
        *("".join(map(str, node.itertext())) for node in root.iter("h1")),
        *("".join(map(str, node.itertext())) for node in root.iterfind("head/title")),
    ]
    titles = [" ".join(clean(title).split()) for title in found]
    pictures = [address.strip() for address in _property(root, "og:image") if address.strip()]
    return PageHead(tuple(dict.fromkeys(filter(None, titles))), pictures[0] if pictures else None)


def _property(root: "HtmlElement", name: str) -> list[str]:
    metas = root.iter("meta")
    return [
        str(m.get("content") or "") for m in metas if name in (m.get("property"), m.get("name"))
    ]
