import asyncio
import email
import email.policy
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from gospablik import mail
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.mail import Letter, MailServer, build, check, send
from gospablik.outcomes import Done, DoOutcome, NothingHappened, Refused, Unknown

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


@dataclass(frozen=True)
class Authority:
    ca_file: str
    context: ssl.SSLContext


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    ca = trustme.CA()
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("127.0.0.1").configure_cert(context)
    return Authority(str(path), context)


# The letter itself.


def test_what_a_letter_looks_like() -> None:
    raw = build(LETTER, DATE).as_bytes()
    assert raw.isascii()
    assert max(len(line) for line in raw.splitlines()) < 998
    read = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    assert read["Message-ID"] == LETTER.message_id
    assert read["Auto-Submitted"] == "auto-generated"
    assert read["Subject"] == LETTER.subject
    assert read["To"] == "head@example.ru, deputy@example.ru"
    assert read["Cc"] == "duty@example.ru"
    assert read["In-Reply-To"] == "<before@example.ru>"
    assert read["Date"].datetime == DATE
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    plain, html = read.get_body(("plain",)), read.get_body(("html",))
    assert plain
    assert html
    assert plain.get_content().replace("\r\n", "\n") == LETTER.text
    assert html.get_content().strip() == LETTER.html


def test_a_letter_without_html_and_copies() -> None:
    read = build(replace(LETTER, html=None, cc=(), headers={}), DATE)
    assert read.get_content_type() == "text/plain"
    assert "Cc" not in read


def test_a_cyrillic_domain_becomes_latin() -> None:
    assert build(replace(LETTER, to=("duty@адм.рф",)), DATE)["To"] == "duty@xn--80aiy.xn--p1ai"


def test_a_long_message_id_stays_whole() -> None:
    long = f"<{'a' * 150}@example.ru>"
    assert long.encode() in build(replace(LETTER, message_id=long), DATE).as_bytes()


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "Тема\r\nBcc: spy@example.ru"},
        {"subject": "Тема\nещё"},
        {"subject": "Тема\x00"},
        {"sender": "office@example.ru\nBcc: spy@example.ru"},
        {"to": ("head@example.ru\r\n",)},
        {"to": ("head@example.ru, spy@example.ru",)},
        {"to": ("Глава <head@example.ru>",)},
        {"to": ("глава@example.ru",)},
        {"to": ("head",)},
        {"to": ("he\x00ad@example.ru",)},
        {"to": ("head@example..ru",)},
        {"to": ()},
        {"cc": ("",)},
        {"message_id": "no-brackets@example.ru"},
        {"message_id": "<a@b>\nX: y"},
        {"headers": {"X-A": "1\n2"}},
        {"headers": {"X-A\nBcc": "spy@example.ru"}},
        {"headers": {"bcc": "spy@example.ru"}},
        {"headers": {"Subject": "вторая"}},
    ],
)
def test_an_unfit_letter_is_refused(change: dict[str, Any]) -> None:
    letter = replace(LETTER, **change)
    with pytest.raises(OfficeError, match="Письмо составить нельзя"):
        build(letter, DATE)
    with post_office(Postman()) as office:
        assert isinstance(to(office, letter), Refused)
        assert not office.postman.taken


def test_the_date_needs_a_zone() -> None:
    with pytest.raises(ValueError, match="пояс"):
        build(LETTER, DATE.replace(tzinfo=None))


# Handing it in.


def test_a_letter_is_taken_for_all() -> None:
    with post_office(Postman()) as office:
        assert to(office) == Done(LETTER.message_id)
        ((sender, readers, message),) = office.postman.taken
    assert sender == LETTER.sender
    assert readers == [*LETTER.to, *LETTER.cc]
    assert message["Message-ID"] == LETTER.message_id


def test_a_reader_named_twice_gets_it_once() -> None:
    with post_office(Postman()) as office:
        to(office, replace(LETTER, cc=LETTER.to[:1]))
        assert office.postman.taken[0][1] == list(LETTER.to)


