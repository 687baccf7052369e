"""The main text of an article page."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from gospablik.css import xpath
from gospablik.site.tree import html_of
from gospablik.text import clean, plain

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_PLACES = (
    "[itemprop=articleBody]",
    ".news-detail",
    "article.tpl-text-default",
    ".entry-content",
)
"""Where the text stands in known templates: schema.org's, Bitrix', Госвеб's, WordPress'."""
_LEAST = 20
_LONG = 1500
_BOILERPLATE = re.compile(
    r"(?:версия для (?:слабовидящих|печати)|распечатать|печать|поделиться\b.{0,40}"
    r"|(?:количество )?просмотр(?:ов|ы)?:?\s*\d*|наш сайт использует .*|(?:мы )?используем cookie.*"
    r"|.*файлы cookie.*|назад к списку|возврат к списку|(?:к|все) новост(?:ям|и)"
    r"|не смогли записаться к врачу\?.*|есть вопрос\?|напишите о проблеме|решаем вместе)[.!»]?",
    re.IGNORECASE,
)


def main_text(page: "HtmlElement | str", titles: Sequence[str] = ()) -> str:
    """Its paragraphs, parted by blank lines, without the titles above; empty without an article.

    The one place of a known template that holds it, else what the extractor finds.
    """
    found = "" if isinstance(page, str) else _in_place(page)
    lines = [line for line in clean(found or _extracted(page)).split("\n") if line]
    while lines and lines[0] in titles:
        del lines[0]
    return clean("\n\n".join(line for line in lines if not _BOILERPLATE.fullmatch(line)))


def _in_place(root: "HtmlElement") -> str:
    for place in _PLACES:
        nodes = [node for node in root.xpath(xpath(place)) if isinstance(node.tag, str)]
        if len(nodes) != 1:  # none, or a list of news
            continue
        text = plain(html_of(nodes[0]))
        linked = sum(len(a.text_content()) for a in nodes[0].iter("a"))
        if len(text) >= _LEAST and linked * 2 < len(text):
            return text
    return ""


def _extracted(page: "HtmlElement | str") -> str:
    # 0.3 s and its own caches: only where a page is really read.
    import trafilatura

    whole = trafilatura.extract(page, include_comments=False, include_tables=True) or ""
    if len(whole) >= _LONG:
        return whole
    # Of a short article it would bring the column of other news along.
    return (
        trafilatura.extract(page, include_comments=False, include_tables=True, favor_precision=True)
        or ""
    )
