"""Which words of a comment a finding is about, as places in its text. Pure."""

import re
from collections.abc import Iterable
from itertools import islice

from gospablik.moderation.again import RULES
from gospablik.moderation.detection.hit import Hit
from gospablik.moderation.queue import Found

Spots = tuple[tuple[int, int], ...]
"""Places (from, to) in a text as its author wrote it: in order, none over another."""

_QUOTED = re.compile("«([^«»]{1,200})»")
_MOST = 20
"""Places that a quoted word may stand at: who repeats it a hundred times is understood."""


def spots(text: str, found: Iterable[Found], hits: Iterable[Hit]) -> Spots:
    """Where the words stand that these findings are about.

    `hits`: what the detector says of the text now; those of other rules are left out.
    """
    kept = list(found)
    rules = {one.rule for one in kept}
    places = [hit.span for hit in hits if hit.rule in rules]
    reasons = [one.reason for one in kept if one.rule not in RULES]
    return _merged([*places, *quoted_spots(text, reasons)], len(text))


def quoted_spots(text: str, reasons: Iterable[str]) -> Spots:
    """Where the words stand that the reasons quote, wherever the resident wrote them."""
    places: list[tuple[int, int]] = []
    for reason in reasons:
        for quote in _QUOTED.findall(reason):
            places += ((one.start(), one.end()) for one in islice(_written(quote, text), _MOST))
    return _merged(places, len(text))


def _written(quote: str, text: str) -> Iterable[re.Match[str]]:
    """The quote as a whole; between its words the resident may have put other white space."""
    words = r"\s+".join(map(re.escape, quote.split()))
    return re.finditer(rf"(?<!\w){words}(?!\w)", text) if words else iter(())


def _merged(places: Iterable[tuple[int, int]], length: int) -> Spots:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in places):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(merged)
