"""How we visit the site: robots.txt is obeyed, one request at a time, with a pause between two.

It is the administration's own site, and often a small one. Nothing that a page says may send us
into the office's own network.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, nullcontext
from datetime import datetime, timedelta
from typing import Any, Protocol
from urllib.parse import urljoin

import httpx

from gospablik.clock import now
from gospablik.errors import NoAnswer
from gospablik.site.fetch import could_not, leads_in
from gospablik.site.inside import leads_inside
from gospablik.site.own import host_of, of_site
from gospablik.site.robots import MOST_BYTES, Robots, read_robots

PAUSE_SECONDS = 1.0
ROBOTS_AGE = timedelta(days=1)
_REDIRECTS = 3


class Memory(Protocol):
    """What outlives a process: robots.txt of a site, and whose turn it is to ask it."""

    def robots(self, origin: str) -> tuple[str, datetime] | None:
        """The text as it was read last, and when."""
        ...

    def keep_robots(self, origin: str, text: str, at: datetime) -> None:
        """Keep it; an empty text forbids nothing."""
        ...

    def turn(self, origin: str, pause: float) -> AbstractContextManager[None]:
        """Held during a request, and for the seconds of the `pause` after it: no other process asks
        that site. Raises NoAnswer.
        """
        ...


class ShortMemory:
    """That of one process."""

    def __init__(self) -> None:
        self._robots: dict[str, tuple[str, datetime]] = {}

    def robots(self, origin: str) -> tuple[str, datetime] | None:
        """See `Memory`."""
        return self._robots.get(origin)

    def keep_robots(self, origin: str, text: str, at: datetime) -> None:
        """See `Memory`."""
        self._robots[origin] = text, at

    def turn(self, origin: str, pause: float) -> AbstractContextManager[None]:
        """See `Memory`."""
        return nullcontext()


class PoliteClient(httpx.Client):
    """An HTTP client for reading sites, closed like any other.

    `hosts`: those that the settings name; they may be inside, no other may. Whatever is refused is
    a CouldNotRead. `sleep` takes seconds. Redirects are the reader's: each is a request like any
    other.
    """

    def __init__(
        self,
        hosts: tuple[str, ...] = (),
        memory: Memory | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        **options: Any,
    ) -> None:
        # No connection is kept: the pauses are longer than most sites would keep it.
        limits = httpx.Limits(max_keepalive_connections=0)
        super().__init__(follow_redirects=False, limits=limits, **options)
        self._hosts, self._memory, self._sleep = hosts, memory or ShortMemory(), sleep
        self._rules: dict[str, Robots] = {}
        self._free: dict[str, float] = {}

    def send(self, request: httpx.Request, **options: Any) -> httpx.Response:
        """See httpx. Raises CouldNotRead where robots.txt, or the way inside, forbids."""
        origin = _origin(request.url)
        self._must_be_outside(request.url)
        if origin not in self._rules:
            self._rules[origin] = self._robots(origin, request)
        if not self._rules[origin].allows(str(request.url)):
            raise could_not(
                f"robots.txt сайта {origin} не разрешает роботам читать {request.url}.",
                "попросите владельца сайта разрешить эту страницу роботу gospablik.",
            )
        return self._ask(origin, request, **options)

    def _ask(self, origin: str, request: httpx.Request, **options: Any) -> httpx.Response:
        delay = self._rules[origin].delay if origin in self._rules else 0.0
        pause = max(delay, PAUSE_SECONDS)
        # Slept before the turn is taken, so that another process may have it meanwhile.
        self._sleep(max(self._free.get(origin, 0.0) - time.monotonic(), 0.0))
        with ExitStack() as held:
            # Counted after the turn was given back, and so never over before the others' pause.
            held.callback(self._rest, origin, pause)
            held.enter_context(self._memory.turn(origin, pause))
            answer = super().send(request, **options)
            if answer.is_closed:
                return answer
            later = held.pop_all()
            answer.stream = _Until(answer.stream, later.close)
            return answer

    def _rest(self, origin: str, pause: float) -> None:
        self._free[origin] = time.monotonic() + pause

    def _robots(self, origin: str, request: httpx.Request) -> Robots:
        """The site's rules: read once a day; none if there is no such file."""
        known = self._memory.robots(origin)
        if known is not None and now() - known[1] < ROBOTS_AGE:
            return read_robots(known[0])
        text = self._read_robots(origin, request)
        if text is None:
            if known is None:
                happened = f"Сайт {origin} отвечает ошибкой на robots.txt: читать его рано."
                raise could_not(happened, kind=NoAnswer)
            return read_robots(known[0])
        self._memory.keep_robots(origin, text, now())
        return read_robots(text)

    def _read_robots(self, origin: str, request: httpx.Request) -> str | None:
        """The file's text, empty without one; None if the site has an error of its own."""
        address = f"{origin}/robots.txt"
        agent = {"User-Agent": request.headers.get("User-Agent", "")}
        for _ in range(_REDIRECTS + 1):
            asked = self.build_request("GET", address, headers=agent)
            asked.extensions = request.extensions
            self._must_be_outside(asked.url)
            answer = self._ask(origin, asked, stream=True)
            try:
                if answer.has_redirect_location:
                    address = urljoin(address, answer.headers["location"])
                    continue
                if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR:
                    return None
                return _beginning(answer) if answer.status_code == httpx.codes.OK else ""
            finally:
                answer.close()
        return ""

    def _must_be_outside(self, url: httpx.URL) -> None:
        if url.scheme not in ("http", "https") or of_site(host_of(str(url)), self._hosts):
            return
        if leads_inside(url.host):
            raise leads_in(str(url))


class _Until(httpx.SyncByteStream):
    """A body that says when it was closed."""

    def __init__(self, stream: Any, closed: Callable[[], None]) -> None:
        self._stream, self._closed = stream, closed

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        """Close the body, then say so."""
        try:
            self._stream.close()
        finally:
            self._closed()


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _beginning(answer: httpx.Response) -> str:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) >= MOST_BYTES:
            break
    return bytes(body).decode("utf-8-sig", "replace")
