"""Cards of news on a list page without markup for machines: by selectors, or by their links."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from gospablik.css import xpath
from gospablik.site.carried import picture_of
from gospablik.site.dates import read_date
from gospablik.site.raw_item import RawItem, Reader, rubrics
from gospablik.site.reading import Selectors
from gospablik.site.tree import html_of, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PORTAL_LINK = re.compile(r"/news/front/view/id/\d+/?(?:[?#]|$)")
"""An article of the portal of Yakutia; its numbers grow over all its sites."""
_SHORT_TEXT = 60
_MORE = re.compile(r"(?:подробнее|читать далее|далее|ещё|еще|→|»|>|\.{3}|…)*", re.IGNORECASE)


def selected_cards(root: "HtmlElement", selectors: Selectors, reader: Reader) -> list[RawItem]:
    """The cards that the selectors name, in the page's order."""
    return [_selected(node, selectors, reader) for node in _all(root, selectors.item)]


def portal_cards(root: "HtmlElement", reader: Reader) -> list[RawItem]:
    """The cards of the portal of Yakutia: what stands around each link to an article.

    By the links and not by classes: these are the portal's for years, the classes are not.
    """
    return linked_cards(root, lambda link: bool(PORTAL_LINK.search(link)), reader)


def linked_cards(
    root: "HtmlElement", is_news: Callable[[str], bool], reader: Reader
) -> list[RawItem]:
    """A card for each address that is news: the largest element around it without another one."""
    links: dict[str, list[HtmlElement]] = {}
    for a in root.iter("a"):
        address = reader.absolute(str(a.get("href") or ""))
        if a.get("href") and is_news(address):
            links.setdefault(address, []).append(a)
    return [_linked(address, found, links, reader) for address, found in links.items()]


def _all(node: "HtmlElement", selector: str) -> "list[HtmlElement]":
    return [found for found in node.xpath(xpath(selector)) if isinstance(found.tag, str)]


def _first(node: "HtmlElement", selector: str) -> "HtmlElement | None":
    return next(iter(_all(node, selector)), None) if selector else None


def _selected(card: "HtmlElement", wanted: Selectors, reader: Reader) -> RawItem:
    link = card if card.tag == "a" and not wanted.link else _first(card, wanted.link or "a[href]")
    title = _first(card, wanted.title) if wanted.title else link
    date, picture = _first(card, wanted.date), _first(card, wanted.picture)
    href = "" if link is None else str(link.get("href") or "")
    return RawItem(
        title="" if title is None else _title(title),
        link=reader.absolute(href) if href else "",
        announce=_words(_first(card, wanted.announce)),
        date="" if date is None else _date(date, reader),
        files=() if picture is None else picture_of(html_of(picture), base=reader.base),
        category=rubrics(map(words_of, _all(card, wanted.category) if wanted.category else [])),
    )


def _words(node: "HtmlElement | None") -> str:
    return "" if node is None else words_of(node)


def _title(node: "HtmlElement") -> str:
    said = (str(one.get(name) or "") for one in node.iter() for name in ("title", "alt"))
    return words_of(node) or next(filter(None, said), "")


def _date(node: "HtmlElement", reader: Reader) -> str:
    """What can be read of it, the form for machines first; else its words, to be complained of."""
    said = [str(node.get("datetime") or node.get("content") or ""), words_of(node)]
    said += [str(node.get("title") or "")]
    readable = (one for one in said if read_date(one, reader.zone, reader.now))
    return next(readable, words_of(node))


def _linked(
    address: str, own: "list[HtmlElement]", links: "dict[str, list[HtmlElement]]", reader: Reader
) -> RawItem:
    strangers = {a for other, found in links.items() if other != address for a in found}
    card = own[0]
    while (above := card.getparent()) is not None and above.tag not in ("body", "html", "main"):
        if any(a in strangers for a in above.iter("a")):
            break
        card = above
    titles = [words for a in own if not _MORE.fullmatch(words := _title(a))]
    title = max(titles, key=len, default="")
    lines = [" ".join(line.split()) for line in card.itertext()]
    dates = (line for line in lines if len(line) <= _SHORT_TEXT)
    date = next((line for line in dates if read_date(line, reader.zone, reader.now)), "")
    announce = max((line for line in lines if line not in (title, date)), key=len, default="")
    return RawItem(
        title=title,
        link=address,
        announce=announce if len(announce) > _SHORT_TEXT else "",
        date=date,
        files=picture_of(html_of(card), base=reader.base),
    )