@pytest.mark.parametrize("step", ["mail", "rcpt deputy@example.ru", "data"])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [("550 no such mailbox", Refused), ("451 later", NothingHappened)],
)
def test_refusals(step: str, answer: str, kind: type) -> None:
    with post_office(Postman({step: answer})) as office:
        came_to = to(office)
        assert isinstance(came_to, kind)
        assert answer in str(came_to)
        if step != "data":
            assert not office.postman.taken
        if isinstance(came_to, NothingHappened):
            assert came_to.wait == timedelta(minutes=10)


def test_all_or_nothing_names_everyone_refused() -> None:
    answers = {
        "rcpt head@example.ru": "450 grey list",
        "rcpt deputy@example.ru": "550 unknown",
        "rcpt duty@example.ru": "553 never",
    }
    with post_office(Postman(answers)) as office:
        came_to = to(office)
        assert isinstance(came_to, Refused)
        assert "deputy@example.ru: 550 unknown" in came_to.why
        assert "duty@example.ru: 553 never" in came_to.why
        assert not office.postman.taken


@pytest.mark.parametrize("step", ["mail", "rcpt head@example.ru", "rcpt duty@example.ru"])
def test_a_connection_lost_before_the_text(step: str) -> None:
    with post_office(Postman(hang_up=step)) as office:
        came_to = to(office)
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == timedelta(minutes=10)


def test_a_connection_lost_after_the_text_is_unknown() -> None:
    with post_office(Postman(hang_up="data")) as office:
        assert isinstance(to(office), Unknown)
        assert office.postman.taken


def test_no_final_answer_in_time_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LIMIT", timedelta(seconds=0.5))
    with post_office(Postman(pause=1)) as office:
        assert isinstance(to(office), Unknown)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    server = MailServer("127.0.0.1", port, None, None, False)
    came_to = send(LETTER, server, date=DATE)
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait < timedelta(minutes=10)
    with pytest.raises(CouldNotRead, match="недоступен"):
        check(server)


def test_no_such_host() -> None:
    server = MailServer("mail.invalid", 587, None, None, starttls=True)
    assert isinstance(send(LETTER, server, date=DATE), NothingHappened)


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


@pytest.mark.parametrize(
    ("lines", "kind"),
    [
        ([b"421 too busy"], NothingHappened),
        ([b"554 go away"], Refused),
        ([b"220 hi", b"421 too busy", b"421 too busy"], NothingHappened),
        (
            [b"220 hi", b"250 me", b"250 ok", b"250 ok", b"250 ok", b"250 ok", b"421 no"],
            NothingHappened,
        ),
        ([b"220 hi", b"250 me", b"250 ok", b"421 full"], NothingHappened),
    ],
)
def test_a_server_that_has_enough(lines: list[bytes], kind: type) -> None:
    with scripted(*lines) as server:
        assert isinstance(send(LETTER, server, date=DATE), kind)


def test_a_silent_server_costs_no_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "LIMIT", timedelta(seconds=0.4))
    started = time.monotonic()
    with scripted(b"220 hi") as server:
        assert isinstance(send(LETTER, server, date=DATE), NothingHappened)
        assert time.monotonic() - started < 3


