"""The only place that talks to VK: one form POST, its time limits, its pace and its keys."""

import logging
import time
from datetime import timedelta
from urllib.parse import urlsplit

import httpx

from gospablik.errors import OfficeError
from gospablik.networks.vk import pace
from gospablik.networks.vk.answers import Json, VkError, judge, nonsense, not_sent
from gospablik.networks.vk.codes import Kind
from gospablik.networks.vk.requests import Request
from gospablik.networks.vk.tokens import RATES, ROUTES, TokenKind, VkTokens

# One request begun at the last moment may still take all of these in turn (connecting counts
# twice: TCP and TLS), so a verb's deadline lies that much before its limit; see `Deadline`.
_CONNECT, _WRITE, _READ = 2.5, 1.0, 5.0
_TAIL = timedelta(seconds=6)
_SHORT_WAIT = timedelta(minutes=1)
_TOO_MANY_PER_SECOND = 6
_LONGEST_BODY = 20_000_000
_LOCAL = {"localhost", "127.0.0.1", "::1"}

log = logging.getLogger(__name__)


class Deadline:
    """The moment after which a verb of that limit starts no request and reads no more.

    It lies six seconds before the limit's end, which is what a request already begun can still
    take. Name lookup is the resolver's own time, and the ledger's reserve covers it.
    """

    def __init__(self, limit: timedelta) -> None:
        self._ends = time.monotonic() + (limit - _TAIL).total_seconds()

    def left(self) -> float:
        """Seconds left; zero or less when it is over."""
        return self._ends - time.monotonic()


class VkClient:
    """Asks VK with the keys we hold. The HTTP client is closed here only if it was made here.

    Raises OfficeError if `base` would send the keys over the net unencrypted.
    """

    def __init__(self, base: str, tokens: VkTokens, http: httpx.Client | None = None) -> None:
        parts = urlsplit(base)
        if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOCAL):
            raise OfficeError(
                f"Адрес ВКонтакте {base} без шифрования: ключи страницы прочёл бы кто угодно.",
                not_done="к ВКонтакте никто не обращался.",
                next_step="укажите в api адрес, который начинается с https://.",
            )
        self._base = base.rstrip("/")
        self._tokens = tokens
        self._http = http or httpx.Client()
        self._ours = http is None

    def close(self) -> None:
        """Close the connections that were opened here."""
        if self._ours:
            self._http.close()

    def ask(self, request: Request, deadline: Deadline) -> Json:
        """The response to a request, asked with each suitable key in turn until one may.

        Raises VkError. A write is sent once with each key, and a further key is tried only when
        VK said that the one before is of the wrong kind, hence that nothing was done. A read is
        repeated within the deadline while VK says "too many requests per second".
        """
        refusal: VkError | None = None
        for kind in ROUTES[request.method].kinds:
            if not self._tokens.of(kind):
                continue
            try:
                return self._ask_with(kind, request, deadline)
            except VkError as error:
                if error.kind is not Kind.WRONG_TOKEN:
                    raise
                refusal = error
        raise refusal or _no_key(request.method)

    def _ask_with(self, kind: TokenKind, request: Request, deadline: Deadline) -> Json:
        while True:
            try:
                return self._send(kind, request, deadline)
            except VkError as error:
                log.info("vk %s with %s: error %s", request.method, kind.value, error.code)
                pause = (error.wait or _SHORT_WAIT).total_seconds()
                if (
                    ROUTES[request.method].writes
                    or error.code != _TOO_MANY_PER_SECOND
                    or pause >= deadline.left()
                ):
                    raise _about_key(error, kind) from None
                time.sleep(pause)

    def _send(self, kind: TokenKind, request: Request, deadline: Deadline) -> Json:
        token = self._tokens.of(kind) or ""
        pause = pace.SHARED.reserve(token, RATES[kind])
        if pause >= deadline.left():
            raise not_sent("отведённое время вышло раньше, чем настала очередь", _SHORT_WAIT)
        time.sleep(pause)
        left = deadline.left()
        try:
            with self._http.stream(
                "POST",
                f"{self._base}/{request.method}",
                data=request.form(),
                headers={"Authorization": f"Bearer {token}"},
                timeout=httpx.Timeout(
                    connect=min(_CONNECT, left),
                    write=min(_WRITE, left),
                    read=min(_READ, left),
                    pool=min(_CONNECT, left),
                ),
                # A redirect would carry the key to another house.
                follow_redirects=False,
            ) as answer:
                body = _read(answer, deadline)
                status, headers = answer.status_code, dict(answer.headers)
        except (
            httpx.ConnectError,  # refused, no such name, TLS not agreed
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.ProxyError,
            httpx.UnsupportedProtocol,
        ) as problem:
            raise not_sent(f"нет соединения ({type(problem).__name__})", _SHORT_WAIT) from None
        except (httpx.HTTPError, httpx.StreamError) as problem:
            raise nonsense(f"связь прервалась ({type(problem).__name__})") from None
        # VK has no reason to repeat the key; should it ever, it goes no further than here.
        return judge(status, headers, body.replace(token.encode(), b"***"))


def _read(answer: httpx.Response, deadline: Deadline) -> bytes:
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > _LONGEST_BODY:
            raise nonsense("он слишком велик")
        if deadline.left() <= 0:
            raise nonsense("он не дошёл за отведённое время")
    return bytes(body)


def _about_key(error: VkError, kind: TokenKind) -> VkError:
    """The same error; if it is about the key, it says which of ours is meant."""
    if error.kind not in {Kind.DEAD_TOKEN, Kind.WRONG_TOKEN}:
        return error
    why = f"{error.why} Это {kind.words}."
    return VkError(error.kind, error.code, why, todo=error.todo, wait=error.wait)


def _no_key(method: str) -> VkError:
    needed = " или ".join(kind.words for kind in ROUTES[method].kinds)
    return VkError(
        Kind.WRONG_TOKEN,
        None,
        f"Для {method} нужен {needed}, а его у программы нет.",
        todo="добавьте такой ключ в блок страницы в Prefect (раздел Blocks).",
    )
