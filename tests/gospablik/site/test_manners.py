"""Visiting a site politely, and nowhere that the settings do not name."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import httpx
import pytest

from gospablik.clock import now
from gospablik.errors import CouldNotRead
from gospablik.site.fetch import Fetched, fetch
from gospablik.site.manners import PAUSE_SECONDS, PoliteClient, ShortMemory
from tests.gospablik.site.kit import SITE, Answer, Pages

RULES = "User-agent: *\nDisallow: /private\n"


class Visit:
    """A client for some pages that notes how long it would have slept."""

    def __init__(
        self, pages: dict[str, Answer], hosts: tuple[str, ...] = ("adm.example.ru",)
    ) -> None:
        self.pages, self.slept, self.memory = Pages(pages), list[float](), Notes()
        self.http = self.new(hosts)

    def new(self, hosts: tuple[str, ...] = ("adm.example.ru",)) -> PoliteClient:
        transport = httpx.MockTransport(self.pages)
        return PoliteClient(hosts, self.memory, sleep=self.slept.append, transport=transport)

    def get(self, address: str) -> Fetched:
        return fetch(address, self.http, contact="it@adm.example.ru", accept="*/*")


class Notes(ShortMemory):
    """Notes who has the turn, too."""

    def __init__(self) -> None:
        super().__init__()
        self.turns: list[str] = []
        self.pauses: list[float] = []

    @contextmanager
    def turn(self, origin: str, pause: float) -> Iterator[None]:
        self.turns.append(f"+{origin}")
        self.pauses.append(pause)
        try:
            yield
        finally:
            self.turns.append(f"-{origin}")


def test_robots_are_asked_once_and_obeyed() -> None:
    visit = Visit({"/robots.txt": RULES, "/news": "да", "/private": "нет"})
    assert visit.get(f"{SITE}/news").body == "да".encode()
    with pytest.raises(CouldNotRead, match=r"robots\.txt сайта https://adm\.example\.ru не раз"):
        visit.get(f"{SITE}/private")
    visit.get(f"{SITE}/news")
    assert visit.pages.asked == ["/robots.txt", "/news", "/news"]


def test_robots_saved_with_a_mark_of_their_encoding_are_obeyed() -> None:
    visit = Visit({"/robots.txt": RULES.encode("utf-8-sig"), "/private": "нет"})
    with pytest.raises(CouldNotRead, match=r"robots\.txt"):
        visit.get(f"{SITE}/private")


def test_one_request_at_a_time_and_a_pause_after_each() -> None:
    visit = Visit({"/robots.txt": RULES + "Crawl-delay: 7", "/a": "а", "/b": "б"})
    for path in ("/a", "/b"):
        visit.get(f"{SITE}{path}")
    first, after_robots, after_page = visit.slept
    assert first == 0
    assert PAUSE_SECONDS - 0.5 < after_robots <= PAUSE_SECONDS
    assert 6 < after_page <= 7
    assert visit.memory.turns == [f"{sign}{SITE}" for sign in "+-" * 3]
    assert visit.memory.pauses == [PAUSE_SECONDS, 7, 7], "остальным тоже"


def test_the_turn_is_given_back_after_a_failure_and_only_when_the_body_was_read() -> None:
    def broken(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("нет сети")

    def streamed(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=iter(["б".encode()]))

    visit = Visit({"/robots.txt": "", "/a": broken, "/b": streamed})
    with pytest.raises(CouldNotRead, match="нет сети"):
        visit.get(f"{SITE}/a")
    assert visit.memory.turns[-1] == f"-{SITE}"
    with visit.http.stream("GET", f"{SITE}/b") as answer:
        assert visit.memory.turns[-1] == f"+{SITE}"
        answer.read()
    assert visit.memory.turns[-1] == f"-{SITE}"


def test_robots_are_remembered_for_a_day_by_all_processes() -> None:
    visit = Visit({"/robots.txt": RULES, "/news": "да"})
    visit.get(f"{SITE}/news")
    visit.http = visit.new()
    visit.get(f"{SITE}/news")
    assert visit.pages.asked.count("/robots.txt") == 1
    visit.memory.keep_robots(SITE, RULES, now() - timedelta(days=2))
    visit.http = visit.new()
    visit.get(f"{SITE}/news")
    assert visit.pages.asked.count("/robots.txt") == 2


def test_an_error_of_the_site_on_robots_is_waited_out() -> None:
    visit = Visit({"/robots.txt": httpx.Response(503), "/news": "да"})
    with pytest.raises(CouldNotRead, match="ошибкой на robots"):
        visit.get(f"{SITE}/news")
    visit.memory.keep_robots(SITE, "", datetime.fromisoformat("2020-01-01T00:00:00Z"))
    assert visit.get(f"{SITE}/news").body, "прежние правила ещё известны"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404),
        httpx.Response(403),
        httpx.Response(301, headers={"Location": "/robots.txt"}),
    ],
)
def test_no_robots_file_forbids_nothing(answer: httpx.Response) -> None:
    assert Visit({"/robots.txt": answer, "/news": "да"}).get(f"{SITE}/news").body


@pytest.mark.parametrize(
    "inner",
    ["http://127.0.0.1:8080/admin", "http://10.0.0.5/", "http://169.254.169.254/latest/meta-data",
     "http://[::1]/", "http://[::ffff:192.168.0.1]/", "http://localhost/", "http://db.local/",
     "http://town.test/"],
)  # fmt: skip
def test_nothing_sends_us_into_the_offices_own_network(
    inner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", resolver(socket.getaddrinfo))
    redirect = httpx.Response(302, headers={"Location": inner})
    visit = Visit({"/news": redirect, "/admin": "тайна", "/": "тайна", "/latest/meta-data": "т"})
    for address in (f"{SITE}/news", inner):
        with pytest.raises(CouldNotRead, match="внутреннюю сеть"):
            visit.get(address)
    assert set(visit.pages.asked) == {"/robots.txt", "/news"}


def resolver(known: Callable[..., object]) -> Callable[..., object]:
    """Of names only one, which lies inside; addresses are what they are."""

    def resolve(host: str, port: object) -> object:
        if host == "town.test":
            return known("192.168.1.7", port)
        if not host.replace(".", "").isdecimal() and ":" not in host:
            raise OSError("нет такого имени")
        return known(host, port)

    return resolve


def test_a_site_of_the_settings_may_be_inside() -> None:
    visit = Visit({"/news": "да"}, hosts=("127.0.0.1",))
    assert visit.get("http://127.0.0.1/news").body


def test_waiting_for_our_turn_is_no_slowness_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gospablik.site.fetch.WHOLE_SECONDS", 0.01)
    visit = Visit({"/robots.txt": "", "/news": "да"})
    visit.memory.turn = slow_turn  # type: ignore[method-assign]
    assert visit.get(f"{SITE}/news").body


@contextmanager
def slow_turn(origin: str, pause: float) -> Iterator[None]:
    time.sleep(0.03)
    yield
