"""A letter as a model: sections, tables, cells. Both faces are printed from it, so they agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gospablik.control.verdict import Verdict
from gospablik.moderation.links import one_line

CELL_LIMIT = 160
"""Characters of a cell: a title or a reason is cut, its link leads to the whole."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, and where they lead if they lead anywhere. `bars`: a drawing of signs under them."""

    text: str
    link: str = ""
    bars: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a head for each column. `more`: rows that were left out.

    `pairs`: a name and its number, one line of plain text. `narrow`: many columns of short numbers,
    one line of plain text a row; all others have few columns, a phone shows three. `of_numbers`: it
    stands in the XLSX, too.
    """

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str
    more: int = 0
    note: str = ""
    pairs: bool = False
    narrow: bool = False
    of_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart. `source`: «cid:…»; `alt` says all that it shows. Sides in pixels."""

    source: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole letter. `pictures`: the HTML alone shows them, the tables say the same."""

    organisation: str
    subject: str
    heading: str
    lead: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    attention: Table
    tables: tuple[Table, ...]
    pictures: tuple[Picture, ...]
    frozen: tuple[str, ...]
    ending: tuple[str, ...]


def cell(text: object, link: str = "") -> Cell:
    """A cell on one line, cut to CELL_LIMIT. Only web addresses become links."""
    return Cell(
        one_line(str(text), CELL_LIMIT), link if link.startswith(("https://", "http://")) else ""
    )


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Cell | str | int]],
    *,
    empty: str,
    limit: int,
    note: str = "",
    pairs: bool = False,
    narrow: bool = False,
    of_numbers: bool = False,
) -> Table:
    """A table of at most `limit` rows; how many more there are stands under it."""
    whole = [tuple(c if isinstance(c, Cell) else cell(c) for c in row) for row in rows]
    return Table(
        caption,
        tuple(heads),
        tuple(whole[:limit]),
        empty,
        max(len(whole) - limit, 0),
        note,
        pairs,
        narrow,
        of_numbers,
    )
