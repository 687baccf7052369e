"""What a page says about itself: its titles and its picture."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gospablik.text import clean

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


@dataclass(frozen=True, slots=True)
class PageHead:
    """Titles in the order of trust, without repeats; the address of the picture as written."""

    titles: tuple[str, ...]
    picture: str | None


def read_head(html: str) -> PageHead:
    """og:title, h1 and title of a decoded page, and og:image. Never raises."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        # Text decoded by us goes in as UTF-8: lxml mis-reads what stands before <meta charset>.
        root = lxml_html.document_fromstring(
            _DECLARATION.sub("", html).encode("utf-8", "ignore"),
            parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True),
        )
    except (etree.LxmlError, AssertionError):
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
