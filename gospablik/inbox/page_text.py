"""The plain text of a letter in HTML: blocks as lines, a quotation behind «>», as in plain mail."""

from lxml import etree, html

_BLOCKS = {
    "address", "article", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6",
    "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul", "body",
}  # fmt: skip
_UNSEEN = {"head", "script", "style", "title", "template", "noscript"}
_RULE = "\n________________________________\n"
_DEEPEST = 200


def text_of_html(page: str) -> str:
    """The text, without markup; "" for what is no HTML at all."""
    # The bytes are ours: what the page says of its encoding was used before.
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    return _words(root, 0)


def _words(element: html.HtmlElement, depth: int) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    if tag in _UNSEEN or depth > _DEEPEST:
        return ""
    if tag == "br":
        return "\n"
    if tag == "hr":
        return _RULE
    # Line ends inside of HTML are spaces.
    inside = " ".join((element.text or "").split("\n"))
    for child in element:
        inside += _words(child, depth + 1) + " ".join((child.tail or "").split("\n"))
    if tag == "blockquote":
        lines = inside.strip("\n").split("\n")
        return "\n" + "\n".join(f"> {line}" for line in lines) + "\n"
    return f"\n{inside}\n" if tag in _BLOCKS else inside
