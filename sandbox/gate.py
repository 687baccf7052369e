"""Where every request from the outside passes: journal first, then the ordered faults."""

import asyncio
from collections.abc import Callable
from typing import Any, Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from sandbox.faults import Fault, Faults
from sandbox.journal import Entry

_TRANSPORTS: dict[tuple[Any, Any], asyncio.Transport] = {}


class TrackedProtocol(H11Protocol):
    """Uvicorn's protocol, remembering its socket so that a fault can cut it."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Remember the connection by both its ends: one client's port may call two of ours."""
        super().connection_made(transport)
        self.ends = self.client, self.server
        _TRANSPORTS[self.ends] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        _TRANSPORTS.pop(self.ends, None)
        super().connection_lost(exc)


class Hangup(Response):
    """No answer at all: the socket is closed under the client."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Cut the connection, unless the client left first, and return once that is noticed."""
        transport = _TRANSPORTS.get((scope["client"], scope["server"]))
        if transport is not None:
            transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class Spoiler(Protocol):
    """Makes the answer of an «error», «status» or «garbage» fault in the place's own format."""

    def __call__(self, fault: Fault) -> Response:
        """The spoiled answer."""
        ...


def spoiled_page(fault: Fault) -> Response:
    """What a broken web server says, whoever asked."""
    if fault.what == "garbage":
        return Response(b'\x1f\x8b\x00\xff{"respon', media_type="application/octet-stream")
    status = fault.status if fault.what == "status" else 500
    body = f"<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>"
    return Response(body, status_code=status, media_type="text/html")


async def through(
    faults: Faults,
    place: str,
    request: Request,
    entry: Entry,
    act: Callable[[], Response],
    *,
    spoil: Spoiler = spoiled_page,
    spare: Callable[[Fault], bool] | None = None,
) -> Response:
    """Carry out a request unless a fault forbids, and answer unless a fault spoils the answer."""
    fault = faults.take(place, spare=spare)
    if fault is None:
        return act()
    made = act() if fault.when == "after" else None
    answer = await _suffer(faults, fault, request, entry, made=made, spoil=spoil)
    return answer or made or act()


async def _suffer(
    faults: Faults,
    fault: Fault,
    request: Request,
    entry: Entry,
    *,
    made: Response | None,
    spoil: Spoiler,
) -> Response | None:
    """The spoiled answer, or None when the request goes on as if nothing had been."""
    done = "" if made is None else f" after {entry.outcome}"
    name = f"fault {fault.id}: {fault.what}{done}"
    if fault.what in {"hold", "delay"}:
        before = entry.outcome
        entry.outcome = name
        ending = await faults.linger(fault, request.receive)
        if ending == "released":
            entry.outcome = before
            return None
        entry.outcome = f"{name}, client left" if ending == "left" else f"{name}, hung up"
        return Hangup()
    entry.outcome = name
    return Hangup() if fault.what == "drop" else spoil(fault)


def without_token(params: dict[str, Any]) -> dict[str, str]:
    """The params as the journal and VK's error envelope may show them."""
    return {key: str(value) for key, value in params.items() if key != "access_token"}
