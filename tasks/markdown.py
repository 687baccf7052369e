"""Words of other people inside our Markdown: shown as text, never as markup."""

from collections.abc import Sequence

from gospablik.templates import plain


def cell(text: str, limit: int = 400) -> str:
    """The text for a Markdown table or line: one line, no markup, no links, cut at `limit`."""
    line = " ".join(text.split())
    return plain(line if len(line) <= limit else line[: limit - 1] + "…")


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table of cells that are escaped already."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
