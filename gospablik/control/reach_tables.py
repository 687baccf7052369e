"""The last section of a control report: how many people the pages reach. Times are local."""

from datetime import datetime, timedelta

from gospablik.control.history_model import NONE, NOT_CHECKED
from gospablik.control.model import WeekFigures
from gospablik.control.reach import TELLS
from gospablik.control.reach_model import Figure, Lacks, PageReach, ReachWeek, Unusual
from gospablik.control.reach_unusual import RULE
from gospablik.control.sheet import Cell, Table, table
from gospablik.organisation import Organisation
from gospablik.templates import minute, plural

_ROOM = 8
"""Rows of other tables, below which a letter has no room for drawings."""
_HOURS = f"{TELLS // timedelta(hours=1)} часов"
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
    return table(
        "Охват",
        ("Страница и время счёта", "Подписчиков", "Посты этой недели"),
        [
            (f"{page.name}, {_counted(office, page)}", _members(page), _posts(page))
            for page in reach.pages
        ],
        empty="",
        limit=len(reach.pages),
        of_numbers=True,
        note=" ".join((_answered(office, reach), _NO_DUTY)),
    )


def _counted(office: Organisation, page: PageReach) -> str:
    """When the page's figures were counted; both moments where they differ."""
    moments = {one for one in (page.members_at, page.posts_at) if one}
    if len(moments) < 2:
        return _when(office, next(iter(moments), None))
    members, posts = _when(office, page.members_at), _when(office, page.posts_at)
    return f"подписчики {members}, посты {posts}"


def _members(page: PageReach) -> str:
    if isinstance(page.members, Lacks):
        return page.members.value
    if isinstance(page.change, Lacks):
        unknown = page.change is Lacks.NOT_CHECKED
        return f"{page.members}; неделю назад {page.change if unknown else 'числа не было'}"
    sign = "+" if page.change > 0 else ""
    return f"{page.members}; за неделю {sign}{_minus(page.change)}"


def _posts(page: PageReach) -> str:
    """How many, and what they came to; a week without posts has nothing to count."""
    if isinstance(page.posts, Lacks):
        return page.posts.value
    if not page.posts:
        return "0"
    views = _of("просмотров", page.views, page.views_of, page.posts)
    return f"{page.posts}: {views}, {_of('реакций', page.reactions, page.reactions_of, page.posts)}"


def _of(words: str, figure: Figure, told: int, posts: int) -> str:
    """The sum, and of how many posts it was told, if not of all."""
    if isinstance(figure, Lacks):
        return f"{words} {figure.value}"
    return f"{words} {figure}" + ("" if told == posts else f" (сообщено о {told} из {posts})")


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
        note=f"{_told_unusual(reach)} {RULE} Законченная неделя — по последнему удачному счёту"
        f" за {_HOURS} до её конца и по её постам; {NOT_CHECKED} — не проверено,"
        f" {NONE} — считать было нечего или сеть не сообщает.",
    )


def _answered(office: Organisation, reach: ReachWeek) -> str:
    pages = plural(len(reach.pages), "страницы", "страниц", "страниц")
    said = [f"Ответили {reach.answered} из {pages}."]
    for page in reach.pages:
        if page.asked_at is None:
            said.append(f"{page.name}: за неделю не спрашивали.")
        elif page.unread:
            end = "" if page.unread.endswith((".", "…")) else "."
            said.append(f"{page.name}, {_when(office, page.asked_at)}: {page.unread}{end}")
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


def _minus(number: int) -> str:
    return str(number).replace("-", "−")
