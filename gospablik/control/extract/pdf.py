"""An extract on paper: A4, DejaVu Sans, so that Sakha letters are there, too."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from gospablik.control.extract.page import Heading, Lines, Quote, Text, page_of
from gospablik.control.extract.whole import Whole
from gospablik.errors import OfficeError

if TYPE_CHECKING:
    from fpdf import FPDF

_FONT = "DejaVu"
_STYLES = {"": "DejaVuSans.ttf", "B": "DejaVuSans-Bold.ttf"}
_SIZE, _LINE = 9.5, 4.8
_HEADINGS = {1: (15, 8), 2: (12, 6), 3: (10, 5)}
"""Level -> size in points, height of a line in millimetres."""
_NAMES = 52
"""Width of the column of names, in millimetres."""
_GREY, _BLACK = 90, 0


def pdf_of(whole: Whole) -> bytes:
    """The extract as PDF."""
    paper = _paper(f"Выписка № {whole.number}")
    paper.set_margins(20, 18, 15)
    paper.set_auto_page_break(auto=True, margin=18)
    for style, name in _STYLES.items():
        paper.add_font(_FONT, style, _fonts() / name)
    paper.set_author(whole.organisation)
    paper.set_creation_date(whole.made_at)
    paper.add_page()
    for block in page_of(whole):
        _draw(paper, block)
    return bytes(paper.output())


def _paper(title: str) -> "FPDF":
    """An empty paper with a numbered foot on each page."""
    from fpdf import FPDF  # half a second

    class Paper(FPDF):
        def footer(self) -> None:
            self.set_y(-12)
            self.set_font(_FONT, "", 8)
            self.set_text_color(_GREY)
            self.cell(0, 5, f"{title}, стр. {self.page_no()} из {{nb}}", align="R")
            self.set_text_color(_BLACK)

    paper = Paper(format="A4")
    paper.set_title(title)
    return paper


def _draw(paper: "FPDF", block: Heading | Text | Quote | Lines) -> None:
    match block:
        case Heading(words, level):
            size, height = _HEADINGS[level]
            if paper.will_page_break(4 * height):  # no heading alone at the foot of a page
                paper.add_page()
            paper.ln(height / 2)
            paper.set_font(_FONT, "B", size)
            _lines(paper, words, height)
        case Text(words, strong):
            paper.set_font(_FONT, "B" if strong else "", _SIZE)
            _lines(paper, words, _LINE)
            paper.ln(1)
        case Quote(words):
            _quote(paper, words)
        case Lines(rows):
            for name, value in rows:
                _pair(paper, name, value)
            paper.ln(1)


def _pair(paper: "FPDF", name: str, value: str) -> None:
    """A short name on the left, its value beside it."""
    paper.set_font(_FONT, "", _SIZE)
    paper.set_text_color(_GREY)
    if paper.will_page_break(2 * _LINE):
        paper.add_page()
    paper.multi_cell(_NAMES, _LINE, name, new_x="RIGHT", new_y="TOP", align="L")
    paper.set_text_color(_BLACK)
    paper.multi_cell(0, _LINE, value, new_x="LMARGIN", new_y="NEXT", align="L")


def _quote(paper: "FPDF", words: str) -> None:
    """Another's words stand behind a line of their own."""
    paper.set_font(_FONT, "", _SIZE)
    paper.set_draw_color(_GREY)
    with paper.local_context():
        paper.set_x(paper.l_margin + 4)
        paper.multi_cell(
            0, _LINE, words, border="L", new_x="LMARGIN", new_y="NEXT", padding=(0, 3), align="L"
        )
    paper.ln(1.5)


def _lines(paper: "FPDF", words: str, height: float) -> None:
    paper.set_x(paper.l_margin)
    paper.multi_cell(0, height, words, new_x="LMARGIN", new_y="NEXT", align="L")


@cache
def _fonts() -> Path:
    found = find_spec("matplotlib")
    if found is None or found.origin is None:
        raise OfficeError(
            "Нет шрифта для PDF.",
            not_done="выписка не сделана.",
            next_step="переустановите программу: ./run up поставит то, чего не хватает.",
        )
    return Path(found.origin).parent / "mpl-data" / "fonts" / "ttf"
