"""The mailbox over IMAP. It is only looked at: nothing is deleted, letters are marked when told to.

At most the first megabyte of a letter is read: its headers and its words stand before attachments.
"""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from gospablik.errors import CouldNotRead, OfficeError

MOST_BYTES = 1_048_576
MOST_LETTERS = 200
"""Letters that one pass takes; the next one goes on from there."""
_TIMEOUT = 20.0
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_NOT_DONE = "ответы на письма не прочитаны; они лежат в ящике, ничего не потеряно."


@dataclass(frozen=True, slots=True)
class MailboxAddress:
    """Where the mailbox is. `ca_file` replaces the system's authorities (PEM)."""

    host: str
    port: int
    login: str
    password: str = field(repr=False)
    encryption: str = "tls"
    folder: str = "INBOX"
    ca_file: str | None = None


class Mailbox:
    """An open mailbox. `epoch`: UIDVALIDITY; numbers of another epoch mean nothing."""

    def __init__(self, connection: imaplib.IMAP4, epoch: int) -> None:
        self._connection, self.epoch = connection, epoch

    def after(self, uid: int) -> list[int]:
        """The numbers of letters that came after that one, oldest first, some at most."""
        found = self._numbers("UID", f"{uid + 1}:*")
        # `*` is the newest letter, also when it is older than what was asked for.
        return [number for number in found if number > uid][:MOST_LETTERS]

    def since(self, day: str) -> list[int]:
        """The numbers of letters since that day («01-Nov-2026»), oldest first."""
        return self._numbers("SINCE", day)

    def read(self, uid: int) -> tuple[bytes, bool] | None:
        """The first megabyte of a letter and whether that is all; None if it is there no more."""
        answer = self._ask("FETCH", str(uid), f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
        for part in answer:
            if isinstance(part, tuple):
                return part[1], len(part[1]) < MOST_BYTES
        return None

    def mark(self, uid: int) -> None:
        """Mark a letter as read."""
        self._ask("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def _numbers(self, *criteria: str) -> list[int]:
        answer = self._ask("SEARCH", *criteria)
        return sorted(
            int(one) for line in answer if isinstance(line, bytes) for one in line.split()
        )

    def _ask(self, verb: str, *words: str) -> list[Any]:
        status, answer = self._connection.uid(verb, *words)
        if status != "OK":
            raise CouldNotRead(
                f"Почтовый ящик не ответил на {verb}: {_words(answer)}.",
                not_done=_NOT_DONE,
                next_step="следующий запуск попробует снова.",
            )
        return answer


@contextmanager
def open_mailbox(address: MailboxAddress) -> Iterator[Mailbox]:
    """The mailbox, encrypted as it must be and logged in.

    Raises CouldNotRead if it cannot be reached or read, OfficeError if it does not let us in.
    """
    where = f"{address.host}:{address.port}"
    try:
        connection = _connect(address, where)
        try:
            _enter(connection, address, where)
            yield Mailbox(connection, _select(connection, address))
        finally:
            with suppress(OSError, imaplib.IMAP4.error):
                connection.logout()
    except ssl.SSLError as problem:
        reason = getattr(problem, "verify_message", "") or problem.reason or "TLS"
        raise OfficeError(
            f"Почтовому ящику {where} нельзя доверять ({reason}).",
            not_done=_NOT_DONE,
            next_step="проверьте host и port в [mail.inbox] и сертификат почтового сервера.",
        ) from None
    except (OSError, imaplib.IMAP4.abort, UnicodeError) as problem:
        raise CouldNotRead(
            f"Почтовый ящик {where} недоступен ({type(problem).__name__}).",
            not_done=_NOT_DONE,
            next_step="если это повторяется, проверьте [mail.inbox] в organisation.toml и сеть;"
            " решить можно и формой «Решение о блокировке».",
        ) from None
    except imaplib.IMAP4.error:
        raise CouldNotRead(
            f"Почтовый ящик {where} ответил непонятно.",
            not_done=_NOT_DONE,
            next_step="следующий запуск попробует снова; проверьте, что это порт IMAP.",
        ) from None


def _connect(address: MailboxAddress, where: str) -> imaplib.IMAP4:
    if address.encryption == "нет" and address.host not in _LOCAL:
        raise OfficeError(
            f"Почтовый ящик {where} настроен без шифрования: пароль и коды прочёл бы кто угодно.",
            not_done=_NOT_DONE,
            next_step='впишите encryption = "tls" (порт 993) или "starttls" (порт 143) в'
            " [mail.inbox].",
        )
    context = ssl.create_default_context(cafile=address.ca_file)
    if address.encryption == "tls":
        return imaplib.IMAP4_SSL(address.host, address.port, ssl_context=context, timeout=_TIMEOUT)
    connection = imaplib.IMAP4(address.host, address.port, timeout=_TIMEOUT)
    if address.encryption == "starttls":
        connection.starttls(context)
    return connection


def _enter(connection: imaplib.IMAP4, address: MailboxAddress, where: str) -> None:
    if not (address.login + address.password).isascii():
        raise _not_let_in(where, "в них есть не латинские буквы")
    try:
        connection.login(address.login, address.password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as problem:
        words = _words(problem.args).replace(address.password or "\0", "***")
        raise _not_let_in(where, words) from None


def _not_let_in(where: str, why: str) -> OfficeError:
    return OfficeError(
        f"Почтовый ящик {where} не принял имя и пароль: {why}.",
        not_done=_NOT_DONE,
        next_step="проверьте login в [mail.inbox] и впишите верный пароль в блок «imap»"
        " (Prefect, раздел Blocks); в почте должен быть разрешён вход по IMAP.",
    )


def _select(connection: imaplib.IMAP4, address: MailboxAddress) -> int:
    status, answer = connection.select(f'"{address.folder}"')
    epoch = connection.response("UIDVALIDITY")[1]
    if status != "OK" or not epoch or not epoch[0]:
        raise OfficeError(
            f"В почтовом ящике нет папки «{address.folder}»: {_words(answer)}.",
            not_done=_NOT_DONE,
            next_step="проверьте folder в [mail.inbox] (обычно INBOX).",
        )
    return int(epoch[0])


def _words(answer: Any) -> str:
    parts = [p.decode("utf-8", "replace") if isinstance(p, bytes) else str(p) for p in answer or ()]
    return re.sub(r"\s+", " ", " ".join(parts))[:300].rstrip(".")
