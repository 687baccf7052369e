"""What of HTML and CSS the usual mail programs understand, by the tests of caniemail.com.

`can_i_email.json` beside this file is cut from the data of the npm package `caniemail` (MIT):

    npm pack caniemail && tar xzf caniemail-*.tgz
    .venv/bin/python -m tests.letters.can_i_email package/data/caniemail.json

It keeps, of each feature, where it is not fully supported in the newest version: «n» not, «a» in
part, «u» nobody has tried.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml.html import HtmlElement

FILE = Path(__file__).with_suffix(".json")
PROGRAMS = ("apple-mail", "gmail", "mail-ru", "outlook", "samsung-email", "thunderbird")
"""What officials of a Russian administration read mail with, as far as that site tries them."""
SUMS = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "html-h1-h6"),
    **dict.fromkeys(("ul", "ol", "li", "dl", "dt", "dd"), "html-lists"),
    **dict.fromkeys(("main", "section", "article", "header", "footer", "aside"), "html-semantics"),
    **dict.fromkeys(("thead", "tbody", "tr", "th", "td", "caption"), "html-table"),
    "b": "html-strong",
}
"""Elements that its tests take together."""
OLD = {"a", "br", "head", "html", "meta", "title", "color", "href", "src", "alt", "style", "scope"}
OLD |= {"charset", "name", "content", "border-left", "border-bottom"}
"""What is as old as HTML mail and has no test there."""
_SHORT = ("margin", "padding")


def features(element: HtmlElement) -> Iterator[str]:
    """The features that an element needs, by their names there; a bare name has no test there."""
    yield SUMS.get(element.tag, f"html-{element.tag}")
    for name, value in element.attrib.items():
        if (element.tag, name, value) == ("meta", "name", "color-scheme"):
            yield "html-meta-color-scheme"
        if name != "style":  # there the word means the element
            yield f"html-{name}"
    for declared in filter(str.strip, element.get("style", "").split(";")):
        name, value = (part.strip() for part in declared.split(":", 1))
        short = name.partition("-")[0]
        yield f"css-{short if short in _SHORT else name}"
        yield f"css-{name}-{value}"


def lacking(page: HtmlElement) -> dict[str, str]:
    """Features of the page that some program does not fully know: where not, and how."""
    known = json.loads(FILE.read_text("utf-8"))
    found = {}
    for element in page.iter():
        for name in features(element):
            bare = name.partition("-")[2]
            if name in known:
                found[name] = ", ".join(f"{who}: {how}" for who, how in known[name].items())
            elif bare not in OLD and not (name.startswith("css-") and _of_value(name, known)):
                found[name] = "not tried there"
    return {name: where for name, where in found.items() if where}


def _of_value(name: str, known: dict[str, object]) -> bool:
    """A name made of a property and its value, and the property is known."""
    return any(name.startswith(f"css-{one}-") for one in OLD) or any(
        name.startswith(f"{one}-") for one in known
    )


def cut(whole: Path) -> None:
    """Write our file from the package's."""
    kept = {}
    for feature in json.loads(whole.read_text("utf-8"))["data"]:
        if feature["category"] in ("html", "css", "image"):
            newest = {
                f"{program} {platform}": list(versions.values())[-1][0]
                for program in PROGRAMS
                for platform, versions in feature["stats"].get(program, {}).items()
            }
            kept[feature["slug"]] = {who: how for who, how in newest.items() if how != "y"}
    FILE.write_text(json.dumps(kept, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    cut(Path(sys.argv[1]))
