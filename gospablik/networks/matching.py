"""Whether what a network shows is what we wrote. Pure."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

_ENTITIES = {"&amp;": "&", "&quot;": '"', "&lt;": "<", "&gt;": ">", "&#39;": "'"}


def carries(marker: str, text: str, links: Iterable[str]) -> bool:
    """Whether a post's text or its links hold the marker, a web address, as a whole.

    news/1 is not found in news/12 or news/1.html. Percent-encoding, a closing slash and the
    escapes that networks make in text do not count.
    """
    wanted = _address(marker)
    # Text and address must not go on: neither a letter of an address, nor a dot before one.
    whole = re.compile(rf"(?<![\w/.-]){re.escape(wanted)}(?!/?[\w%&=#?+~-]|/?\.\w|//)")
    return any(_address(link) == wanted for link in links) or bool(
        whole.search(unquote(_plain(text)))
    )


def same_text(left: str, right: str) -> bool:
    """Whether two texts differ in white space and escapes only."""
    return " ".join(_plain(left).split()) == " ".join(_plain(right).split())


def _plain(text: str) -> str:
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    return text


def _address(address: str) -> str:
    return unquote(_plain(address.strip())).rstrip("/")
