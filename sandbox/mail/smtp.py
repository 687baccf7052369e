"""The SMTP server: takes every letter unless a fault forbids."""

import asyncio
import hmac
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from sandbox.faults import Fault
from sandbox.world import World


@dataclass(frozen=True)
class SmtpOptions:
    """Who may send, and with which certificate; None means anyone, in clear."""

    login: str | None = None
    password: str | None = None
    certificate: Path | None = None
    key: Path | None = None

    def context(self) -> ssl.SSLContext | None:
        """The TLS context for STARTTLS."""
        if self.certificate is None:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate, self.key)
        return context


class Postman:
    """What happens at MAIL, RCPT and the end of DATA (aiosmtpd's handler)."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def handle_MAIL(  # noqa: N802 - aiosmtpd looks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender."""
        refused = await self._suffer("smtp:mail", server, session, {"from": address})
        if refused is not None:
            return refused
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a recipient."""
        refused = await self._suffer("smtp:rcpt", server, session, {"to": address}, to=address)
        if refused is not None:
            return refused
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the letter, unless a fault says «before»; answer, unless a fault says otherwise."""
        sender, recipients = envelope.mail_from or "", list(envelope.rcpt_tos)
        params = {"from": sender, "to": ", ".join(recipients)}
        entry = self.world.journal.open(self.world.clock.now(), "smtp:data", params)
        entry.token_kind = "login" if session.authenticated else None
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()

        def take() -> str:
            now = self.world.clock.now()
            letter = self.world.inbox.take(now, sender, recipients, raw)
            entry.params["message_id"] = letter.header("Message-ID")
            entry.outcome = f"letter {letter.n}"
            return f"250 OK letter {letter.n}"

        async def keep() -> str:
            box = self.world.mailbox
            if box is not None and box.address in [one.casefold() for one in recipients]:
                await asyncio.to_thread(box.put, raw)
            return take()

        fault = None
        for recipient in recipients:
            fault = fault or self.world.faults.take("smtp:data", to=recipient)
        if fault is None:
            return await keep()
        answer = await keep() if fault.when == "after" else None
        done = f" after {entry.outcome}" if answer else ""
        entry.outcome = f"fault {fault.id}: {fault.what}{done}"
        refused = await self._strike(fault, server)
        if refused is not None:
            return refused
        if answer is None:
            return await keep()
        entry.outcome = done.removeprefix(" after ")
        return answer

    async def _suffer(
        self,
        place: str,
        server: SMTP,
        session: Session,
        params: dict[str, str],
        to: str | None = None,
    ) -> str | None:
        """A refusal at MAIL or RCPT, with its own entry in the journal; None to go on."""
        fault = self.world.faults.take(place, to=to)
        if fault is None:
            return None
        entry = self.world.journal.open(self.world.clock.now(), place, params)
        entry.token_kind = "login" if session.authenticated else None
        entry.outcome = f"fault {fault.id}: {fault.what}"
        return await self._strike(fault, server)

    async def _strike(self, fault: Fault, server: SMTP) -> str | None:
        """What the client is told; None to go on; the connection may be cut instead."""
        if fault.what in {"hold", "delay"}:
            ending = await self.world.faults.linger(fault, None)
            if ending == "released":
                return None
        if fault.what in {"hold", "delay", "drop"}:
            transport = server.transport
            if transport is not None:
                transport.abort()  # type: ignore[attr-defined]
            return "421 the connection is cut"
        if fault.what == "garbage":
            return "250-\x01\x02 ???"
        kind = "4.3.0 try again later" if fault.status < 500 else "5.1.1 mailbox unavailable"
        return f"{fault.status} {kind}"


async def listen(world: World, host: str, port: int, options: SmtpOptions) -> asyncio.Server:
    """Start listening; the port 0 is any free one."""
    context = options.context()

    def authenticate(
        server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        known = (options.login or "").encode(), (options.password or "").encode()
        given = (data.login, data.password) if isinstance(data, LoginPassword) else (b"", b"")
        right = all(hmac.compare_digest(a, b) for a, b in zip(known, given, strict=True))
        return AuthResult(success=right, handled=right)

    loop = asyncio.get_running_loop()
    guarded = options.login is not None

    def protocol() -> SMTP:
        return SMTP(
            Postman(world),
            hostname="mail.sandbox",
            ident="sandbox",
            enable_SMTPUTF8=True,
            tls_context=context,
            auth_required=guarded,
            auth_require_tls=context is not None,
            authenticator=authenticate if guarded else None,
            loop=loop,
        )

    return await loop.create_server(protocol, host, port)
