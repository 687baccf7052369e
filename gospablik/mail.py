"""Letters leave the house here and nowhere else.

A letter goes to all its readers or to none. SMTP has no read-back: after the server has the text,
only its answer tells what happened, and a lost answer is Unknown.
"""

import smtplib
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gospablik.errors import CouldNotRead, OfficeError
from gospablik.letter import Letter, build, envelope_address
from gospablik.outcomes import Done, DoOutcome, NothingHappened, Refused, Unknown

LIMIT = timedelta(seconds=20)
"""The longest that sending one letter may take."""

TLS_FROM_THE_START = 465
"""At this port there is no STARTTLS, TLS comes first (RFC 8314)."""

_FAREWELL = 1.0
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_SOON, _LATER, _SETTINGS = timedelta(minutes=2), timedelta(minutes=10), timedelta(minutes=30)

__all__ = ["LIMIT", "Letter", "MailServer", "build", "check", "send"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where letters are handed in. `ca_file` replaces the system's authorities (PEM)."""

    host: str
    port: int
    login: str | None
    password: str | None = field(repr=False)
    starttls: bool
    ca_file: str | None = None

    @property
    def local(self) -> bool:
        """Whether it stands on this machine: only there may a connection be unencrypted."""
        return self.host in _LOCAL


class _NotSent(Exception):
    """The letter was not taken. `wait` is None if it never will be."""

    def __init__(self, why: str, wait: timedelta | None, *, unreachable: bool = False) -> None:
        self.why, self.wait, self.unreachable = why, wait, unreachable
        super().__init__(why)


def send(letter: Letter, server: MailServer, *, date: datetime) -> DoOutcome:
    """Hand the letter in for all its readers, or for none.

    Never raises for what the server answered or failed to answer. Done bears the Message-ID.
    """
    deadline = time.monotonic() + LIMIT.total_seconds()
    try:
        content = build(letter, date).as_bytes()
        with _session(server, deadline) as smtp:
            _envelope(smtp, letter, deadline)
            return _content(smtp, content, letter.message_id, deadline)
    except OfficeError as problem:
        return Refused(str(problem))
    except _NotSent as problem:
        why = f"{problem.why} Письмо не отправлено."
        return Refused(why) if problem.wait is None else NothingHappened(why, problem.wait)


def check(server: MailServer) -> None:
    """Nothing, if the server lets us in.

    Raises CouldNotRead if it cannot be reached, OfficeError if it does not let us in.
    """
    try:
        with _session(server, time.monotonic() + LIMIT.total_seconds()):
            return
    except _NotSent as problem:
        kind = CouldNotRead if problem.unreachable else OfficeError
        raise kind(
            problem.why,
            not_done="письма не отправляются.",
            next_step="проверьте адрес, порт, имя и пароль почтового сервера в настройках.",
        ) from None


@contextmanager
def _session(server: MailServer, deadline: float) -> Iterator[smtplib.SMTP]:
    """A connection that is encrypted as it must be and logged in. Raises _NotSent."""
    where = f"{server.host}:{server.port}"
    first = server.port == TLS_FROM_THE_START
    if not (server.local or server.starttls or first):
        why = f"Почтовый сервер {where} настроен без шифрования: так письма прочёл бы кто угодно."
        raise _NotSent(f"{why} Включите STARTTLS.", _SETTINGS)
    try:
        context = ssl.create_default_context(cafile=server.ca_file)
    except OSError:
        raise _NotSent(f"Файл сертификатов {server.ca_file} не читается.", _SETTINGS) from None
    try:
        smtp = _connect(server, context if first else None, deadline)
    except ssl.SSLError as problem:
        raise _no_trust(where, problem) from None
    except smtplib.SMTPConnectError as problem:
        raise _answered(problem.smtp_code, problem.smtp_error, "при соединении") from None
    except (OSError, UnicodeError) as problem:
        why = f"Почтовый сервер {where} недоступен ({type(problem).__name__})."
        raise _NotSent(why, _SOON, unreachable=True) from None
    try:
        _enter(smtp, server, None if first else context, deadline)
        yield smtp
    except ssl.SSLError as problem:
        raise _no_trust(where, problem) from None
    except smtplib.SMTPServerDisconnected:
        raise _NotSent(
            f"Почтовый сервер {where} оборвал связь.", _LATER, unreachable=True
        ) from None
    except smtplib.SMTPResponseException as problem:
        raise _answered(problem.smtp_code, problem.smtp_error, "при входе") from None
    except OSError as problem:
        why = f"Связь с почтовым сервером {where} прервалась ({type(problem).__name__})."
        raise _NotSent(why, _LATER, unreachable=True) from None
    finally:
        # The outcome is known by now, a failed or slow farewell does not change it.
        with suppress(OSError):
            if smtp.sock is not None:
                smtp.sock.settimeout(_FAREWELL)
                smtp.quit()
        smtp.close()


def _connect(server: MailServer, context: ssl.SSLContext | None, deadline: float) -> smtplib.SMTP:
    name = socket.gethostname()
    # smtplib would ask DNS for our own name, for as long as DNS likes.
    ours = name if "." in name and name.isascii() else "[127.0.0.1]"
    left = max(deadline - time.monotonic(), 0.1)
    if context is None:
        return smtplib.SMTP(server.host, server.port, local_hostname=ours, timeout=left)
    return smtplib.SMTP_SSL(
        server.host, server.port, local_hostname=ours, timeout=left, context=context
    )


def _enter(
    smtp: smtplib.SMTP, server: MailServer, context: ssl.SSLContext | None, deadline: float
) -> None:
    _allow(smtp, deadline)
    smtp.ehlo_or_helo_if_needed()
    if server.starttls and context is not None:
        try:
            smtp.starttls(context=context)
        except smtplib.SMTPNotSupportedError:
            raise _NotSent("Почтовый сервер не умеет STARTTLS.", _SETTINGS) from None
    if server.login is None:
        return
    password = server.password or ""
    if not (server.login + password).isascii():
        raise _NotSent("В имени или пароле почты есть не латинские буквы.", _SETTINGS)
    _allow(smtp, deadline)
    try:
        smtp.login(server.login, password)
    except smtplib.SMTPAuthenticationError as problem:
        words = _words(problem.smtp_error).replace(password or "\0", "***")
        why = f"Почтовый сервер не принял имя и пароль: {problem.smtp_code} {words}."
        raise _NotSent(why, _LATER if 400 <= problem.smtp_code < 500 else _SETTINGS) from None
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException:
        raise _NotSent("Почтовый сервер не умеет вход по паролю.", _SETTINGS) from None


def _envelope(smtp: smtplib.SMTP, letter: Letter, deadline: float) -> None:
    _allow(smtp, deadline)
    code, answer = smtp.mail(envelope_address(letter.sender).addr_spec)
    if code // 100 != 2:
        raise _answered(code, answer, f"на отправителя {letter.sender}")
    refusals: list[_NotSent] = []
    for reader in dict.fromkeys((*letter.to, *letter.cc)):
        _allow(smtp, deadline)
        code, answer = smtp.rcpt(envelope_address(reader).addr_spec)
        if code // 100 != 2:
            refusals.append(_answered(code, answer, f"на получателя {reader}"))
        if code == 421:  # the server is about to hang up
            break
    if refusals:
        with suppress(OSError):
            if smtp.sock is not None and code != 421:
                smtp.sock.settimeout(_FAREWELL)
                smtp.rset()
        # One refusal for good outweighs any number of "not now".
        final = [r for r in refusals if r.wait is None]
        chosen = final or refusals
        raise _NotSent(" ".join(r.why for r in chosen), chosen[0].wait)


def _content(smtp: smtplib.SMTP, content: bytes, message_id: str, deadline: float) -> DoOutcome:
    _allow(smtp, deadline)
    try:
        code, answer = smtp.data(content)
    except smtplib.SMTPDataError as problem:  # not let as far as the text
        raise _answered(problem.smtp_code, problem.smtp_error, "на текст письма") from None
    except OSError as problem:
        why = f"Связь прервалась при передаче текста письма ({type(problem).__name__})."
        return Unknown(f"{why} Неизвестно, отправлено ли оно.")
    if code // 100 == 2:
        return Done(message_id)
    if code // 100 in (4, 5):
        raise _answered(code, answer, "на текст письма")
    return Unknown(f"Почтовый сервер ответил непонятно: {code} {_words(answer)}.")


def _allow(smtp: smtplib.SMTP, deadline: float) -> None:
    """Give the next step what is left of the time. Raises _NotSent if nothing is."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise _NotSent("Почтовый сервер отвечает слишком медленно.", _LATER, unreachable=True)
    if smtp.sock is not None:
        smtp.sock.settimeout(left)


def _answered(code: int, answer: bytes | str, when: str) -> _NotSent:
    why = f"Почтовый сервер ответил {when}: {code} {_words(answer)}."
    return _NotSent(why, None if code // 100 == 5 else _LATER)


def _words(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:300].rstrip(".")


def _no_trust(where: str, problem: ssl.SSLError) -> _NotSent:
    reason = getattr(problem, "verify_message", "") or problem.reason or "TLS"
    return _NotSent(f"Почтовому серверу {where} нельзя доверять ({reason}).", _SETTINGS)
