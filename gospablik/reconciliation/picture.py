"""The course of the two figures as an SVG of our own: no script, no colour needed to read it."""

from collections.abc import Iterator, Sequence
from html import escape

from gospablik.reconciliation.course import CourseWeek, Figure

_WIDTH, _HEIGHT = 720, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 700, 84, 284
_STYLE = (
    "text{font:14px Arial,sans-serif;fill:#1a1f26}.s{font-size:12px;fill:#46505e}"
    ".e{text-anchor:end}.m{text-anchor:middle}.v{font-weight:bold}"
    ".g{stroke:#d5dae1}.a{stroke:#0b4a8f;stroke-width:3;fill:none}"
    ".b{stroke:#8a4b00;stroke-width:3;fill:none;stroke-dasharray:8 6}"
    ".p{fill:#0b4a8f;stroke:#fff;stroke-width:1.5}.q{fill:#fff;stroke:#8a4b00;stroke-width:3}"
)
COVERAGE = "Охват: новости сайта, у которых есть посты"
FIDELITY = "Верность: посты, факты которых те же, что на сайте"


def picture(weeks: Sequence[CourseWeek]) -> str:
    """A line for each figure, a point and its number for each week; a week without is a gap.

    The lines differ by dots, marks and where the numbers stand. `aria-label` says it in words.
    """
    label = escape(f"Ход сверки по неделям. {' '.join(map(told, weeks))}")
    parts = [*_frame(), *_legend(), *_weeks(weeks)]
    for name, css in (("coverage", "a"), ("fidelity", "b")):
        parts += _line([getattr(week, name) for week in weeks], css)
    for place, week in enumerate(weeks):
        parts += _points(_x(place, len(weeks)), week)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{label}">'
        f'<style>{_STYLE}</style><rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
        f"{''.join(parts)}</svg>"
    )


def told(week: CourseWeek) -> str:
    """One week in a sentence."""
    if week.coverage is None or week.fidelity is None:
        return f"{week.words}: сверки не было."
    return f"{week.words}: охват {week.coverage.words}; верность {week.fidelity.words}."


def _frame() -> Iterator[str]:
    for percent in (0, 25, 50, 75, 100):
        y = _y(percent)
        yield f'<path class="g" d="M{_LEFT} {y}H{_RIGHT}"/>'
        yield f'<text class="s e" x="{_LEFT - 6}" y="{y + 4}">{percent} %</text>'


def _legend() -> Iterator[str]:
    for y, css, mark, words in ((16, "a", _round, COVERAGE), (38, "b", _square, FIDELITY)):
        yield f'<path class="{css}" d="M{_LEFT} {y}h48"/>{mark(_LEFT + 24, y)}'
        yield f'<text x="{_LEFT + 58}" y="{y + 5}">{words}</text>'


def _weeks(weeks: Sequence[CourseWeek]) -> Iterator[str]:
    for place, week in enumerate(weeks):
        x = _x(place, len(weeks))
        yield f'<text class="s m" x="{x}" y="{_BOTTOM + 22}">{week.monday:%d.%m.%y}</text>'
        for line, word in enumerate(_instead(week)):
            y = (_TOP + _BOTTOM) // 2 + 15 * line
            yield f'<text class="s m" x="{x}" y="{y}">{word}</text>'
    yield f'<text class="s" x="{_LEFT}" y="{_BOTTOM + 46}">Недели названы их понедельниками.</text>'


def _instead(week: CourseWeek) -> tuple[str, ...]:
    """What stands in a week that has no point."""
    if week.coverage is None or week.fidelity is None:
        return "нет", "сверки"
    if week.coverage.percent is None and week.fidelity.percent is None:
        return "сверять", "нечего"
    return ()


def _line(figures: Sequence[Figure | None], css: str) -> Iterator[str]:
    """A stretch for each run of weeks that have the figure."""
    path, drawing = "", False
    for place, figure in enumerate(figures):
        percent = figure.percent if figure else None
        if percent is not None:
            path += f"{'L' if drawing else 'M'}{_x(place, len(figures))} {_y(percent)}"
        drawing = percent is not None
    if path:
        yield f'<path class="{css}" d="{path}"/>'


def _points(x: int, week: CourseWeek) -> Iterator[str]:
    """Marks and numbers; the higher figure's number stands above, the lower one's below."""
    first = week.coverage.percent if week.coverage else None
    second = week.fidelity.percent if week.fidelity else None
    above = first is not None and (second is None or first >= second)
    if second is not None:
        yield _square(x, _y(second)) + _number(x, second, above=not above)
    if first is not None:
        yield _round(x, _y(first)) + _number(x, first, above=above)


def _number(x: int, percent: int, *, above: bool) -> str:
    y = _y(percent) + (-11 if above else 23)
    return f'<text class="v m" x="{x}" y="{y}">{percent} %</text>'


def _round(x: int, y: int) -> str:
    return f'<circle class="p" cx="{x}" cy="{y}" r="6"/>'


def _square(x: int, y: int) -> str:
    return f'<rect class="q" x="{x - 6}" y="{y - 6}" width="12" height="12"/>'


def _x(place: int, number: int) -> int:
    step = (_RIGHT - _LEFT) / number
    return round(_LEFT + step * (place + 0.5))


def _y(percent: float) -> int:
    return round(_BOTTOM - (_BOTTOM - _TOP) * percent / 100)
