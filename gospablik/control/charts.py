"""Two charts of the last eight weeks, as pictures for the letter: the same figures, the same bytes.

Their alternative text says every number, and the letter's table says them again: no meaning stands
in a picture alone. Lines differ by mark and stroke, not by colour only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from gospablik.control.history_model import History, Series
from gospablik.media.picture import few_colours

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH, HEIGHT = 720, 300
"""In pixels of the letter; the picture is half as large again, for sharp screens."""
_DPI = 150
_COLOURS = ("#0b4a8f", "#8b1111", "#14532d", "#6b4300", "#5b2c83")
_MARKS = ("o", "s", "^", "D", "v", "P", "X")
_STROKES = ("-", "--", "-.", ":")
"""Cycles of different lengths: no two pages look alike."""
MOST = 12
"""Pages of one chart: more lines nobody tells apart, and their names leave no room for them."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture. `name`: latin, without an ending; `alt`: what it shows, in words and numbers."""

    name: str
    title: str
    alt: str
    png: bytes


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    series: Series


def charts(history: History, names: Sequence[tuple[str, str]], norm: int | None) -> list[Chart]:
    """Posts of each page against the norm, if there is one; comments. `names`: (key, name), of
    which the first MOST are drawn, and the title says so.
    """
    by_key = {(one.key, one.page): one for one in history.series}
    posts = [_Line(name, by_key["posts", key]) for key, name in names[:MOST]]
    first = f": первые {MOST} страниц из {len(names)}" if len(names) > MOST else ""
    comments = [
        _Line(words, by_key[key, ""])
        for key, words in (
            ("came", "пришло"),
            ("waiting", "ждали в конце недели"),
            ("ruled", "разобрано"),
        )
    ]
    made = [_chart("posts", f"Посты за неделю{first}", history.weeks, posts, norm)] if posts else []
    return [*made, _chart("comments", "Комментарии за неделю", history.weeks, comments, None)]


def _chart(
    name: str, title: str, weeks: Sequence[int], lines: Sequence[_Line], norm: int | None
) -> Chart:
    told = [f"{line.name}: {', '.join(map(str, line.series.values))}" for line in lines]
    if norm is not None:
        told.append(f"норма: {norm}")
    told = [f"{words[0].upper()}{words[1:]}" for words in told]
    alt = f"График «{title}», недели {weeks[0]}–{weeks[-1]}. {'. '.join(told)}."
    return Chart(name, title, alt, _png(title, weeks, lines, norm))


def _png(title: str, weeks: Sequence[int], lines: Sequence[_Line], norm: int | None) -> bytes:
    # Half a second that only a new report pays.
    import matplotlib.style
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    # Whatever a machine's own matplotlibrc says, the picture is the same.
    with matplotlib.style.context("default"), matplotlib.rc_context({"font.family": "DejaVu Sans"}):
        figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=_DPI, layout="tight")
        FigureCanvasAgg(figure)
        _draw(figure, title, weeks, lines, norm)
        out = BytesIO()
        figure.savefig(out, format="png")
    return few_colours(out.getvalue())


def _draw(
    figure: "Figure",
    title: str,
    weeks: Sequence[int],
    lines: Sequence[_Line],
    norm: int | None,
) -> None:
    from matplotlib.ticker import MaxNLocator

    axes = figure.add_subplot()
    for number, line in enumerate(lines):
        colour, mark, stroke = (of[number % len(of)] for of in (_COLOURS, _MARKS, _STROKES))
        # What is no number leaves a gap.
        values = [v if isinstance(v, int) else float("nan") for v in line.series.values]
        axes.plot(
            range(len(weeks)), values, color=colour, marker=mark, linestyle=stroke, label=line.name
        )
    if norm is not None:
        axes.axhline(
            norm, color="#46505e", linewidth=1, linestyle=(0, (6, 3)), label=f"норма {norm}"
        )
    axes.set_xticks(range(len(weeks)), [f"нед. {number}" for number in weeks], fontsize=9)
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y", color="#d5dae1")
    axes.set_title(title, fontsize=11, loc="left")
    axes.legend(fontsize=8, frameon=False, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3)
    axes.spines[["top", "right"]].set_visible(False)
