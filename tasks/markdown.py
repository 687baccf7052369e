"""Words of other people inside our Markdown: shown as text, never as markup."""

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import quote

from gospablik.organisation import Organisation
from gospablik.templates import in_quotes, plain
from gospablik.text import clean


def cell(text: str, limit: int | None = 400) -> str:
    """The text for a Markdown table or line: one line, no markup, no links, cut at `limit`, if any.

    Nothing invisible either: signs of no width hide a word, an override turns the line round.
    """
    line = " ".join(clean(text).split())
    return plain(line if limit is None or len(line) <= limit else line[: limit - 1] + "…")


_LETTER = "[!-~А-Яа-яЁёҔҕҤҥӨөҺһҮү]"
_LONG = re.compile(f"{_LETTER}{{18}}(?={_LETTER})")
"""So much of a word, of an address above all, that a narrow column would grow with it."""
_MAY_BREAK = "&#8203;"


def column(text: str) -> str:
    """The whole text for a narrow column of a table: its lines and paragraphs as they are.

    For reading, not for copying: long addresses may be broken anywhere.
    """
    return narrow(clean(text))


def narrow(text: str) -> str:
    """As `column`, of a text that is clean already or a part of one."""
    return "<br>".join(map(_breakable, text.split("\n")))


def _breakable(line: str) -> str:
    pieces = _LONG.sub(lambda found: f"{found[0]}\n", line).split("\n")
    return _MAY_BREAK.join(map(plain, pieces))


_OF_ADDRESSES = "/:?#@!$&'*+,=%-._~"


def anchor(words: str, address: str) -> str:
    """A link in a Markdown table or line; what no address holds (brackets, bars) is escaped."""
    return f"[{cell(words)}]({quote(address, safe=_OF_ADDRESSES)})"


def text_block(text: str) -> str:
    """Another's text with its lines as they are, to be copied by a person; no markup in it."""
    lines = clean(text).splitlines()
    return "\n".join(f"    {line}" for line in lines)


def suspended(office: Organisation, moment: datetime) -> list[str]:
    """A line for each page that an artifact leaves out because it is suspended."""
    return [
        f"**Страница {cell(in_quotes(page.name))} {cell(why)}.** Здесь её нет."
        for page, why in office.suspended_pages(moment)
    ]


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table of cells that are escaped already."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
