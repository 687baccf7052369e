"""Fetching a file of a news item: the bytes whole, or words why not."""

import httpx
import pytest

from gospablik.errors import CouldNotRead
from gospablik.site import NewsFileKind, TooBig, read_news_file

ADDRESS = "https://town.test/upload/iblock/1/bridge.jpg"
MOST = 1_000_000


def read(
    answer: httpx.Response | httpx.HTTPError,
    asked: list[httpx.Request] | None = None,
    kind: NewsFileKind = NewsFileKind.PICTURE,
) -> bytes:
    def handler(request: httpx.Request) -> httpx.Response:
        if asked is not None:
            asked.append(request)
        if isinstance(answer, httpx.HTTPError):
            raise answer
        return answer

    with httpx.Client(transport=httpx.MockTransport(handler)) as http:
        return read_news_file(ADDRESS, http, kind=kind, contact="it@town.test", most_bytes=MOST)


def of_type(kind: str, body: bytes, status: int = 200) -> httpx.Response:
    return httpx.Response(status, content=body, headers={"content-type": kind})


@pytest.mark.parametrize("kind", ["image/jpeg", "application/octet-stream", "text/plain", ""])
def test_bytes_whatever_the_site_calls_them(kind: str) -> None:
    assert read(of_type(kind, b"x" * MOST)) == b"x" * MOST


def test_it_asks_politely() -> None:
    asked: list[httpx.Request] = []
    read(of_type("image/png", b"x"), asked)
    assert "it@town.test" in asked[0].headers["user-agent"]
    assert asked[0].headers["accept"].startswith("image/jpeg")


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (of_type("text/html", b"<html>not found", 404), "Сайт ответил ошибкой 404"),
        (of_type("image/jpeg", b"x", 503), "Сайт ответил ошибкой 503"),
        (of_type("text/html", b"<html><body>Home</body></html>"), "пришла HTML-страница"),
        (of_type("text/html", b"<html><script src=/__qrator/q.js>"), "защита от роботов"),
        (of_type("image/jpeg", b""), "пустой файл (0 байт)"),
        (of_type("image/jpeg", b"x" * (MOST + 1)), "Ответ сайта больше 1 МБ"),
        (httpx.Response(302, headers={"location": "file:///etc/passwd"}), "это не сайт"),
        (httpx.ReadTimeout("late"), "не ответил вовремя"),
        (httpx.ConnectError("no route"), "Сайт не прочитан"),
        (httpx.RemoteProtocolError("peer closed connection"), "Сайт не прочитан"),
    ],
)
def test_what_is_none_says_what_was_not_done(
    answer: httpx.Response | httpx.HTTPError, why: str
) -> None:
    with pytest.raises(CouldNotRead) as problem:
        read(answer)
    assert problem.value.happened.startswith("Картинка новости не читается. ")
    assert why in problem.value.happened
    assert ADDRESS in str(problem.value) or "passwd" in str(problem.value)
    assert problem.value.not_done == "картинка не взята; пост без неё не опубликован."
    assert problem.value.next_step


def test_a_file_says_that_it_is_one_and_that_it_is_too_big() -> None:
    with pytest.raises(TooBig) as problem:
        read(of_type("application/pdf", b"x" * (MOST + 1)), kind=NewsFileKind.FILE)
    assert problem.value.happened.startswith("Файл новости не читается. Ответ сайта больше 1 МБ")
    assert problem.value.not_done == "файл не взят; пост без него не опубликован."
