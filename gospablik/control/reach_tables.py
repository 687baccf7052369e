"""The last section of a control report: how many people the pages reach. Times are local."""

from collections.abc import Callable
from datetime import datetime

from gospablik.control.history_model import NONE, NOT_CHECKED
from gospablik.control.model import WeekFigures
from gospablik.control.reach_model import Figure, Lacks, PageReach, ReachWeek, Unusual
from gospablik.control.reach_unusual import RULE
from gospablik.control.sheet import Cell, Table, table
from gospablik.organisation import Organisation
from gospablik.templates import minute, plural

_ROOM = 8
"""Rows of other tables, below which a letter has no room for drawings."""
_NO_DUTY = "Охват — не обязанность: на оценки он не влияет."


def reach_tables(office: Organisation, figures: WeekFigures, limit: int) -> tuple[Table, ...]:
    """The week's numbers with the time of their capture, then the last eight weeks.

    All rows stay however small the limit: the XLSX has them from here. Bars go first.
    """
    reach = figures.reach
    if not reach.pages:
        return ()
    return (_of_week(office, reach), _weeks(reach, drawn=limit >= _ROOM))


def _of_week(office: Organisation, reach: ReachWeek) -> Table:
    def line(name: str, of: Callable[[PageReach], str | int]) -> list[str | int]:
        return [name, *(of(page) for page in reach.pages)]

    return table(
        "Охват",
        ("Показатель", *(page.name for page in reach.pages)),
        [
            line("сосчитано", lambda p: _when(office, p.at)),
            line("подписчиков", lambda p: _number(p.members)),
            line("изменилось за неделю", lambda p: _signed(p.change)),
            line("постов этой недели", lambda p: _number(p.posts)),
            line("просмотров этих постов", lambda p: _of(p.views, p.views_of, p.posts)),
            line("реакций на них", lambda p: _of(p.reactions, p.reactions_of, p.posts)),
        ],
        empty="",
        limit=6,
        of_numbers=True,
        note=" ".join((_answered(office, reach), _NO_DUTY)),
    )


def _weeks(reach: ReachWeek, *, drawn: bool) -> Table:
    return table(
        "Охват за восемь недель",
        ("Показатель", *map(str, reach.weeks)),
        [
            (Cell(one.words, bars=one.bars if drawn else ""), *(str(value) for value in one.values))
            for one in reach.series
        ],
        empty="Ни одного числа за восемь недель сети не сообщили.",
        limit=len(reach.series),
        narrow=True,
        of_numbers=True,
        note=f"{_told_unusual(reach)} {RULE} Каждая неделя — по последнему счёту в ней и по её"
        f" постам; {NOT_CHECKED} — не проверено, {NONE} — считать было нечего или сеть не"
        " сообщает.",
    )


def _answered(office: Organisation, reach: ReachWeek) -> str:
    pages = plural(len(reach.pages), "страницы", "страниц", "страниц")
    said = [f"Ответили {reach.answered} из {pages}."]
    for page in reach.pages:
        if page.asked_at is None:
            said.append(f"{page.name}: за неделю не спрашивали.")
        elif page.unread:
            why = page.unread.rstrip(".")
            said.append(f"{page.name}, {_when(office, page.asked_at)}: {why}.")
    return " ".join(said)


def _told_unusual(reach: ReachWeek) -> str:
    """The one sentence."""
    if reach.compared is None:
        return "Неделя не закончилась: с прежними не сравнивается."
    if reach.unusual:
        return f"Необычно: {'; '.join(map(_unusual, reach.unusual))}."
    if reach.compared:
        return "Необычного нет."
    return "С прежними неделями не сравнить: чисел пока мало."


def _unusual(one: Unusual) -> str:
    return (
        f"{one.page}: {one.words} {_minus(one.value)} (прежде от {_minus(one.least)}"
        f" до {_minus(one.most)})"
    )


def _when(office: Organisation, moment: datetime | None) -> str:
    return minute(office.local(moment)) if moment else Lacks.NOT_CHECKED.value


def _number(figure: Figure) -> str | int:
    return figure.value if isinstance(figure, Lacks) else figure


def _signed(figure: Figure) -> str | int:
    if isinstance(figure, Lacks) or not figure:
        return _number(figure)
    return f"+{figure}" if figure > 0 else _minus(figure)


def _of(figure: Figure, told: int, posts: Figure) -> str | int:
    """The sum; of how many posts it was told, if not of all."""
    if isinstance(figure, Lacks) or told == posts:
        return _number(figure)
    return f"{figure} (сообщено о {told} из {posts})"


def _minus(number: int) -> str:
    return str(number).replace("-", "−")
