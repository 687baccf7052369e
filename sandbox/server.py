"""Listening, and stopping at once whatever is held."""

import asyncio
import json
import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

from sandbox import seed
from sandbox.app import build
from sandbox.gate import TrackedProtocol
from sandbox.mail.smtp import SmtpOptions, listen
from sandbox.world import World


class Server(uvicorn.Server):
    """Uvicorn that hangs up on held requests before it waits for the rest to end."""

    def __init__(self, world: World) -> None:
        config = uvicorn.Config(
            build(world),
            http=TrackedProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=1,
        )
        super().__init__(config)
        self.world = world

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop taking requests, cut the held ones, let the others finish."""
        self.world.faults.stop()
        await super().shutdown(sockets)


@dataclass(frozen=True)
class Addresses:
    """Where the sandbox listens."""

    http: str
    smtp: str


@dataclass(frozen=True)
class Running:
    """A sandbox that runs in a thread of this process."""

    http: str
    smtp: str
    world: World


def _bound(host: str, port: int) -> socket.socket:
    """A listening socket. The protocol is named: asyncio sets TCP_NODELAY only where it is."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind((host, port))
    bound.listen(256)
    bound.setblocking(False)
    return bound


async def serve(
    server: Server,
    host: str,
    *,
    port: int = 0,
    smtp_port: int = 0,
    options: SmtpOptions,
    ready: "Ready",
) -> None:
    """Listen until told to stop; `ready` learns the addresses once both ports answer."""
    web = _bound(host, port)
    mail = await listen(server.world, host, smtp_port, options)
    shown = f"[{host}]" if ":" in host else host
    ready(
        Addresses(
            http=f"http://{shown}:{web.getsockname()[1]}",
            smtp=f"{shown}:{mail.sockets[0].getsockname()[1]}",
        )
    )
    try:
        await server.serve(sockets=[web])
    finally:
        mail.close()


class Ready:
    """Where the addresses go: to a file, and to whoever waits in this process."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self.addresses: Addresses | None = None
        self.event = threading.Event()

    def __call__(self, addresses: Addresses) -> None:
        """Write the ready file in one stroke, then wake whoever waits."""
        self.addresses = addresses
        if self.path is not None:
            told = {"http": addresses.http, "smtp": addresses.smtp, "pid": os.getpid()}
            with tempfile.NamedTemporaryFile(
                "w", dir=self.path.parent, delete=False, encoding="utf-8"
            ) as new:
                json.dump(told, new)
            Path(new.name).replace(self.path)
        self.event.set()


def world_of(state: dict[str, Any] | None) -> World:
    """A world that begins, and begins again after a reset, in this state."""
    return World(None if state is None else lambda world: seed.settle(world, state))


@contextmanager
def running(
    state: dict[str, Any] | None = None,
    *,
    options: SmtpOptions | None = None,
    host: str = "127.0.0.1",
) -> Iterator[Running]:
    """A sandbox in a thread of this process, on free ports, gone at the end of the block."""
    server = Server(world_of(state))
    ready = Ready()

    def run() -> None:
        asyncio.run(serve(server, host, options=options or SmtpOptions(), ready=ready))

    thread = threading.Thread(target=run, name="sandbox", daemon=True)
    thread.start()
    try:
        while thread.is_alive() and not ready.event.wait(0.05):
            pass
        if ready.addresses is None:
            raise RuntimeError("the sandbox did not start")
        yield Running(ready.addresses.http, ready.addresses.smtp, server.world)
    finally:
        server.should_exit = True
        thread.join(10)
