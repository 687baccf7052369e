"""A resident's words with some of them in bold, shown as text and never as markup."""

from collections.abc import Iterator

from gospablik.moderation.spots import Spots
from gospablik.templates import plain
from gospablik.text import clean

_MOST = 8
"""Bold places in a text that is cut."""
_PIECE = 20


def highlighted(text: str, spots: Spots, limit: int) -> str:
    """On one line, for Markdown. Of what is longer than `limit` the surroundings of the bold words.

    Bold by the element, as in `marked`: stars beside a letter may stay stars. The words are made
    text piece by piece, so no sign of theirs can touch ours.
    """
    spots = spots[:_MOST]
    kept = [_whole_words(text, start, end) for start, end in _kept(text, spots, limit)]
    parts = ["".join(_pieces(text, spots, start, end)).strip() for start, end in kept]
    before = "… " if kept[0][0] else ""
    after = " …" if kept[-1][1] < len(text) else ""
    return f"{before}{' … '.join(parts)}{after}"


def _kept(text: str, spots: Spots, limit: int) -> Iterator[tuple[int, int]]:
    """Which stretches are shown: all, or about `limit` letters, shared out among the bold words."""
    if len(text) <= limit or not spots:
        yield 0, min(len(text), limit)
        return
    around = limit // (2 * len(spots))
    start, end = max(spots[0][0] - around, 0), spots[0][0]
    for begins, ends in spots:
        if begins - around > end:
            yield start, end
            start = begins - around
        end = min(ends, begins + limit) + around
    yield start, min(end, len(text))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without a piece of a word at its ends, unless the word is a long one."""
    if start:
        start = text.find(" ", start, start + _PIECE) + 1 or start
    if end < len(text):
        cut = text.rfind(" ", max(end - _PIECE, start), end)
        end = cut if cut > start else end
    return start, end


def _pieces(text: str, spots: Spots, start: int, end: int) -> Iterator[str]:
    at = start
    for begins, ends in spots:
        begins, ends = max(begins, at), min(ends, end)  # noqa: PLW2901
        if begins >= ends:
            continue
        yield _words(text[at:begins])
        bold = _words(text[begins:ends]).strip()
        yield f"<strong>{bold}</strong>" if bold else ""
        at = ends
    yield _words(text[at:end])


def _words(words: str) -> str:
    """One line; the spaces at its ends stay, since a bold word may stand beside them."""
    line = " ".join(clean(words).split())
    if not line:
        return " " * any(map(str.isspace, words))
    return " " * words[:1].isspace() + plain(line) + " " * words[-1:].isspace()
