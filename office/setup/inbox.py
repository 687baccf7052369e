"""The mailbox that the answers of the head and the deputies come to (clause 4.3); tried."""

from functools import partial
from typing import Any

from gospablik.inbox.mailbox import MailboxAddress, open_mailbox
from gospablik.organisation import Inbox
from office.setup.dialogue import Dialogue, Next, number

IMAP_PASSWORD = "GOSPABLIK_IMAP_PASSWORD"  # noqa: S105 (a name)


def ask_inbox(on: Dialogue, section: dict[str, Any]) -> None:
    """Fill [mail.inbox], or leave it out: then people decide in forms only."""
    on.terminal.say(
        "Глава и заместители могут решать ответом на письмо: тогда программа читает ящик."
    )
    if not on.terminal.yes("Читать ответы из почтового ящика?", default="inbox" in section):
        on.answers.put(section, "inbox", None)
        on.answers.note("imap", None)
        return
    inbox: dict[str, Any] = section.setdefault("inbox", {})
    while True:
        if not _ask_inbox(on, section, inbox):
            on.answers.put(section, "inbox", None)
            return
        password = on.answers.secret(on.terminal, IMAP_PASSWORD, "Пароль ящика")
        if not password:
            return
        wanted = on.tried(
            "imap", partial(_open, inbox, password), later="почтовый ящик ответов не проверен"
        )
        if wanted is None:
            on.terminal.say("  Ящик открывается.")
        if wanted is not Next.AGAIN:
            return


def _ask_inbox(on: Dialogue, section: dict[str, Any], inbox: dict[str, Any]) -> bool:
    """Whether the box is named: host and login."""
    host = on.field(inbox, "host", Inbox, "Сервер входящей почты (IMAP), например imap.yandex.ru")
    if host is None:
        return False
    on.field(inbox, "port", Inbox, "Порт: 993 или 143", read=number, default=993)
    login = on.field(inbox, "login", Inbox, "Имя для входа", default=section.get("sender"))
    ways = ["tls", "starttls", "нет"]
    offered = ["шифрование с самого начала (порт 993)", "STARTTLS (порт 143)",
               "без шифрования: только сервер этой машины"]  # fmt: skip
    present = ways.index(inbox.get("encryption", "tls" if inbox.get("port") != 143 else "starttls"))
    chosen = on.terminal.choose("Шифрование:", offered, default=present)
    on.answers.put(inbox, "encryption", ways[chosen])
    return login is not None


def _open(inbox: dict[str, Any], password: str) -> None:
    box = Inbox.model_validate(inbox)
    address = MailboxAddress(
        host=box.host, port=box.port, login=box.login, password=password,
        encryption=box.encryption, folder=box.folder,
    )  # fmt: skip
    with open_mailbox(address):
        return
