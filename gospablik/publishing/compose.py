"""The text of a post for one network (clause 3.2): the site's words, shortened if they must be."""

from gospablik.templates import render
from gospablik.text import shorten

LIMITS = {"vk": 15_000}
"""Characters of one post. VK: 16 384 in the documents, 16 000 seen; 15 000 is safe."""


def compose(network: str, *, title: str, text: str, link: str) -> str:
    """Title, text and the link to the site, within the network's limit.

    The title and the link are never cut; the text is, at a paragraph or a sentence.
    """
    frame = _render(network, title, "", link)
    room = LIMITS[network] - len(frame) - 2
    if text.startswith(title):
        text = text.removeprefix(title).lstrip(" .\n")
    return _render(network, title, shorten(text, max(room, 0)), link)


def _render(network: str, title: str, text: str, link: str) -> str:
    return render(f"posts/{network}.txt", title=title, text=text, link=link).strip()
