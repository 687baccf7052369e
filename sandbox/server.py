"""Listening, and stopping at once whatever is held."""

import asyncio
import json
import os
import socket
import ssl
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
from sandbox.mail import imap
from sandbox.mail.smtp import SmtpOptions, listen
from sandbox.tls import own_context
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
        self.secure: tuple[socket.socket, ssl.SSLContext] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve the same application over TLS too, where a socket for it was given."""
        await super().startup(sockets)
        if self.secure is not None:
            bound, context = self.secure
            listening = asyncio.get_running_loop().create_server(
                self._protocol, sock=bound, ssl=context, ssl_shutdown_timeout=0.2
            )
            self.servers.append(await listening)

    def _protocol(self) -> TrackedProtocol:
        return TrackedProtocol(self.config, self.server_state, self.lifespan.state)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop taking requests, cut the held ones, let the others finish."""
        self.world.faults.stop()
        await super().shutdown(sockets)


@dataclass(frozen=True)
class Addresses:
    """Where the sandbox listens; with HTTPS also the file with its authority's certificate."""

    http: str
    smtp: str
    https: str | None = None
    ca: Path | None = None
    imap: str | None = None


@dataclass(frozen=True)
class Running:
    """A sandbox that runs in a thread of this process."""

    http: str
    smtp: str
    world: World
    https: str | None = None
    ca: Path | None = None
    imap: str | None = None


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
    https_port: int = 0,
    ca: Path | None = None,
    options: SmtpOptions,
    mailbox: str | None = None,
    ready: "Ready",
) -> None:
    """Listen until told to stop; `ready` learns the addresses once all ports answer.

    `ca` names the file for our authority's certificate (PEM); without it there is no HTTPS.
    `mailbox`: whose letters can be read over IMAP; without it there is no IMAP.
    """
    web = _bound(host, port)
    mail = await listen(server.world, host, smtp_port, options)
    shown = f"[{host}]" if ":" in host else host
    https = None
    if ca is not None:
        server.secure = _bound(host, https_port), own_context(host, ca)
        https = f"https://{shown}:{server.secure[0].getsockname()[1]}"
    box = None
    if mailbox is not None:
        box = await asyncio.to_thread(imap.start, mailbox.casefold(), host)
        server.world.mailbox = box
    ready(
        Addresses(
            http=f"http://{shown}:{web.getsockname()[1]}",
            smtp=f"{shown}:{mail.sockets[0].getsockname()[1]}",
            https=https,
            ca=ca,
            imap=f"{shown}:{box.port}" if box else None,
        )
    )
    try:
        await server.serve(sockets=[web])
    finally:
        mail.close()
        if box is not None:
            box.stop()


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
            if addresses.https is not None:
                told |= {"https": addresses.https, "ca": str(addresses.ca)}
            if addresses.imap is not None:
                told["imap"] = addresses.imap
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
    https: bool = False,
    mailbox: str | None = None,
) -> Iterator[Running]:
    """A sandbox in a thread of this process, on free ports, gone at the end of the block."""
    server = Server(world_of(state))
    ready = Ready()
    folder = tempfile.TemporaryDirectory(prefix="sandbox-")
    ca = Path(folder.name) / "ca.pem" if https else None

    def run() -> None:
        smtp = options or SmtpOptions()
        asyncio.run(serve(server, host, ca=ca, options=smtp, mailbox=mailbox, ready=ready))

    thread = threading.Thread(target=run, name="sandbox", daemon=True)
    thread.start()
    try:
        while thread.is_alive() and not ready.event.wait(0.05):
            pass
        if ready.addresses is None:
            raise RuntimeError("the sandbox did not start")
        at = ready.addresses
        yield Running(at.http, at.smtp, server.world, at.https, at.ca, at.imap)
    finally:
        server.should_exit = True
        thread.join(10)
        folder.cleanup()
