"""A file of a news item, fetched as its bytes: whether it is one is for others to say."""

import httpx

from gospablik.errors import CouldNotRead
from gospablik.site.encoding import decode
from gospablik.site.fetch import could_not, fetch, guarded
from gospablik.site.reading import NewsFileKind

_ACCEPT = {
    NewsFileKind.PICTURE: "image/jpeg, image/png, image/gif, image/webp, image/*;q=0.9, */*;q=0.1",
    NewsFileKind.VIDEO: "video/mp4, video/*;q=0.9, */*;q=0.1",
}
_PAGES = ("text/html", "application/xhtml+xml")
_UNREAD = {
    NewsFileKind.PICTURE: (
        "Картинка новости не читается.",
        "картинка не взята; пост без неё не опубликован.",
    ),
    NewsFileKind.VIDEO: (
        "Видео новости не читается.",
        "видео не взято; пост без него не опубликован.",
    ),
    NewsFileKind.FILE: (
        "Файл новости не читается.",
        "файл не взят; пост без него не опубликован.",
    ),
}


def read_news_file(
    address: str, http: httpx.Client, *, kind: NewsFileKind, contact: str = "", most_bytes: int
) -> bytes:
    """The file at that http(s) address, whole and at most so long.

    Raises TooBig for a longer one, TooSlow for one that does not come in a minute, CouldNotRead
    for an error, a time-out, an empty answer, or a page in its place.
    """
    accept = _ACCEPT.get(kind, "*/*")
    happened, not_done = _UNREAD[kind]
    try:
        answer = fetch(address, http, contact=contact, accept=accept, most_bytes=most_bytes)
        if answer.content_type in _PAGES:
            raise _page(address, decode(answer.body, answer.charset).text)
        if not answer.body:
            raise could_not(f"По адресу пустой файл (0 байт): {address}.")
    except CouldNotRead as problem:
        raise type(problem)(
            f"{happened} {problem.happened}", not_done=not_done, next_step=problem.next_step
        ) from None
    return answer.body


def _page(address: str, html: str) -> CouldNotRead:
    if guarded(html):
        return could_not(
            f"Вместо файла пришла защита от роботов: {address}.",
            "попросите владельца сайта пропускать gospablik.",
        )
    return could_not(f"Вместо файла пришла HTML-страница: {address}.")
