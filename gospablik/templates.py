"""Jinja2 over `templates/`: HTML is escaped, an unknown name is an error, times are local."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from gospablik.root import ROOT

if TYPE_CHECKING:
    from jinja2 import Environment

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
    environment.filters.update(day=day, minute=minute)
    environment.globals["plural"] = plural
    return environment
