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
    """Title, text, hashtags of the rubrics and the link to the site, within the network's limit.

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
    card: bool = False,
) -> tuple[Composed, Arranged]:
    """The same of news that carry files: what cannot hang on the post is named in its text.

    `card`: a card of the page shows a picture. If not, no text is too long for the pictures of the
    news to hang above it: it is cut to what may stand under them, unless nothing would be left.
    """
    limits = TEXT[network]
    most = limits.post
    lines: tuple[str, ...] = ()
    for _ in range(4):  # lines make the text longer, and under a longer one less may hang
        made = fit(
            network,
            title=title,
            text=text,
            link=link,
            category=category,
            lines=lines,
            most=most,
        )
        arranged = arrange(network, files, made.text)
        before = (most, lines)
        most = limits.caption if arranged.card and not card else most
        lines = arranged.lines
        if (most, lines) == before:
            break
    if most < limits.post and made.body and not made.kept.strip("…"):
        # The title and the lines alone fill a caption: better the words than the pictures.
        whole = {"title": title, "text": text, "link": link, "category": category}
        return compose_with(network, files, **whole, card=True)
    return made, arranged


def fit(
    network: str,
    *,
    title: str,
    text: str,
    link: str,
    category: str = "",
    lines: Sequence[str] = (),
    most: int | None = None,
) -> Composed:
    """The text with what was cut. `lines`: of files, one each; they are never cut either.

    `most`: how long it may be, if not as long as a post.
    """
    limits = TEXT[network]
    values = {"title": title, "link": link, "hashtag": hashtags(category), "lines": lines}
    body = without_title(title, text)
    room = (most or limits.post) - limits.length(_render(network, text="", **values)) - len("\n\n")
    kept = shorten(body, limits.fitting(body, room))
    return Composed(_render(network, text=kept, **values), body, kept)


def hashtags(category: str) -> str:
    """«#ЖКХ #ОтключениеВоды» of «ЖКХ; Новости/Отключение воды», the site's rubrics, each once.

    The words of one run together, figures left out; of a path the last part counts.
    """
    tags = []
    for rubric in category.split(";"):
        words = _WORD.findall(rubric.rsplit("/", maxsplit=1)[-1])
        tags.append("".join(word[:1].upper() + word[1:] for word in words))
    return " ".join(f"#{tag}" for tag in dict.fromkeys(filter(None, tags)))


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
