"""Redirects, deadlines and errors of one request: each is told in words a person can act on."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import httpx
import pytest

from gospablik.errors import CouldNotRead, NoAnswer
from gospablik.site import deadline
from gospablik.site.fetch import Fetched, OtherSite, PageGone, TooSlow, fetch
from tests.gospablik.site.kit import SITE, Answer, Pages, client


def get(pages: dict[str, Answer], hosts: tuple[str, ...] | None = ("adm.example.ru",)) -> Fetched:
    with client(Pages(pages)) as http:
        return fetch(f"{SITE}/a", http, contact="", accept="*/*", hosts=hosts)


def to(address: str, status: int = 302) -> httpx.Response:
    return httpx.Response(status, headers={"Location": address})


def test_a_circle_is_shown() -> None:
    with pytest.raises(CouldNotRead) as problem:
        get({"/a": to("/b"), "/b": to(f"{SITE}/a")})
    assert problem.value.happened == (
        f"Сайт перенаправляет по кругу: {SITE}/a → {SITE}/b → {SITE}/a."
    )


def test_too_long_a_way() -> None:
    pages: dict[str, Answer] = {f"/{n}": to(f"/{n + 1}") for n in range(9)}
    with pytest.raises(CouldNotRead, match="больше 3 раз"):
        get({"/a": to("/0"), **pages})


@pytest.mark.parametrize("address", ["https://new.example.ru/a", "//evil.test/", "http://a.ru"])
def test_another_site_is_not_ours(address: str) -> None:
    with pytest.raises(OtherSite) as problem:
        get({"/a": to(address, 301)})
    assert "перенаправляет на другой сайт" in problem.value.happened
    assert "впишите новый адрес в [site] organisation.toml" in problem.value.next_step


@pytest.mark.parametrize(
    "address", ["http://10.0.0.5/x", "http://[::1]/", "http://localhost:8080/", "http://db.local/"]
)
@pytest.mark.parametrize("hosts", [None, ("adm.example.ru",)])
def test_a_redirect_into_the_offices_own_network(
    address: str, hosts: tuple[str, ...] | None
) -> None:
    with pytest.raises(CouldNotRead, match="ведёт во внутреннюю сеть"):
        get({"/a": to(address)}, hosts)


def test_another_port_of_a_machine_inside_is_another_site() -> None:
    pages = Pages({"/a": to("http://127.0.0.1:22/"), "/": "тайна"})
    with client(pages) as http, pytest.raises(CouldNotRead, match="ведёт во внутреннюю сеть"):
        fetch("http://127.0.0.1:8000/a", http, contact="", accept="*/*", hosts=("127.0.0.1:8000",))


@pytest.mark.parametrize("there", ["http://www.adm.example.ru/b", "https://news.adm.example.ru/b"])
def test_the_same_site_under_another_name_is_ours(there: str) -> None:
    assert get({"/a": to(there), "/b": "да"}).address == there


def test_a_site_that_the_settings_name_too_is_ours() -> None:
    hosts = ("adm.example.ru", "new.example.ru")
    assert get({"/a": to("https://new.example.ru/b"), "/b": "да"}, hosts).body
    assert get({"/a": to("https://cdn.example.net/b"), "/b": "да"}, None).body, "картинке можно"


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_told_apart(status: int) -> None:
    with pytest.raises(PageGone, match=f"ошибкой {status}, такой страницы нет"):
        get({"/a": httpx.Response(status)})
    with pytest.raises(CouldNotRead) as problem:
        get({"/a": httpx.Response(503)})
    assert not isinstance(problem.value, PageGone)


@pytest.mark.parametrize("answer", [httpx.Response(500), httpx.Response(503)])
def test_a_site_that_may_answer_later_is_told_apart(answer: httpx.Response) -> None:
    def late(_: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("late")

    for one in (answer, late):
        with pytest.raises(NoAnswer):
            get({"/a": one})
    with pytest.raises(CouldNotRead) as problem:
        get({"/a": httpx.Response(403)})
    assert not isinstance(problem.value, NoAnswer)


@pytest.fixture(params=["HTTP/1.1 200 OK\r\nX-Slow: ", "HTTP/1.1 200 OK\r\n\r\n"])
def trickle(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server that sends a letter of its headers or body now and then, for ever; its address."""
    begin: bytes = request.param.encode()
    listening = socket.create_server(("127.0.0.1", 0))
    ended = threading.Event()

    def serve() -> None:
        with suppress(OSError):
            asked, _ = listening.accept()
            with asked:
                asked.recv(9_999)
                asked.sendall(begin)
                while not ended.wait(0.01):
                    asked.sendall(b"a")

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/a"
    ended.set()
    thread.join()
    listening.close()


def test_a_page_that_trickles_ends_at_the_deadline(
    trickle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gospablik.site.fetch.WHOLE_SECONDS", 0.1)
    with (
        httpx.Client(trust_env=False) as http,
        pytest.raises(TooSlow, match="слишком медленно"),
    ):
        fetch(trickle, http, contact="", accept="*/*")


def test_every_request_on_the_way_has_the_time_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    running: list[bool] = []

    class Timer(threading.Timer):
        def start(self) -> None:
            running.append(True)

        def cancel(self) -> None:
            running[-1] = False

    monkeypatch.setattr(deadline.threading, "Timer", Timer)  # type: ignore[attr-defined]
    reading = deadline.Deadline(60)
    for _ in range(2):
        reading.extensions["trace"]("connection.connect_tcp.started", {})
        reading.extensions["trace"]("http11.receive_response_body.started", {})
        assert running[-1]
        for what in ("response_closed.started", "response_closed.complete"):
            reading.extensions["trace"](f"http11.{what}", {})
        reading.extensions["trace"]("http11.receive_response_body.complete", {})
        assert not running[-1], "пауза не в счёт"
    assert len(running) == 2
