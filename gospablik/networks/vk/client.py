"""VK's methods over the shared transport: its form, its pace and its keys."""

import logging
from datetime import timedelta

import httpx

from gospablik.errors import OfficeError
from gospablik.networks import pace, pictures
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.pace import Lane
from gospablik.networks.transport import Call, Deadline, require_encrypted, send
from gospablik.networks.vk.answers import NAME, judge, judge_elsewhere, nonsense
from gospablik.networks.vk.requests import Request
from gospablik.networks.vk.routes import READS, ROUTES, WRITES, Route
from gospablik.networks.vk.tokens import TokenKind, VkTokens

_TOO_MANY_PER_SECOND = 6

log = logging.getLogger(__name__)


class VkClient:
    """Asks VK with the keys we hold. The HTTP client is closed here only if it was made here.

    Raises OfficeError if `base` would send the keys over the net unencrypted.
    """

    def __init__(self, base: str, tokens: VkTokens, http: httpx.Client | None = None) -> None:
        require_encrypted(base, NAME)
        self._base = base.rstrip("/")
        self._tokens = tokens
        self._http = http or httpx.Client()
        self._ours = http is None

    def holds(self, kind: TokenKind) -> bool:
        """Whether we hold a key of that kind."""
        return self._tokens.of(kind) is not None

    def close(self) -> None:
        """Close the connections that were opened here."""
        if self._ours:
            self._http.close()

    def ask(self, request: Request, deadline: Deadline) -> Json:
        """The response to a request, asked with each suitable key in turn until one may.

        Raises NetworkError. A write is sent once with each key, and a further key is tried only
        when VK said that the one before is of the wrong kind, hence that nothing was done. A read
        is repeated at the key's next turn while VK says "too many requests per second".
        """
        refusal: NetworkError | None = None
        for kind in _route(request).kinds:
            if not self.holds(kind):
                continue
            try:
                return self._ask_with(kind, request, deadline)
            except NetworkError as error:
                if error.kind is not Kind.WRONG_TOKEN:
                    raise
                refusal = error
        raise refusal or no_key(request.route or request.method)

    def ask_as(self, kind: TokenKind, request: Request, deadline: Deadline) -> Json:
        """The response to a request asked with the key of that kind, which we hold."""
        return self._ask_with(kind, request, deadline)

    def ask_elsewhere(self, call: Call, deadline: Deadline) -> Json:
        """A JSON object from an address that VK named to us. Our keys do not go there.

        Raises NetworkError.
        """
        try:
            require_encrypted(call.url, NAME)
        except OfficeError:
            raise nonsense("назван адрес без шифрования") from None
        return judge_elsewhere(send(self._http, call, deadline, network=NAME))

    def picture(self, address: str) -> bytes:
        """A picture from VK's servers; our keys do not go there. Raises as `fetch_picture`."""
        return pictures.fetch(self._http, address, kind="vk", network=NAME, base=self._base)

    def _ask_with(self, kind: TokenKind, request: Request, deadline: Deadline) -> Json:
        while True:
            try:
                return self._send(kind, request, deadline)
            except NetworkError as error:
                log.info("vk %s with %s: error %s", request.method, kind.value, error.code)
                pause = (error.wait or timedelta(minutes=1)).total_seconds()
                if (
                    _route(request).writes
                    or error.code != _TOO_MANY_PER_SECOND
                    or pause >= deadline.left()
                ):
                    raise _about_key(error, kind) from None

    def _send(self, kind: TokenKind, request: Request, deadline: Deadline) -> Json:
        token = self._tokens.of(kind) or ""
        writes = _route(request).writes
        rate, lane = (WRITES, Lane.WRITE) if writes else (READS[kind], Lane.READ)
        call = Call(
            "POST",
            f"{self._base}/{request.method}",
            headers={"Authorization": f"Bearer {token}"},
            form=request.form(),
            secrets=(token,),
        )
        with pace.turn(
            token, rate, lane, method=request.method, network=NAME, patience=deadline.left()
        ):
            return judge(send(self._http, call, deadline, network=NAME))


def _about_key(error: NetworkError, kind: TokenKind) -> NetworkError:
    """The same error; if it is about the key, it says which of ours is meant."""
    if error.kind not in {Kind.DEAD_TOKEN, Kind.WRONG_TOKEN}:
        return error
    why = f"{error.why} Это {kind.words}."
    return NetworkError(error.kind, error.code, why, todo=error.todo, wait=error.wait)


def no_key(route: str) -> NetworkError:
    """We hold no key that this line of ROUTES wants."""
    needed = " или ".join(kind.words for kind in ROUTES[route].kinds)
    return NetworkError(
        Kind.WRONG_TOKEN,
        None,
        f"Для {route} нужен {needed}, а его у программы нет.",
        todo="добавьте такой ключ в блок страницы в Prefect (раздел Blocks).",
    )


def _route(request: Request) -> Route:
    return ROUTES[request.route or request.method]
