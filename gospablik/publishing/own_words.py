"""A specialist's own text for a post: it states what the site states, and no more (clause 3.2).

Pure. The site is all that it says of the news: what it gives for posts and the article page.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gospablik.templates import in_quotes

if TYPE_CHECKING:
    from gospablik.text.comparison import Comparison
    from gospablik.text.differences import Difference
    from gospablik.text.fact import Span

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it differs from the site."""


def against_site(
    text: str,
    *,
    title: str,
    words: str,
    article: str | None,
    link: str,
    lines: Sequence[str] = (),
) -> "Comparison":
    """The text beside the site's: `words` of the feed, `article` if the page was read.

    `lines`: what a post says of the news' files, which is the site's as well.
    """
    from gospablik.text.comparison import compare  # its patterns are compiled for few posts

    return compare("\n\n".join(filter(None, [title, words, article, *lines])), text, link=link)


def differing(found: "Comparison") -> tuple[str, ...]:
    """Each difference in words, as the texts have it: «в тексте «29 ноября», на сайте …»."""
    return tuple(dict.fromkeys(_said(found, one) for one in found.differences))


def _said(found: "Comparison", one: "Difference") -> str:
    post = in_quotes(found.post[slice(*one.post)]) if one.post else ""
    site = in_quotes(found.site[slice(*one.site)]) if one.site else ""
    if post and site:
        return f"{one.kind.value}: в тексте {post}, на сайте {site}"
    if post:
        return f"{one.kind.value}: {post}, на сайте этого нет"
    return f"{one.kind.value}: на сайте {site}, без этого смысл другой"


def marked(found: "Comparison") -> Pieces:
    """The compared text, what differs marked."""
    return in_pieces(found.post, [one.post for one in found.differences if one.post])


def in_pieces(text: str, spans: Sequence["Span"]) -> Pieces:
    """The text cut at the spans, which may lie over each other."""
    pieces: list[tuple[str, bool]] = []
    last = 0
    for start, end in sorted(spans):
        begin = max(start, last)
        if end > begin:
            pieces += [(text[last:begin], False), (text[begin:end], True)]
            last = end
    pieces.append((text[last:], False))
    return tuple((words, differs) for words, differs in pieces if words)
