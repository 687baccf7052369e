"""HTML fragments into plain text, and traces of HTML where there should be none."""

import re
from typing import TYPE_CHECKING

from gospablik.text.normalise import clean, entity

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TAG = r"/?[a-zA-Z][\w:-]*+(?:\s(?:[^<>\"']|\"[^\"]*+\"|'[^']*+')*+)?/?>"
_TAG_OR_COMMENT = re.compile(rf"<(?:{_TAG}|!--|!\[CDATA\[|!doctype\b)", re.IGNORECASE)
_STRAY_LESS_THAN = re.compile(rf"<(?!{_TAG}|!--|!\[CDATA\[|!doctype\b|\?)", re.IGNORECASE)
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z]", re.IGNORECASE)
_NUMBERED = re.compile(r"^[0-9]{1,3}\. (?=\S)", re.MULTILINE)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")

_DROPPED = {"script", "style", "head", "template", "noscript", "svg", "iframe", "object", "select"}
_PARAGRAPHS = (
    "address article aside blockquote div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 "
    "h6 header hr main nav ol p pre section table ul"
)
_BREAKS = {
    **dict.fromkeys(_PARAGRAPHS.split(), 2),
    **dict.fromkeys(("br", "li", "tr", "dt", "dd", "caption"), 1),
}


def _entities(text: str) -> list[str]:
    return [found[0] for found in _ENTITY.finditer(text) if entity(found[1])]


def markup(text: str) -> tuple[str, ...]:
    """Tags, comments, entities and spoilt characters that a reader would stumble over."""
    tags = (found[0] for found in _TAG_OR_COMMENT.finditer(text))
    return (*tags, *_entities(text), *("\ufffd" * text.count("\ufffd")))


def plain(html: str) -> str:
    """An HTML fragment (or page) as plain text, cleaned.

    Paragraphs are parted by a blank line, `<br>` and table rows by a line end, list items become
    "— …" lines, of numbered lists "1. …", cells are parted by " | ", links leave their text,
    scripts and styles nothing.
    A text that holds neither tags nor entities comes back unchanged. Never raises.
    """
    if not _TAG_OR_COMMENT.search(html):
        if not _entities(html):
            return html
        if not _ESCAPED_TAG.search(html):
            return clean(html)
        html = _ENTITY.sub(lambda found: entity(found[1]) or found[0], html)
    root = _parse(html)
    # Too deep for libxml2, which would drop the rest in silence: better no paragraphs than no text.
    return clean(_TAG_OR_COMMENT.sub("\n", html) if root is None else _Writer().write(root))


def without_numbers(text: str) -> str:
    """The text without the numbers that `plain` gives the lines of a list."""
    return _NUMBERED.sub("", text)


def _parse(html: str) -> "HtmlElement | None":
    # lxml costs 40 ms and is needed only where HTML really comes in.
    from lxml import etree
    from lxml import html as lxml_html

    # «< 5 лет» and «<ivan@example.ru>» are words, not tags; libxml2 would swallow them.
    body = _STRAY_LESS_THAN.sub("&lt;", _FORBIDDEN.sub("", html))
    # Bytes with a named encoding: a `<meta charset>` inside a fragment must not be believed.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root: HtmlElement = lxml_html.document_fromstring(
            f"<html><body>{body}</body></html>".encode(), parser=parser
        )
    except (etree.LxmlError, AssertionError):
        return None
    return None if any("depth" in error.message.lower() for error in parser.error_log) else root


class _Writer:
    """Collects text; breaks wait until text follows, so that they never pile up."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._break = 0
        self._bullet = ""
        self._items = 0
        self._numbers: list[int | None] = []

    def write(self, root: "HtmlElement") -> str:
        from lxml import etree

        skipping: object | None = None
        for event, node in etree.iterwalk(root, events=("start", "end")):
            tag = str(node.tag)
            if event == "start" and skipping is None:
                if tag in _DROPPED:
                    skipping = node
                    continue
                self._open(tag, node)
                self._text(node.text)
            elif event == "end":
                if skipping is None:
                    self._close(tag)
                elif skipping is not node:
                    continue
                else:
                    skipping = None
                self._text(node.tail)
        return "".join(self._out)

    def _wait(self, tag: str) -> None:
        size = _BREAKS.get(tag, 0)
        # «<li><p>…» is one line of a list, not a paragraph of its own.
        self._break = max(self._break, min(size, 1) if self._items else size)

    def _open(self, tag: str, node: "HtmlElement") -> None:
        if tag in ("td", "th") and self._out and not self._break:
            self._out.append(" | ")
        self._wait(tag)
        if tag in ("ol", "ul"):
            self._numbers.append(_number(node.get("start"), 1) if tag == "ol" else None)
        elif tag == "li":
            self._items += 1
            self._bullet = self._mark(node)

    def _close(self, tag: str) -> None:
        if tag == "li":
            self._items, self._bullet = self._items - 1, ""
        elif tag in ("ol", "ul"):
            self._numbers.pop()
        if tag != "br":
            self._wait(tag)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", text)
        if words == " " and (self._break or not self._out):
            return
        if self._out:
            self._out.append("\n" * self._break)
        if self._bullet:
            self._out.append(self._bullet)
            words = words.lstrip()
        self._break, self._bullet = 0, ""
        self._out.append(words)

    def _mark(self, item: "HtmlElement") -> str:
        """A dash, or the number as a browser counts."""
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "— "
        number = _number(item.get("value"), number)
        self._numbers[-1] = number + 1
        return f"{number}. "


def _number(written: str | None, otherwise: int) -> int:
    found = re.fullmatch(r"\s*([0-9]{1,6})\s*", written or "", re.ASCII)
    return int(found[1]) if found else otherwise
