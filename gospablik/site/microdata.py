"""Cards of news that a list page marks up with schema.org microdata: Госвеб and others."""

from typing import TYPE_CHECKING

from gospablik.site.carried import picture_of
from gospablik.site.raw_item import RawItem, Reader, rubrics
from gospablik.site.tree import html_of, words_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_KINDS = {"NewsArticle", "Article", "BlogPosting", "Report"}
_ADDRESSES = ("content", "href", "src")


def microdata_cards(root: "HtmlElement", reader: Reader) -> list[RawItem]:
    """The cards, in the page's order. A property belongs to the nearest scope around it."""
    scopes = [node for node in root.iterfind(".//*[@itemscope]") if _of_news(node)]
    return [_card(scope, reader) for scope in scopes]


def _of_news(scope: "HtmlElement") -> bool:
    return any(kind.rpartition("/")[2] in _KINDS for kind in str(scope.get("itemtype")).split())


def _card(scope: "HtmlElement", reader: Reader) -> RawItem:
    known = _properties(scope)
    headline = next((known[name] for name in ("headline", "name") if name in known), None)
    link = _address(known.get("url"))
    if not link and headline is not None:
        link = next((str(a.get("href")) for a in headline.iter("a") if a.get("href")), "")
    if not link:
        link = next((str(a.get("href")) for a in scope.iter("a") if a.get("href")), "")
    return RawItem(
        title=_value(headline) or _value(known.get("url")),
        link=reader.absolute(link) if link else "",
        announce=_value(known.get("description")),
        whole=_value(known.get("articleBody")),
        date=_moment(known.get("datePublished")),
        files=picture_of(html_of(scope), base=reader.base),
        category=_category(scope, known),
    )


def _properties(scope: "HtmlElement") -> dict[str, "HtmlElement"]:
    found: dict[str, HtmlElement] = {}
    waiting = list(scope)
    while waiting:
        node = waiting.pop(0)
        for name in str(node.get("itemprop") or "").split():
            found.setdefault(name, node)
        if node.get("itemscope") is None:
            waiting[:0] = list(node)
    return found


def _value(node: "HtmlElement | None") -> str:
    if node is None:
        return ""
    return str(node.get("content") or "").strip() or words_of(node)


def _address(node: "HtmlElement | None") -> str:
    return "" if node is None else next((str(node.get(n)) for n in _ADDRESSES if node.get(n)), "")


def _moment(node: "HtmlElement | None") -> str:
    if node is None:
        return ""
    return str(node.get("content") or node.get("datetime") or "").strip() or words_of(node)


def _category(scope: "HtmlElement", known: "dict[str, HtmlElement]") -> str:
    """The section; on Госвеб one coloured label for each rubric."""
    if section := _value(known.get("articleSection")):
        return rubrics([section])
    labels = scope.iterfind(".//span[@class]")
    return rubrics(words_of(one) for one in labels if "item-category" in str(one.get("class")))
