"""A text with its differing words marked, for a cell of a Markdown table."""

from collections.abc import Sequence

from gospablik.reconciliation.marking import Piece
from tasks.markdown import narrow


def marked(pieces: Sequence[Piece]) -> str:
    """A text for a table's cell: what differs stands in brackets and bold.

    Bold by the element: stars between a sign and a letter, or between two marks, would stay stars.
    """
    return "".join(map(_piece, pieces)).strip()


def _piece(piece: Piece) -> str:
    if piece.cut:
        return " … "
    if piece.change:
        return f"<strong>&#91;{narrow(piece.text)}&#93;</strong>"
    return "<br>".join(map(_spaced, piece.text.split("\n")))


def _spaced(line: str) -> str:
    """The line with the spaces at its ends, which a mark may stand beside."""
    return " " * line[:1].isspace() + narrow(line) + " " * line[-1:].isspace()
