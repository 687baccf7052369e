"""The text of a post for one network (clause 3.2): the site's words, shortened if they must be."""

import re

from gospablik.templates import render
from gospablik.text import shorten

LIMITS = {"vk": 15_000}
"""Characters of one post. VK: 16 384 in the documents, 16 000 seen; 15 000 is safe."""


_SPACE = re.compile(r"\s+|$")
_FULL_STOP = re.compile(r"\.?(?:[^\S\n]*\n\s*|$)|\.\s+")


def compose(network: str, *, title: str, text: str, link: str) -> str:
    """Title, text and the link to the site, within the network's limit.

    The title and the link are never cut; the text is, at a paragraph or a sentence.
    """
    frame = _render(network, title, "", link)
    room = LIMITS[network] - len(frame) - 2
    return _render(network, title, shorten(_without_title(title, text), max(room, 0)), link)


def _without_title(title: str, text: str) -> str:
    """Announcements that begin with the headline do not say it twice.

    Only where the headline stands as a sentence of its own: «Субботник» is no beginning of
    «Субботника не будет».
    """
    if not text.startswith(title):
        return text
    rest = text.removeprefix(title)
    end = _SPACE if title.endswith((".", "!", "?", "…")) else _FULL_STOP
    found = end.match(rest)
    return rest[found.end() :] if found else text


def _render(network: str, title: str, text: str, link: str) -> str:
    return render(f"posts/{network}.txt", title=title, text=text, link=link).strip()
