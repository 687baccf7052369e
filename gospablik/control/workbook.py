"""Rows as an XLSX file: the same rows, the same bytes. Words are never stored as formulas.

Written row by row, so that memory does not grow with them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | datetime | None
"""A datetime is local already, with its zone: a cell knows none, it shows what the clock shows."""
LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOMENT = "DD.MM.YYYY HH:MM"
_WORDS, _BROKEN, _HEAD, _FILLED = "слова", "слова с переносом", ", заголовок", ", шапка"
_EPOCH = (1980, 1, 1, 0, 0, 0)


class Heading(str):
    """Words at the head of rows or columns."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """One sheet. `widths`: of its columns, in characters, at most thirteen."""

    title: str
    heads: tuple[str, ...]
    rows: Iterable[Sequence[Value]]
    widths: tuple[int, ...]


def workbook(sheets: Sequence[Rows], *, title: str, made: datetime) -> bytes:
    """The file. `made` (aware) stands in it as when it was made, and no clock besides."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    about = book.properties
    about.creator, about.title = "gospablik", _storable(title)
    about.created = about.modified = made.replace(tzinfo=None, microsecond=0)
    _add_styles(book)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        _on_paper(page)
        for number, width in enumerate(sheet.widths):
            page.column_dimensions["ABCDEFGHIJKLM"[number]].width = width
        for row in chain([[Heading(words) for words in sheet.heads]], sheet.rows):
            page.append(_row(page, row))
    out = BytesIO()
    # Its own `save` writes the clock into the file.
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return _same_bytes(out)


def _on_paper(page: "Worksheet") -> None:
    """All columns on one sheet's width, the heads on each."""
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"


def _add_styles(book: "Workbook") -> None:
    """Looks by name: to give each cell a look of its own takes four times as long."""
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    for name, wrapped in ((_WORDS, False), (_BROKEN, True)):
        at = Alignment(horizontal="left", vertical="top", wrap_text=wrapped)
        plain, font = Font(name="Calibri"), Font(name="Calibri", bold=True)
        book.add_named_style(NamedStyle(name, alignment=at, font=plain))
        book.add_named_style(NamedStyle(name + _HEAD, alignment=at, font=font))
        fill = PatternFill("solid", "EEF1F5")
        book.add_named_style(NamedStyle(name + _FILLED, alignment=at, font=font, fill=fill))


def _row(page: "Worksheet", values: Sequence[Value]) -> list[Any]:
    """Its cells. Words with nothing beside them run on over the empty cells, others are broken."""
    last = len(values) - 1
    head = _HEAD if last == 0 else _FILLED
    return [
        _cell(
            page,
            value,
            (_BROKEN if number < last else _WORDS) + (head if isinstance(value, Heading) else ""),
        )
        for number, value in enumerate(values)
    ]


def _cell(page: "Worksheet", value: Value, style: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    made = WriteOnlyCell(page)
    made.style = style
    if isinstance(value, datetime):
        made.value = value.replace(tzinfo=None, microsecond=0)
        made.number_format = _MOMENT
    elif isinstance(value, str):
        words = _storable(value)
        made.value = words
        made.data_type = "s"
        # So that it stays a text when somebody edits the cell.
        made.quotePrefix = words.startswith(_FORMULA)
    else:
        made.value = value
    return made


def _storable(words: str) -> str:
    return _NOT_IN_XML.sub("", words)[:LONGEST]


def _same_bytes(made: BytesIO) -> bytes:
    """The archive anew, its entries bearing no moment of their own."""
    out = BytesIO()
    with ZipFile(made) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            known = ZipInfo(entry.filename, _EPOCH)
            known.compress_type, known.create_system = ZIP_DEFLATED, 0
            new.writestr(known, old.read(entry))
    return out.getvalue()
