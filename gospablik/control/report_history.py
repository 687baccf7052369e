"""The tables of the last eight weeks and of what the posts went out with."""

from collections.abc import Sequence

from gospablik.control.history_model import NONE, NOT_CHECKED, Series
from gospablik.control.model import WeekFigures
from gospablik.control.sheet import Cell, Table, table
from gospablik.templates import plural


def eight_weeks(figures: WeekFigures, pages: int) -> Table:
    """A row a figure, a column a week; the bars say the same once more, for the eye alone.

    Rows of the first `pages` pages alone.
    """
    history = figures.history
    shown = first_pages(history.series, [page.key for page in figures.pages], pages)
    return table(
        "Последние восемь недель",
        ("Показатель", *map(str, history.weeks)),
        [_row(one) for one in shown],
        empty="",
        limit=len(shown),
        more=len(history.series) - len(shown),
        narrow=True,
        of_numbers=True,
        note=f"Столбец — номер недели; последний — по срез данных. {NOT_CHECKED} — не проверено, "
        f"{NONE} — считать было нечего. Высота столбиков — от нуля до наибольшего в строке. "
        "Открытое в конце недели восстановлено по журналу.",
    )


def first_pages(series: Sequence[Series], keys: Sequence[str], pages: int) -> list[Series]:
    """The rows of no page and of the first pages."""
    return [one for one in series if one.page not in keys[pages:]]


def enriched(figures: WeekFigures, pages: int) -> Table:
    """Clauses 3.3 and 3.4: figures of what is permitted, of the first `pages` pages."""
    names = {page.key: page for page in figures.pages}
    return table(
        "С чем вышли посты (п. 3.3 и 3.4)",
        ("Страница", "Вложения и ссылки", "Репостов"),
        [
            (
                names[one.page].name,
                f"{plural(one.posts, 'пост', 'поста', 'постов')}: с картинками {one.pictures}, "
                f"с видео {one.videos}, с файлами {one.files}, со ссылками {one.links}",
                one.reposts,
            )
            for one in figures.duties.enriched
            if not names[one.page].watched
        ],
        empty="Посты, поставленные вручную в режиме наблюдения, не считаются.",
        limit=pages,
        of_numbers=True,
    )


def _row(one: Series) -> tuple[Cell | str | int, ...]:
    return (Cell(one.words, bars=one.bars), *(str(value) for value in one.values))
