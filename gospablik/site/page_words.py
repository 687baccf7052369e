"""A page of a site that is no news: every word on it, to look up whether something stands there."""

import httpx

from gospablik.errors import CouldNotRead
from gospablik.site.encoding import decode
from gospablik.site.fetch import could_not, fetch, guarded
from gospablik.site.page import ACCEPT, KINDS
from gospablik.text import plain

_FEW = 200
"""A page with fewer letters is made by a script in the browser, or is a screen before the page."""
_NOT_DONE = "страница не прочитана; что на ней стоит, не проверено."


def read_page_words(address: str, http: httpx.Client, *, contact: str = "") -> str:
    """The text of the page at that http(s) address, menus and all, as a reader sees it.

    Raises CouldNotRead for an error, a time-out, a file, an anti-bot screen, or a page without
    text in it.
    """
    try:
        return _words(address, http, contact)
    except CouldNotRead as problem:
        raise CouldNotRead(
            problem.happened, not_done=_NOT_DONE, next_step=problem.next_step
        ) from None


def _words(address: str, http: httpx.Client, contact: str) -> str:
    answer = fetch(address, http, contact=contact, accept=ACCEPT)
    if answer.content_type not in KINDS:
        kind = answer.content_type
        todo = "опубликуйте текст страницей сайта: файл программа не сверяет."
        raise could_not(f"По адресу {address} не страница, а {kind}.", todo)
    html = decode(answer.body, answer.charset).text
    words = plain(html)
    if len(words) >= _FEW:
        return words
    if guarded(html):
        todo = "попросите владельца сайта пропускать gospablik."
        raise could_not(f"Вместо страницы пришла защита от роботов: {address}.", todo)
    raise could_not(
        f"На странице {address} почти нет текста.",
        "откройте её в браузере; если текст там есть, его составляет сценарий, и программа"
        " его не видит: сверьте вручную.",
    )
