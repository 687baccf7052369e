"""A letter as a model: sections, tables, cells. Both faces are printed from it, so they agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from sys import maxsize

from gospablik.control.verdict import Verdict
from gospablik.moderation.links import one_line
from gospablik.templates import plural

ALL = maxsize
"""A limit that leaves nothing out."""
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
    """A table with a caption and a head for each column. `more`: rows that were left out,
    `columns_more`: columns, each of a page.

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
    columns_more: int = 0

    @property
    def left_out(self) -> str:
        """What is not in the letter and where it is; empty if all of it is."""
        where = "в таблице XLSX" if self.of_numbers else "не поместилось в письмо"
        rows = plural(self.more, "строка", "строки", "строк")
        columns = plural(self.columns_more, "страница", "страницы", "страниц")
        told = [rows] * bool(self.more) + [columns] * bool(self.columns_more)
        dash = " —" if self.of_numbers else ""
        return f"Ещё {' и '.join(told)}{dash} {where}." if told else ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart. `source`: «cid:…»; `alt` says all that it shows. Sides in pixels."""

    source: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole letter. `pictures`: the plain text has none, the tables say the same."""

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
    more: int = 0,
    columns: int = ALL,
) -> Table:
    """A table of at most `limit` rows and `columns` columns after the first; what else there is,
    `more` rows left out before among it, is counted under it.
    """
    whole = [tuple(c if isinstance(c, Cell) else cell(c) for c in row) for row in rows]
    return Table(
        caption,
        tuple(heads[:1]) + tuple(heads[1:][:columns]),
        tuple(row[:1] + row[1:][:columns] for row in whole[:limit]),
        empty,
        max(len(whole) - limit, 0) + more,
        note,
        pairs,
        narrow,
        of_numbers,
        max(len(heads) - 1 - columns, 0),
    )
