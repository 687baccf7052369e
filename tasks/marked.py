"""A text with its differing words marked, for a cell of a Markdown table."""

from collections.abc import Sequence
from string import punctuation

from gospablik.reconciliation.marking import Piece
from tasks.markdown import narrow


def marked(pieces: Sequence[Piece]) -> str:
    """A text for a table's cell: what differs stands **[in brackets and bold]**."""
    out, after = "", False
    for piece in pieces:
        if piece.cut:
            words = " … "
        elif piece.change:
            out, words = _apart(out, -1), f"**&#91;{narrow(piece.text)}&#93;**"
        else:
            words = _apart(_spaced(piece.text), 0) if after else _spaced(piece.text)
        out, after = out + words, piece.change is not None
    return out.strip()


def _spaced(text: str) -> str:
    """The text with the spaces at the ends of its lines, which a mark may stand beside."""
    lines = text.split("\n")
    return "<br>".join(
        " " * line[:1].isspace() + narrow(line) + " " * line[-1:].isspace() for line in lines
    )


def _apart(markdown: str, end: int) -> str:
    """The letter at that end as an entity: stars beside a letter or an emoji might stay stars."""
    letter = markdown[end] if markdown else " "
    if letter.isspace() or letter in punctuation:
        return markdown
    entity = f"&#{ord(letter)};"
    return markdown[:-1] + entity if end else entity + markdown[1:]