def test_a_slow_farewell_does_not_change_the_outcome(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_FAREWELL", 0.2)
    envelope = [b"220 hi", b"250 me", b"250 ok", b"250 ok", b"354 go"]
    one = replace(LETTER, to=LETTER.to[:1], cc=(), headers={})
    # The script answers line by line; the letter has many, so the final 250 comes early.
    with scripted(*envelope, b"250 taken") as server:
        assert send(one, server, date=DATE) == Done(one.message_id)


# Encryption and login.


def _authenticator(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
) -> AuthResult:
    good = data == LoginPassword(b"office", PASSWORD.encode())
    return AuthResult(success=good, handled=False) if not good else AuthResult(success=True)


def test_starttls_and_login(authority: Authority) -> None:
    options: dict[str, Any] = {
        "tls_context": authority.context,
        "require_starttls": True,
        "authenticator": _authenticator,
        "auth_required": True,
    }
    with post_office(Postman(), **options) as office:
        safe: dict[str, Any] = {"starttls": True, "ca_file": authority.ca_file}
        known: dict[str, Any] = {**safe, "login": "office", "password": PASSWORD}
        assert to(office, **known) == Done(LETTER.message_id)
        check(replace(office.server, **known))

        wrong = to(office, **{**known, "password": "another"})
        assert isinstance(wrong, NothingHappened)
        assert wrong.wait == timedelta(minutes=30)
        assert "имя и пароль" in wrong.why
        with pytest.raises(OfficeError, match="не принял имя и пароль") as caught:
            check(replace(office.server, **{**known, "password": "another"}))
        assert not isinstance(caught.value, CouldNotRead)
        assert "another" not in str(caught.value) + str(wrong)

        cyrillic = to(office, **{**known, "password": "пароль"})
        assert isinstance(cyrillic, NothingHappened)
        assert "не латинские" in cyrillic.why

        assert isinstance(to(office, **safe), Refused)  # 530: the server wants a login


def test_a_certificate_nobody_vouches_for(authority: Authority) -> None:
    with post_office(Postman(), tls_context=authority.context) as office:
        came_to = to(office, starttls=True)
        assert isinstance(came_to, NothingHappened)
        assert "нельзя доверять" in came_to.why
        assert not office.postman.taken
        with pytest.raises(OfficeError, match="нельзя доверять"):
            check(replace(office.server, starttls=True))


def test_a_certificate_of_another_host(authority: Authority) -> None:
    with post_office(Postman(), tls_context=authority.context) as office:
        came_to = to(office, host="localhost", starttls=True, ca_file=authority.ca_file)
        assert isinstance(came_to, NothingHappened)
        assert "нельзя доверять" in came_to.why


def test_a_missing_file_of_authorities(tmp_path: Path) -> None:
    with post_office(Postman()) as office:
        came_to = to(office, starttls=True, ca_file=str(tmp_path / "none.pem"))
        assert isinstance(came_to, NothingHappened)
        assert "не читается" in came_to.why


def test_a_server_without_starttls() -> None:
    with post_office(Postman()) as office:
        came_to = to(office, starttls=True)
        assert isinstance(came_to, NothingHappened)
        assert "STARTTLS" in came_to.why
        assert not office.postman.taken


def test_a_server_without_login() -> None:
    with post_office(Postman()) as office:
        came_to = to(office, login="office", password=PASSWORD)
        assert isinstance(came_to, NothingHappened)
        assert "вход" in came_to.why


def test_no_letter_leaves_this_machine_unencrypted() -> None:
    server = MailServer("mail.example.ru", 25, "office", PASSWORD, starttls=False)
    came_to = send(LETTER, server, date=DATE)
    assert isinstance(came_to, NothingHappened)
    assert "без шифрования" in came_to.why
    with pytest.raises(OfficeError, match="без шифрования"):
        check(server)


def test_tls_from_the_start(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    with post_office(Postman(), ssl_context=authority.context) as office:
        monkeypatch.setattr(mail, "TLS_FROM_THE_START", office.server.port)
        assert to(office, ca_file=authority.ca_file) == Done(LETTER.message_id)
        assert isinstance(to(office), NothingHappened)


@pytest.mark.parametrize("show", [repr, str])
def test_the_password_is_not_shown(show: Callable[[object], str]) -> None:
    assert PASSWORD not in show(MailServer("h", 25, "office", PASSWORD, starttls=True))


def test_a_server_that_repeats_the_password() -> None:
    lines = [b"220 hi", b"250-me\r\n250 AUTH PLAIN", f"535 bad {PASSWORD}".encode()]
    with scripted(*lines) as server:
        came_to = send(LETTER, replace(server, login="office", password=PASSWORD), date=DATE)
    assert isinstance(came_to, NothingHappened)
    assert PASSWORD not in came_to.why
    assert "535 bad ***" in came_to.why


def test_times_are_utc_in_the_letter() -> None:
    assert build(LETTER, DATE)["Date"].datetime.utcoffset() == timedelta(0)
    assert build(LETTER, DATE)["Date"].datetime == DATE.astimezone(UTC)
