"""Words of other people inside our Markdown: shown as text, never as markup."""

import re
from collections.abc import Sequence

from gospablik.text import clean

_SPECIAL = set("\\`*_{}[]()#+-.!|<>~&$:/@")
_ADDRESS = re.compile(r"(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
"""Where a bare address may be cut in two. Prefect's V2 pages look for addresses after they have
read the entities, so these alone do not help; the cut is a word joiner, of no width.
"""

_JOINER = "\u2060"


def cell(text: str, limit: int = 400) -> str:
    """The text for a Markdown table or line: one line, no markup, no links, cut at `limit`.

    Nothing invisible either: signs of no width hide a word, an override turns the line round.
    Everything that Markdown, HTML or an autolink could read as markup becomes a numeric entity.
    """
    line = " ".join(clean(text).split())
    if len(line) > limit:
        line = line[: limit - 1] + "…"
    line = _ADDRESS.sub(_JOINER, line)
    return "".join(f"&#{ord(letter)};" if letter in _SPECIAL else letter for letter in line)


def text_block(text: str) -> str:
    """Another's text with its lines as they are, to be copied by a person; no markup in it."""
    lines = clean(text).splitlines()
    return "\n".join(f"    {line}" for line in lines)


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table of cells that are escaped already."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
