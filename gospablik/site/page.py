"""A page of the site as the site shows it to people: whole, and no screen in its place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import httpx

from gospablik.site.encoding import decode
from gospablik.site.fetch import Fetched, could_not, fetch, guarded

KINDS = ("", "text/html", "application/xhtml+xml", "text/plain")
ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_CODE = r"(?:(?:ошибка|error|http)[\s№:]*)?(?:40[034]|410|50[0234])(?:\s*(?:ошибка|error))?"
_NOWHERE = (
    r"(?:(?:извините|к\s+сожалению|ошибка)[,!.:]?\s+)?(?:(?:запрашиваемая|запрошенная|такая)\s+)?"
    r"(?:страница|документ|элемент|новость|раздел|материал)\s+не\s+(?:найден[ао]?|существует)"
)
_WORDS = (
    rf"{_NOWHERE}|(?:page\s+)?not\s+found|forbidden|access\s+denied|internal\s+server\s+error|bad\s+gateway"
    r"|service\s+(?:temporarily\s+)?unavailable|не\s+найдено"
    r"|доступ\s+(?:к\s+(?:сайту|странице)\s+)?(?:запрещ[её]н|ограничен)"
    r"|(?:на\s+сайте\s+)?(?:ведутся\s+|проводятся\s+)?(?:технические|профилактические)\s+работы"
    r"(?:\s+на\s+сайте)?|(?:на\s+сайте\s+)?ведутся\s+работы(?:\s+на\s+сайте)?"
    r"|сайт\s+(?:временно\s+)?(?:недоступен|закрыт)(?:\s+на\s+(?:техническое\s+)?"
    r"(?:обслуживание|реконструкцию|профилактику))?"
)
_SAYS = f"(?:{_CODE}|{_WORDS})"
_ERROR = re.compile(rf"{_SAYS}(?:[\s.,:;!|()—–-]+{_SAYS})*", re.IGNORECASE)
"""A whole title: news say of a road, too, that works are under way there."""
_NAMED = re.compile(
    rf"[«\"]?[А-ЯЁA-Z].*\s(?:[|·—–-]|::)\s+"
    rf"(?:{_NOWHERE}|(?:ошибка|error)\s+{_CODE}|404(?:\s*[.:-]?\s*(?:{_NOWHERE}|not\s+found))?)",
    re.IGNORECASE,
)
"""The site's name in front, too: «Улица Мира — технические работы» is news, this is not."""
_SITE_NAME = re.compile(r"\s+(?:[|·»—–-]|::)\s+[«\"]?[А-ЯЁA-Z][^|·]*$")


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
    """Raises CouldNotRead for a page «not found» or «under repair» that answers 200.

    Only a title that says nothing else, but for the site's name beside it.
    """
    for title in titles:
        bare = [one.strip(" .!()") for one in (title, _SITE_NAME.sub("", title))]
        if any(_ERROR.fullmatch(one) for one in bare) or _NAMED.fullmatch(bare[0]):
            raise could_not(f"{what} отвечает «{title}»: {address}.")


def must_be_no_guard(address: str, html: str, what: str) -> None:
    """Raises CouldNotRead for the screen of a guard against robots."""
    if guarded(html):
        raise could_not(
            f"{what} закрыта защитой от роботов: {address}.",
            "попросите владельца сайта пропускать gospablik.",
        )
