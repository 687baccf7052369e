"""The conventions of a letter (section 5 of the facts about peers): what one breaks, in words."""

import re
from collections.abc import Iterator
from itertools import pairwise

from justhtml import JustHTML
from lxml import html as markup
from lxml.html import HtmlElement

from gospablik.drafts import Draft

LARGEST = 90_000
"""Gmail cuts a letter at about 102 KB."""
READABLE = 4.5
"""The least contrast of words to what is behind them (WCAG AA)."""
NEVER = {"script", "style", "link", "svg", "form", "input", "button", "iframe", "video", "object"}
NO_LAYOUT = re.compile(r"display|position|float|flex|grid|url\(|!important")
HEADINGS = ("h1", "h2", "h3", "h4")


def broken(draft: Draft) -> list[str]:
    """Every convention that this letter breaks."""
    page = markup.document_fromstring(draft.html)
    return [
        *_whole(draft),
        *_head(page),
        *_headings(page),
        *_tables(page),
        *_pictures(page),
        *_links(page),
        *_styles(page),
        *_colours(page),
        *_faces(draft, page),
    ]


def _whole(draft: Draft) -> Iterator[str]:
    for error in JustHTML(draft.html, sanitize=False, collect_errors=True).errors:
        yield f"no good HTML: {error}"
    if (size := len(draft.html.encode())) >= LARGEST:
        yield f"{size} bytes"
    if not draft.subject.strip() or len(draft.subject) > 200 or "\n" in draft.subject:
        yield f"subject {draft.subject!r}"


def _head(page: HtmlElement) -> Iterator[str]:
    if page.get("lang") != "ru":
        yield "no lang"
    metas = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    for name in ("viewport", "color-scheme"):
        if not metas.get(name):
            yield f"no meta {name}"
    if not (page.findtext("head/title") or "").strip():
        yield "no title"
    # Mail.ru and Outlook leave <body> out: what all words rest on stands on an element within.
    (first,) = page.body
    if first.get("lang") != "ru" or not {"background", "color", "font"} <= set(styles(first)):
        yield "language, colours and font are lost with <body>"


def _headings(page: HtmlElement) -> Iterator[str]:
    levels = [HEADINGS.index(one.tag) for one in page.iter(*HEADINGS)]
    if levels.count(0) != 1 or levels[0] != 0:
        yield "not one top heading before all others"
    if any(after > before + 1 for before, after in pairwise(levels)):
        yield f"a level of headings is left out: {levels}"


def _tables(page: HtmlElement) -> Iterator[str]:
    for table in page.iter("table"):
        if table.find("caption") is None or not table.findall("thead/tr/th[@scope='col']"):
            yield "a table without a caption or heads: for layout only?"
        if any(cell.get("scope") not in ("col", "row") for cell in table.iter("th")):
            yield "a head without scope"
        if {len(row) for row in table.iter("tr")} != {len(table.findall("thead/tr/th"))}:
            yield "rows of unlike length"
    if page.xpath("//*[@role]"):
        yield "a role: nothing here needs one"


def _pictures(page: HtmlElement) -> Iterator[str]:
    for picture in page.iter("img"):
        if not picture.get("src", "").startswith("cid:"):
            yield "a picture from elsewhere"
        if not re.search(r"\d", picture.get("alt", "")):
            yield "a picture whose numbers are lost with it"


def _links(page: HtmlElement) -> Iterator[str]:
    for link in page.iter("a"):
        if not re.match(r"https?://", link.get("href", "")) or not link.text_content().strip():
            yield f"a link to {link.get('href')!r}"
        if "color" not in styles(link):
            yield "a link in a colour of the program's choice"


def _styles(page: HtmlElement) -> Iterator[str]:
    for element in page.iter():
        if element.tag in NEVER or element.get("class") or element.get("id"):
            yield f"<{element.tag}>, class or id"
        if found := NO_LAYOUT.search(element.get("style", "")):
            yield f"{found[0]} in a style"
        if "background" in styles(element) and "color" not in styles(element):
            yield f"<{element.tag}>: a background without the colour of its words"


def _colours(page: HtmlElement) -> Iterator[str]:
    for element in page.body.iter():
        if not "".join(element.xpath("text()")).strip():
            continue
        words, behind = (_inherited(element, name) for name in ("color", "background"))
        if (contrast := _contrast(words, behind)) < READABLE:
            yield f"{words} on {behind}: contrast {contrast:.1f}"


def _faces(draft: Draft, page: HtmlElement) -> Iterator[str]:
    """The same numbers in both; a link of the HTML is an address in the text."""
    hrefs = " ".join(link.get("href", "") for link in page.iter("a"))
    shown = set(re.findall(r"\d+", f"{' '.join(page.body.itertext())} {hrefs}"))
    told = set(re.findall(r"\d+", draft.text))
    if shown - told:
        yield f"in HTML only: {sorted(shown - told)}"
    if lost := {one for one in told - shown if len(one) > 1}:  # a list numbers itself
        yield f"in text only: {sorted(lost)}"


def styles(element: HtmlElement) -> dict[str, str]:
    """What the element itself declares."""
    declared = (one.split(":", 1) for one in element.get("style", "").split(";") if ":" in one)
    return {name.strip(): value.strip() for name, value in declared}


def _inherited(element: HtmlElement, name: str) -> str:
    for one in (element, *element.iterancestors()):
        if value := styles(one).get(name):
            return value
    raise AssertionError(f"nobody says what {name} is")


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
