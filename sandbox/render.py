"""Templates and the headers of pages shown to people."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse, Response

YAKUTSK = timezone(timedelta(hours=9))
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
    "frame-src 'self'; form-action 'self'; base-uri 'none'"
)
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _moment(value: int | datetime | None) -> str:
    """A time as people in Zhatay read it."""
    if value is None:
        return ""
    moment = datetime.fromtimestamp(value, UTC) if isinstance(value, int) else value
    return moment.astimezone(YAKUTSK).strftime("%d.%m.%Y в %H:%M")


def plural(number: int, one: str, few: str, many: str) -> str:
    """The number with the right form of the Russian noun."""
    last, teens = number % 10, number % 100
    if last == 1 and teens != 11:
        form = one
    elif 2 <= last <= 4 and not 12 <= teens <= 14:
        form = few
    else:
        form = many
    return f"{number:,}".replace(",", " ") + f" {form}"


_PAGES.filters["moment"] = _moment
_PAGES.globals["plural"] = plural


def markup(template: str, **values: Any) -> str:
    """The text of a page; everything put in is escaped."""
    return _PAGES.get_template(template).render(**values)


def safe(response: Response) -> Response:
    """Nothing runs, nothing is loaded from elsewhere."""
    response.headers["content-security-policy"] = POLICY
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["referrer-policy"] = "same-origin"
    return response


def page(template: str, **values: Any) -> Response:
    """A page for people."""
    return safe(HTMLResponse(markup(template, **values)))
