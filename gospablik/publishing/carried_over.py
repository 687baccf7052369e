"""A wording whose article page has changed: what of it was the page's own words follows. Pure.

What the feed gives of old news it gives no more, so the page alone tells how they read now.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher

from gospablik.text import comparable, same
from gospablik.text.sentences import sentences

_CUT = " .…"
"""How an announcement ends that breaks off in the middle of a sentence of the page."""

Steps = Sequence[tuple[str, int, int, int, int]]
"""What became of runs of sentences, as difflib tells it."""


def title_now(title: str, before: str, after: str) -> str:
    """The title, if the page goes on saying it or never did; else the heading in its place.

    `before`, `after`: the page as it is kept, its headings one a line above a blank line.
    """
    was, now = _headings(before), _headings(after)
    place = next((number for number, head in enumerate(was) if same(head, title)), None)
    if place is None or not now or any(same(head, title) for head in now):
        return title
    return now[place] if len(now) == len(was) else now[0]


def text_now(text: str, before: str, after: str) -> str:
    """The text with what the page says now where it was a run of the page's sentences.

    An announcement in words of its own stays, for nobody can tell what of it is changed; so does
    one whose sentences are all gone.
    """
    old, new = _body(before), _body(after)
    if same(text, old):
        return new
    was, becomes = _split(old), _split(new)
    found = _run([said for said, _ in _split(text)], [said for said, _ in was])
    if found is None:
        return text
    steps = SequenceMatcher(
        None, [said for said, _ in was], [said for said, _ in becomes], False
    ).get_opcodes()
    first, last = _begins(steps, found[0]), _ends(steps, found[1])
    if first >= last or [said for said, _ in was[slice(*found)]] == [
        said for said, _ in becomes[first:last]
    ]:
        return text
    return new[becomes[first][1][0] : becomes[last - 1][1][1]].strip()


def _headings(article: str) -> list[str]:
    return [line for line in article.partition("\n\n")[0].split("\n") if line]


def _body(article: str) -> str:
    return article.partition("\n\n")[2]


def _split(text: str) -> list[tuple[str, tuple[int, int]]]:
    """The sentences in comparable form, with their places."""
    return [(comparable(text[slice(*span)]), span) for span in sentences(text)]


def _run(said: list[str], page: list[str]) -> tuple[int, int] | None:
    """Where these sentences stand in the page one after the other; the last may be cut short."""
    whole = len(said)
    for start in range(len(page) - whole + 1):
        near = page[start : start + whole]
        cut = said[-1].rstrip(_CUT) if said else ""
        if cut and near[:-1] == said[:-1] and near[-1].startswith(cut):
            return start, start + whole
    return None


def _begins(steps: Steps, place: int) -> int:
    """Where what began at that sentence begins now."""
    for what, i1, i2, j1, j2 in steps:
        if i1 <= place < i2:
            return j1 if what == "delete" else min(j1 + place - i1, j2)
    return 0


def _ends(steps: Steps, place: int) -> int:
    """Where what ended before that sentence ends now."""
    for what, i1, i2, j1, j2 in steps:
        if i1 < place <= i2:
            return j2 if what != "equal" and place == i2 else min(j1 + place - i1, j2)
    return 0
