"""Jinja2 over `templates/`: an unknown name is an error, times are local.

HTML is escaped by itself; in Markdown every value goes through the filter `plain`.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from gospablik.root import ROOT

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

MONTHS = (
    *("января", "февраля", "марта", "апреля", "мая", "июня"),
    *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
)


def render(template: str, **values: Any) -> str:
    """The text of `templates/<template>`; `.html` files escape every value."""
    return _environment().get_template(template).render(**values)


def day(moment: datetime) -> str:
    """«25 ноября 2026» of a moment that is local already."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def minute(moment: datetime) -> str:
    """«25.11.2026 09:05» of a moment that is local already."""
    return f"{moment:%d.%m.%Y %H:%M}"


def plural(number: int, one: str, few: str, many: str) -> str:
    """«3 новости»: the number with the right Russian form behind it."""
    tens, ones = number % 100, number % 10
    if ones == 1 and tens != 11:
        word = one
    elif 2 <= ones <= 4 and not 12 <= tens <= 14:
        word = few
    else:
        word = many
    return f"{number} {word}"


def in_quotes(words: str) -> str:
    """«Администрация ГО «Жатай»: in Russian two equal marks never stand side by side."""
    return f"«{words}»".replace("««", "«").replace("»»", "»")


def in_sentences(parts: Iterable[str]) -> str:
    """Fragments as sentences behind the first: «ссылки нет. Картинок 1 вместо 2»; the end is bare.

    The first begins as it did: it stands behind a title or a colon. Empty ones are left out.
    """
    first, *rest = [bare for part in parts if (bare := part.rstrip("."))] or [""]
    return ". ".join([first, *(f"{part[0].upper()}{part[1:]}" for part in rest)])


_MARKUP = set('\\`*_{}[]()#+-.!|<>~&$:/@"')
_ADDRESS = re.compile(r"(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
"""Where a bare address may be cut in two. Prefect's V2 pages look for addresses after they have
read the entities, so these alone do not help; the cut is a word joiner, of no width.
"""
_JOINER = "\u2060"


def plain(text: object) -> str:
    """Anybody's words inside Markdown: on one line, shown as text and never as markup.

    Everything that Markdown, HTML or an autolink could read as markup becomes a numeric entity.
    """
    line = _ADDRESS.sub(_JOINER, " ".join(str(text).split()))
    return "".join(f"&#{ord(letter)};" if letter in _MARKUP else letter for letter in line)


def lines(text: str) -> "Markup":
    """Anybody's words inside HTML, their line ends kept: Outlook knows no `white-space`."""
    from markupsafe import Markup

    return Markup("<br>").join(text.splitlines())


@cache
def _environment() -> "Environment":
    # A pass with nothing to say counts words by `plural` and renders nothing.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters.update(
        day=day, minute=minute, plain=plain, in_quotes=in_quotes, lines=lines
    )
    environment.globals["plural"] = plural
    return environment
