"""Rows as an XLSX file: the same rows, the same bytes. Words are never stored as formulas.

Written row by row, so that memory does not grow with them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Value = str | int | datetime | None
"""A datetime is local already, with its zone: a cell knows none, it shows what the clock shows."""
LONGEST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOMENT = "DD.MM.YYYY HH:MM"
_EPOCH = (1980, 1, 1, 0, 0, 0)


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
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        for number, width in enumerate(sheet.widths):
            page.column_dimensions["ABCDEFGHIJKLM"[number]].width = width
        page.append([_head(page, words) for words in sheet.heads])
        for row in sheet.rows:
            page.append([_cell(page, value) for value in row])
    out = BytesIO()
    # Its own `save` writes the clock into the file.
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).save()
    return _same_bytes(out)


def _head(page: "Worksheet", words: str) -> Any:
    from openpyxl.styles import Font

    made = _cell(page, words)
    made.font = Font(bold=True)
    return made


def _cell(page: "Worksheet", value: Value) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, datetime):
        made = WriteOnlyCell(page, value.replace(tzinfo=None, microsecond=0))
        made.number_format = _MOMENT
        return made
    if not isinstance(value, str):
        return WriteOnlyCell(page, value)
    words = _storable(value)
    made = WriteOnlyCell(page, words)
    made.data_type = "s"
    # So that it stays a text when somebody edits the cell.
    made.quotePrefix = words.startswith(_FORMULA)
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
