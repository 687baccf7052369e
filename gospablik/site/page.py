"""A page of the site as the site shows it to people: whole, and no screen in its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx

from gospablik.site.encoding import decode
from gospablik.site.fetch import Fetched, could_not, fetch, guarded

KINDS = ("", "text/html", "application/xhtml+xml", "text/plain")
ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_ERROR = re.compile(
    r"\b(?:404|403|500|502|503)\b.{0,40}(?:ошибка|error|not found|forbidden|не найден)"
    r"|(?:страница|документ|элемент|новость|раздел) не найден|доступ (?:запрещ|ограничен)"
    r"|access denied|^(?:ошибка )?(?:404|403|50[023])$|технические работы"
    r"|сайт (?:временно )?(?:недоступен|закрыт)|ведутся работы",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that came whole. `html` is decoded; it is empty if the site says «not changed»."""

    answer: Fetched
    html: str

    @property
    def address(self) -> str:
        """Where it was at last, after the site's redirects."""
        return self.answer.address


def read_page(
    address: str,
    http: httpx.Client,
    *,
    what: str,
    contact: str = "",
    conditions: Mapping[str, str] | None = None,
    hosts: tuple[str, ...] | None = None,
) -> Page:
    """The page at that address. `what`: «Страница новости», as the errors begin.

    Raises CouldNotRead for what `fetch` does, for a file, a blank page and one cut short.
    """
    answer = fetch(
        address, http, contact=contact, accept=ACCEPT, conditions=conditions, hosts=hosts
    )
    if answer.unchanged:
        return Page(answer, "")
    if answer.content_type not in KINDS:
        raise could_not(f"По адресу {address} не страница, а {answer.content_type}.")
    html = decode(answer.body, answer.charset).text
    if not html.strip():
        raise could_not(f"{what} пуста: {address}.")
    if re.search(r"<html\b", html, re.I) and not re.search(r"</html\s*>", html, re.I):
        raise could_not(f"{what} пришла не целиком: {address}.")
    return Page(answer, html)


def must_be_no_error(address: str, titles: Sequence[str], what: str) -> None:
    """Raises CouldNotRead for a page «not found» or «under repair» that answers 200."""
    if any(_ERROR.search(title) for title in titles):
        raise could_not(f"{what} отвечает «{titles[0]}»: {address}.")


def must_be_no_guard(address: str, html: str, what: str) -> None:
    """Raises CouldNotRead for the screen of a guard against robots."""
    if guarded(html):
        raise could_not(
            f"{what} закрыта защитой от роботов: {address}.",
            "попросите владельца сайта пропускать gospablik.",
        )
