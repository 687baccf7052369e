"""A page of the site as a tree. lxml is loaded only where a page is really read."""

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")


def parse_page(html: str) -> "HtmlElement | None":
    """The root of a decoded page; None for what cannot be parsed."""
    from lxml import etree
    from lxml import html as lxml_html

    try:
        # Text decoded by us goes in as UTF-8: lxml mis-reads what stands before <meta charset>.
        return lxml_html.document_fromstring(
            _DECLARATION.sub("", html).encode("utf-8", "ignore"),
            parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True),
        )
    except (etree.LxmlError, AssertionError):
        return None


def words_of(node: "HtmlElement") -> str:
    """The words of an element on one line."""
    return " ".join("".join(map(str, node.itertext())).split())


def html_of(node: "HtmlElement") -> str:
    """The element as it is written, without what follows it."""
    from lxml import html

    return str(html.tostring(node, encoding="unicode", with_tail=False))


def base_of(root: "HtmlElement", address: str) -> str:
    """What relative addresses of the page are relative to."""
    bases = [str(node.get("href")) for node in root.iterfind("head/base") if node.get("href")]
    try:
        return urljoin(address, bases[0].strip()) if bases else address
    except ValueError:
        return address
