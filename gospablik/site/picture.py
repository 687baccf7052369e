"""The picture of a news item, fetched as its bytes: whether it is one is for others to say."""

import httpx

from gospablik.errors import CouldNotRead
from gospablik.site.encoding import decode
from gospablik.site.fetch import could_not, fetch, guarded

_ACCEPT = "image/jpeg, image/png, image/gif, image/webp, image/*;q=0.9, */*;q=0.1"
_PAGES = ("text/html", "application/xhtml+xml")


def read_picture(address: str, http: httpx.Client, *, contact: str = "", most_bytes: int) -> bytes:
    """The file at that http(s) address, whole and at most so long.

    Raises CouldNotRead for an error, a time-out, an empty answer, or a page in its place.
    """
    try:
        answer = fetch(address, http, contact=contact, accept=_ACCEPT, most_bytes=most_bytes)
        if answer.content_type in _PAGES:
            raise _page(address, decode(answer.body, answer.charset).text)
        if not answer.body:
            raise could_not(f"По адресу картинки пустой файл (0 байт): {address}.")
    except CouldNotRead as problem:
        raise CouldNotRead(
            f"Картинка новости не читается. {problem.happened}",
            not_done="картинка не взята; пост без неё не опубликован.",
            next_step=problem.next_step,
        ) from None
    return answer.body


def _page(address: str, html: str) -> CouldNotRead:
    if guarded(html):
        return could_not(
            f"Вместо картинки пришла защита от роботов: {address}.",
            "попросите владельца сайта пропускать gospablik.",
        )
    return could_not(f"Вместо картинки пришла HTML-страница: {address}.")
