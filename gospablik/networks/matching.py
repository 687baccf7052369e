"""Whether what a network shows is what we wrote. Pure."""

import re
from collections.abc import Iterable
from urllib.parse import unquote

_BEFORE, _AFTER = re.compile(r"[\w/.-]"), re.compile(r"/?[\w%&=#?+~-]|/?\.\w|//")
"""What makes an address a part of a longer one: neither a letter, nor a dot before a letter."""
_ENTITIES = {"&amp;": "&", "&quot;": '"', "&lt;": "<", "&gt;": ">", "&#39;": "'"}


def carries(marker: str, text: str, links: Iterable[str]) -> bool:
    """Whether a post's text or its links hold the marker, a web address, as a whole.

    news/1 is not found in news/12 or news/1.html. Percent-encoding, a closing slash and the
    escapes that networks make in text do not count.
    """
    wanted = _address(marker)
    return any(_address(link) == wanted for link in links) or _stands_whole(
        wanted, unquote(_plain(text))
    )


def same_text(left: str, right: str) -> bool:
    """Whether two texts differ in white space and escapes only."""
    return " ".join(_plain(left).split()) == " ".join(_plain(right).split())


def _stands_whole(wanted: str, text: str) -> bool:
    """Without a pattern made for each address: making it takes longer than looking."""
    at = text.find(wanted)
    while at >= 0:
        before = at and _BEFORE.match(text, at - 1)
        if not before and not _AFTER.match(text, at + len(wanted)):
            return True
        at = text.find(wanted, at + 1)
    return False


def _plain(text: str) -> str:
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    return text


def _address(address: str) -> str:
    return unquote(_plain(address.strip())).rstrip("/")
