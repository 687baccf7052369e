"""A mail server for the tests: real SMTP on a port of this machine."""

import asyncio
import email
import email.policy
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from gospablik.mail import Letter, MailServer, send
from gospablik.outcomes import DoOutcome

DATE = datetime(2026, 11, 2, 9, 30, tzinfo=timezone(timedelta(hours=9)))
LETTER = Letter(
    message_id="<report-2026-w44@gospablik.example.ru>",
    sender="office@example.ru",
    to=("head@example.ru", "deputy@example.ru"),
    cc=("duty@example.ru",),
    subject="Контрольный отчёт за неделю: нарушений нет, не проверено 2",
    text="Добрый день!\n.\nСтрока после точки.\n",
    html="<p>Добрый день!</p>",
    headers={"In-Reply-To": "<before@example.ru>"},
)
PASSWORD = "pass-word-secret"


@dataclass
class Postman:
    """Takes letters. `answers` replaces the answer at a step, `hang_up` at that step drops."""

    answers: dict[str, str] = field(default_factory=dict)
    hang_up: str | None = None
    pause: float = 0
    taken: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)

    def _step(self, server: SMTP, step: str) -> str | None:
        if self.hang_up == step:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return self.answers.get(step)

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mail_from = address
        return self._step(server, "mail") or "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self._step(server, f"rcpt {address}"):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append((envelope.mail_from or "", envelope.rcpt_tos, message))
        if self.pause:
            time.sleep(self.pause)
        return self._step(server, "data") or "250 taken"


@dataclass
class Running:
    postman: Postman
    server: MailServer


class _Controller(Controller):
    """Learns the port that the system gave it."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def post_office(postman: Postman, **options: Any) -> Iterator[Running]:
    controller = _Controller(postman, hostname="127.0.0.1", port=0, **options)
    controller.start()
    try:
        yield Running(postman, MailServer("127.0.0.1", controller.port, None, None, False))
    finally:
        controller.stop()


def to(running: Running, letter: Letter = LETTER, **changes: Any) -> DoOutcome:
    return send(letter, replace(running.server, **changes), date=DATE)


def scripted(*lines: bytes) -> AbstractContextManager[MailServer]:
    """A server that says these lines, one for each of ours, and then nothing."""

    @contextmanager
    def run() -> Iterator[MailServer]:
        listening = socket.create_server(("127.0.0.1", 0))
        done = threading.Event()

        def serve() -> None:
            connection, _ = listening.accept()
            with connection, connection.makefile("rb") as ours:
                for line in lines:
                    connection.sendall(line + b"\r\n")
                    ours.readline()
                done.wait(5)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield MailServer("127.0.0.1", listening.getsockname()[1], None, None, False)
        done.set()
        listening.close()
        thread.join(5)

    return run()
