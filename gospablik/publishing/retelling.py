"""Another's material as a post of ours (clause 3.2): its first sentences, whose it is, where it is.

Plain text, as every post; the rest is read at the source.
"""

from dataclasses import dataclass

from gospablik.networks.limits import TEXT
from gospablik.publishing.compose import without_title
from gospablik.templates import render
from gospablik.text import shorten

LONGEST = 600
"""How much of an article is repeated, in characters: enough to know what it is about."""

_ENDS = (".", "!", "?", "…", ":", ";", "»", "”", ")")
"""How a paragraph ends that says something."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a material: an article's headline and text, or a person's own words alone."""

    text: str
    title: str = ""


def retell(network: str, words: Words, *, source: str, link: str) -> str:
    """The post. Headline, source and link are never cut, nor is what an official wrote himself.

    `source` is the source's name. The text may still be too long for the network if the headline
    or a person's own words are: whoever asks has to look.
    """
    values = {"title": words.title, "source": source, "link": link}
    if not words.title:
        return _render(text=words.text, **values)
    limits = TEXT[network]
    body = _from_first_sentence(without_title(words.title, words.text))
    room = limits.post - limits.length(_render(text="", **values)) - len("\n\n")
    return _render(text=shorten(body, min(LONGEST, limits.fitting(body, room))), **values)


def _from_first_sentence(text: str) -> str:
    """Without what stands above an article and is none of it: its date, its rubric, its title."""
    parts = text.split("\n\n")
    first = next((n for n, part in enumerate(parts) if part.endswith(_ENDS)), 0)
    return "\n\n".join(parts[first:])


def _render(**values: str) -> str:
    return render("posts/retelling.txt", **values).strip()
