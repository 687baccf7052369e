"""Mail leaves encrypted, after a login, and nothing shows the password."""

import ssl
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from gospablik import mail
from gospablik.errors import CouldNotRead, OfficeError
from gospablik.mail import MailServer, check, send
from gospablik.outcomes import Done, NothingHappened, Refused
from tests.gospablik.post_office import (
    DATE,
    LETTER,
    PASSWORD,
    Postman,
    post_office,
    scripted,
    to,
)


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
