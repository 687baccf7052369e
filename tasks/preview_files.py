"""What a news item carries and what of it hangs on each post, for «предпросмотр» (clause 3.3)."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, unquote, urlsplit

from gospablik.media.arrange import Arranged, Offered
from gospablik.publishing.preview import News
from gospablik.site import NewsFileKind
from gospablik.text import shorten
from tasks.markdown import ADDRESS_SIGNS, column, text_block

FROM_THE_SITE = (
    "Картинки показаны прямо с сайта, программа их ещё не читала: годятся ли они, скажет"
    " «Публикация»."
)
_HEADS = {
    NewsFileKind.PICTURE: "Картинки новости",
    NewsFileKind.VIDEO: "Видео",
    NewsFileKind.FILE: "Файлы",
    NewsFileKind.STAYS: "Только на странице новости",
}
_NAMES = {
    NewsFileKind.PICTURE: "картинка",
    NewsFileKind.VIDEO: "видео",
    NewsFileKind.FILE: "файл",
    NewsFileKind.STAYS: "плеер или вложение другого вида",
}
_WIDTH = 160
"""Pixels: four columns of them stand side by side on a page of the Prefect UI."""
_LONGEST_NAME = 60


def carried(news: News) -> list[str]:
    """What the news carries, kind by kind; addresses stand whole, to be copied."""
    found = []
    for kind, head in _HEADS.items():
        files = [one for one in news.files if one.kind is kind]
        if files:
            lines = [f"{one.address}  ({one.words})" if one.words else one.address for one in files]
            found += [f"{head}, {len(files)}:", text_block("\n".join(lines))]
    return found or ["Картинок, видео и файлов у новости нет."]


def counted(arranged: Arranged) -> str:
    """How many of each hang on the post."""
    numbers = {
        "картинок": arranged.pictures,
        "видео и файлов": arranged.others,
        "ссылок в тексте": len(arranged.lines),
    }
    return ", ".join(f"{name} {number}" for name, number in numbers.items() if number) or "нет"


def hanging(files: Sequence[Offered], arranged: Arranged) -> str:
    """A cell of the table: all that hangs on the post, in its order, and where the rest is."""
    shown = [files[place] for place in arranged.attached]
    if arranged.card:
        shown = [one for one in shown if one.kind is not NewsFileKind.PICTURE]
    parts = [_shown(one) for one in shown]
    if arranged.card:
        parts.append("Карточка страницы новости вместо картинок")
    parts += [f"В тексте ссылкой: {_named(files[place])}" for place in arranged.linked]
    placed = {*arranged.attached, *arranged.linked}
    parts += [
        f"Останется на сайте: {_named(one)}" for n, one in enumerate(files) if n not in placed
    ]
    return "<br>".join(parts)


def _shown(one: Offered) -> str:
    return _picture(one) if one.kind is NewsFileKind.PICTURE else f"Вложение: {_named(one)}"


def _picture(one: Offered) -> str:
    """As HTML: Markdown's own pictures know no width, and in a table nothing else narrows them."""
    address = escape(quote(one.address, safe=ADDRESS_SIGNS))
    return f'<img src="{address}" width="{_WIDTH}" alt="{_name(one)}">'


def _named(one: Offered) -> str:
    return f"{_NAMES[one.kind]} {_name(one)}"


def _name(one: Offered) -> str:
    """What the site calls the file, else the name in its address; escaped."""
    at = urlsplit(one.address)
    place = at.hostname if one.kind is NewsFileKind.STAYS else at.path.rpartition("/")[2]
    name = one.words or unquote(place or one.address)
    return column(f"«{shorten(name, _LONGEST_NAME)}»")
