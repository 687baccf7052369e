"""Selectors of organisation.toml, tried on a real tree; what is not understood is refused."""

from typing import cast

import pytest
from lxml import html

from gospablik.css import xpath

TREE = html.document_fromstring(
    '<div id="list" class="news big"><p class="item"><a href="/1" title="x y">1</a></p>'
    '<p class="item-2"><b><a href="/2.pdf">2</a></b></p></div><a name="n">3</a>'
)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("a", "123"),
        ("a[href]", "12"),
        ("p > a", "1"),
        (".news a", "12"),
        ("div.news.big > p a", "12"),
        (".item a", "1"),
        ("#list b>a", "2"),
        ("*[name=n]", "3"),
        ("a[href^='/2']", "2"),
        ('a[href$=".pdf"]', "2"),
        ("a[href*='1']", "1"),
        ("a[title~=y]", "1"),
        ("a[name], .item a", "13"),
        ("A[HREF='/1']", "1"),
        ("a[title='no, comma']", ""),
    ],
)
def test_what_a_selector_names(selector: str, found: str) -> None:
    nodes = cast("list[html.HtmlElement]", TREE.xpath(xpath(selector)))
    assert "".join(str(node.text_content()) for node in nodes) == found


@pytest.mark.parametrize(
    "selector", ["", " ", "a:hover", "a,,b", "a + b", "a >", "..x", "a[b", "'"]
)
def test_what_is_not_understood_is_said(selector: str) -> None:
    with pytest.raises(ValueError, match="не понятен"):
        xpath(selector)
