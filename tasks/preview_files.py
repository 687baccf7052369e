"""What a news item carries and what of it hangs on each post, for «предпросмотр» (clause 3.3)."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from urllib.parse import unquote, urlsplit

from gospablik.media.arrange import Arranged, Offered
from gospablik.publishing.preview import News, Opened
from gospablik.site import NewsFileKind
from gospablik.text import shorten
from tasks.markdown import column, text_block

NOT_OPENED = "Видео и файлы не открывались: годятся ли они, скажет «Публикация»."
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
SMALL = 160
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


def hanging(files: Sequence[Offered], arranged: Arranged, opened: Mapping[str, Opened]) -> str:
    """A cell of the table: all that hangs on the post, in its order, and where the rest is."""
    shown = [files[place] for place in arranged.attached]
    if arranged.card:
        shown = [one for one in shown if one.kind is not NewsFileKind.PICTURE]
    parts = [_shown(one, opened) for one in shown]
    if arranged.card:
        parts.append("Карточка страницы новости вместо картинок")
    parts += [f"В тексте ссылкой: {_named(files[place])}" for place in arranged.linked]
    placed = {*arranged.attached, *arranged.linked}
    parts += [
        f"Останется на сайте: {_named(one)}" for n, one in enumerate(files) if n not in placed
    ]
    return "<br>".join(parts)


def _shown(one: Offered, opened: Mapping[str, Opened]) -> str:
    picture = opened.get(one.address)
    if picture is None:
        return f"Вложение: {_named(one)}"
    if not picture.small:
        return f"Не прочитано: {_named(one)}"
    # The picture itself: pages of the Prefect UI may load nothing from another server.
    content = b64encode(picture.small).decode()
    return f'<img src="data:image/jpeg;base64,{content}" alt="{_name(one)}">'


def _named(one: Offered) -> str:
    return f"{_NAMES[one.kind]} {_name(one)}"


def _name(one: Offered) -> str:
    """What the site calls the file, else the name in its address; escaped."""
    at = urlsplit(one.address)
    place = at.hostname if one.kind is NewsFileKind.STAYS else at.path.rpartition("/")[2]
    name = one.words or unquote(place or one.address)
    return column(f"«{shorten(name, _LONGEST_NAME)}»")
