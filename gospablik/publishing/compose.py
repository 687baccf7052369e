"""The text of a post for one network (clause 3.2): the site's words, shortened if they must be.

Plain text everywhere: an adapter makes its network's markup of it, so nothing a site writes can
become markup. The first line is the headline.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gospablik.media.arrange import Arranged, Offered, arrange
from gospablik.networks.limits import TEXT
from gospablik.templates import render
from gospablik.text import shorten

_SPACE = re.compile(r"\s+|$")
_FULL_STOP = re.compile(r"\.?(?:[^\S\n]*\n\s*|$)|\.\s+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Composed:
    """A post's text; `kept` is what stands in it of `body`, the site's words without the title."""

    text: str
    body: str
    kept: str

    @property
    def cut(self) -> bool:
        """Whether the site's words were shortened."""
        return self.kept != self.body


def compose(network: str, *, title: str, text: str, link: str, category: str = "") -> str:
    """Title, text, hashtag of the rubric and the link to the site, within the network's limit.

    The limit is counted in the network's own unit. The title and the link are never cut; the text
    is, at a paragraph or a sentence.
    """
    return fit(network, title=title, text=text, link=link, category=category).text


def compose_with(
    network: str,
    files: Sequence[Offered],
    *,
    title: str,
    text: str,
    link: str,
    category: str = "",
) -> tuple[Composed, Arranged]:
    """The same of news that carry files: what cannot hang on the post is named in its text."""
    made = fit(network, title=title, text=text, link=link, category=category)
    arranged = arrange(network, files, made.text)
    for _ in range(2):  # lines make the text longer, and under a longer one less may hang
        lines = arranged.lines
        made = fit(network, title=title, text=text, link=link, category=category, lines=lines)
        arranged = arrange(network, files, made.text)
        if arranged.lines == lines:
            break
    return made, arranged


def fit(
    network: str,
    *,
    title: str,
    text: str,
    link: str,
    category: str = "",
    lines: Sequence[str] = (),
) -> Composed:
    """The text with what was cut. `lines`: of files, one each; they are never cut either."""
    limits = TEXT[network]
    values = {"title": title, "link": link, "hashtag": hashtag(category), "lines": lines}
    body = without_title(title, text)
    room = limits.post - limits.length(_render(network, text="", **values)) - len("\n\n")
    kept = shorten(body, limits.fitting(body, room))
    return Composed(_render(network, text=kept, **values), body, kept)


def hashtag(category: str) -> str:
    """«#ЖКХ» of a rubric of the site; several words run together, figures left out."""
    words = _WORD.findall(category.rsplit("/", maxsplit=1)[-1])
    joined = "".join(word[:1].upper() + word[1:] for word in words)
    return f"#{joined}" if joined else ""


def headline_of(post: str) -> str:
    """The first line of a composed post."""
    return post.split("\n", 1)[0]


def without_title(title: str, text: str) -> str:
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


def _render(network: str, **values: object) -> str:
    return render(f"posts/{network}.txt", **values).strip()
