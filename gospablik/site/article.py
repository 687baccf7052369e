"""The article page behind a feed item: what the site itself shows to people."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from gospablik.site.encoding import decode
from gospablik.site.fetch import could_not, fetch, guarded
from gospablik.site.page_head import PageHead, read_head
from gospablik.site.reading import FeedItem
from gospablik.text import clean, comparable

_SHORT = 200
PAGES = ("", "text/html", "application/xhtml+xml", "text/plain")
ACCEPT = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
_GONE = re.compile(
    r"\b(?:404|403|500|502|503)\b.{0,40}(?:ошибка|error|not found|forbidden|не найден)"
    r"|(?:страница|документ|элемент|новость) не найден|доступ (?:запрещ|ограничен)|access denied"
    r"|^(?:ошибка )?(?:404|403|50[023])$|технические работы",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"(?:версия для (?:слабовидящих|печати)|распечатать|печать|поделиться\b.{0,40}"
    r"|(?:количество )?просмотр(?:ов|ы)?:?\s*\d*|наш сайт использует .*|(?:мы )?используем cookie.*"
    r"|.*файлы cookie.*|назад к списку|возврат к списку|(?:к|все) новост(?:ям|и)"
    r"|не смогли записаться к врачу\?.*|есть вопрос\?|напишите о проблеме|решаем вместе)[.!»]?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Article:
    """An article page: plain text in paragraphs.

    `headings` are all titles the page gives itself (og:title, h1, title); `title` is the first.
    `address`: where the page was at last, after the site's redirects.
    """

    title: str
    text: str
    picture: str | None
    headings: tuple[str, ...] = ()
    address: str = ""


def read_article(address: str, http: httpx.Client, *, contact: str = "") -> Article:
    """The main text of the page at that http(s) address.

    Raises CouldNotRead for an error, a time-out, a page cut short, an anti-bot screen, a file, a
    page «not found» that answers 200, or a page without an article in it.
    """
    answer = fetch(address, http, contact=contact, accept=ACCEPT)
    if answer.content_type not in PAGES:
        raise could_not(f"По адресу {address} не страница, а {answer.content_type}.")
    if urlsplit(answer.address).path in ("", "/") and urlsplit(address).path not in ("", "/"):
        raise could_not(f"Страница новости {address} ведёт на главную, новости там нет.")
    html = decode(answer.body, answer.charset).text
    if not html.strip():
        raise could_not(f"Страница новости пуста: {address}.")
    if re.search(r"<html\b", html, re.I) and not re.search(r"</html\s*>", html, re.I):
        raise could_not(f"Страница новости пришла не целиком: {address}.")
    head = read_head(html)
    text = _main_text(html)
    _must_be_article(address, html, head, text)
    picture = urljoin(answer.address, head.picture) if head.picture else None
    if picture and not picture.startswith(("http://", "https://")):
        picture = None
    title = head.titles[0] if head.titles else ""
    return Article(title, text, picture, head.titles, answer.address)


def agrees(item: FeedItem, article: Article) -> bool:
    """Whether the page is about that item: its title stands in a heading or in the text."""
    title = comparable(item.title).rstrip(" .!…")
    places = (article.title, *article.headings, article.text)
    return any(title in comparable(place) for place in places)


def _main_text(html: str) -> str:
    # 0.3 s and its own caches: only where a page is really read.
    import trafilatura

    found = trafilatura.extract(
        html, include_comments=False, include_tables=True, favor_precision=True
    )
    lines = clean(found or "").split("\n")
    return clean("\n\n".join(line for line in lines if line and not _BOILERPLATE.fullmatch(line)))


def _must_be_article(address: str, html: str, head: PageHead, text: str) -> None:
    if any(_GONE.search(title) for title in head.titles):
        raise could_not(f"Страница новости отвечает «{head.titles[0]}»: {address}.")
    longest = max(map(len, head.titles), default=0)
    if len(text) >= _SHORT or (text and len(text) >= longest):
        return
    if guarded(html):
        raise could_not(
            f"Вместо новости пришла защита от роботов: {address}.",
            "попросите владельца сайта пропускать gospablik.",
        )
    raise could_not(f"На странице {address} не нашлось текста новости.")
