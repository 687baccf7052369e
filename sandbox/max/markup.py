"""HTML of a request to text and markup elements, and those to HTML for our pages (facts 2.3).

Offsets and lengths are UTF-16 units.
"""

from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from jinja2.utils import urlize

Element = dict[str, Any]
TAGS = {
    **dict.fromkeys(("b", "strong"), "strong"),
    **dict.fromkeys(("i", "em"), "emphasized"),
    **dict.fromkeys(("s", "del"), "strikethrough"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("code", "pre"), "monospaced"),
    "mark": "highlighted",
    "h1": "heading",
    "blockquote": "quote",
    "a": "link",
}
SHOWN = {
    "strong": "b",
    "emphasized": "i",
    "strikethrough": "s",
    "underline": "u",
    "monospaced": "code",
    "highlighted": "mark",
    "heading": "strong",
    "quote": "q",
}
MENTION = "max://user/"


def units(text: str) -> int:
    """The length in UTF-16 units, as a Java server counts."""
    return len(text.encode("utf-16-le")) // 2


class _Reader(HTMLParser):
    """Collects text and elements; tags that MAX does not know are dropped, their text stays."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.length = 0
        self.opened: list[tuple[str, int, str]] = []
        self.found: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where it began."""
        if tag in TAGS:
            self.opened.append((tag, self.length, dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the last one of this name."""
        for index in reversed(range(len(self.opened))):
            if self.opened[index][0] == tag:
                self._note(*self.opened.pop(index))
                return

    def handle_data(self, data: str) -> None:
        """Text is text."""
        self.pieces.append(data)
        self.length += units(data)

    def close(self) -> None:
        """What was left open ends with the text."""
        super().close()
        while self.opened:
            self._note(*self.opened.pop())

    def _note(self, tag: str, begin: int, href: str) -> None:
        if begin == self.length:
            return
        element: Element = {"type": TAGS[tag], "from": begin, "length": self.length - begin}
        if tag == "a":
            number = href.removeprefix(MENTION)
            if href.startswith(MENTION) and number.isdigit():
                element |= {"type": "user_mention", "user_id": int(number)}
            elif 1 <= len(href) <= 2048:
                element["url"] = href
            else:
                return
        self.found.append(element)


def read_html(html: str) -> tuple[str, list[Element]]:
    """The text without tags and its markup, in the order of the text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces), sorted(reader.found, key=lambda one: (one["from"], one["type"]))


def plain_of(elements: list[Element]) -> list[Element]:
    """What a comment keeps: no hyperlinks and no mentions (facts 2.3)."""
    return [one for one in elements if one["type"] not in {"link", "user_mention"}]


def shown(text: str, elements: list[Element]) -> str:
    """Safe HTML for our own pages."""
    raw = text.encode("utf-16-le")
    edges = {0, len(raw) // 2}
    for one in elements:
        edges |= {one["from"], one["from"] + one["length"]}
    ordered = sorted(edges)
    pieces = []
    for begin, end in pairwise(ordered):
        over = [e for e in elements if e["from"] <= begin and end <= e["from"] + e["length"]]
        pieces.append(_piece(raw[2 * begin : 2 * end].decode("utf-16-le"), over))
    return "".join(pieces)


def _piece(text: str, elements: list[Element]) -> str:
    """A stretch of text that lies under all of these elements."""
    links = [one["url"] for one in elements if one["type"] == "link"]
    if links and links[0].startswith(("http://", "https://")):
        made = f'<a href="{escape(links[0])}" rel="nofollow noopener">{escape(text)}</a>'
    else:
        made = urlize(text, rel="nofollow noopener")
    for one in elements:
        tag = SHOWN.get(one["type"])
        made = f"<{tag}>{made}</{tag}>" if tag else made
    return made
