"""A real IMAP server (pymap) in a process of its own, and letters as mail programs write them."""

import imaplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path

LOGIN, PASSWORD = "smm", "mailbox-password-Wx4"


@dataclass(frozen=True)
class ImapServer:
    """The server; its one mailbox has LOGIN and PASSWORD."""

    port: int

    @contextmanager
    def open(self) -> Iterator[imaplib.IMAP4]:
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=20)
        connection.login(LOGIN, PASSWORD)
        connection.select("INBOX")
        yield connection
        connection.logout()

    def put(self, letter: EmailMessage | bytes) -> None:
        raw = letter if isinstance(letter, bytes) else letter.as_bytes()
        with self.open() as connection:
            assert connection.append("INBOX", "", "", raw)[0] == "OK"

    def unread(self) -> int:
        return self._count("UNSEEN")

    def all(self) -> int:
        return self._count("ALL")

    def empty(self) -> None:
        with self.open() as connection:
            connection.store("1:*", "+FLAGS", r"(\Deleted)")
            connection.expunge()

    def _count(self, which: str) -> int:
        with self.open() as connection:
            return len(connection.search(None, which)[1][0].split())


@contextmanager
def imap_server(folder: Path) -> Iterator[ImapServer]:
    """Start it on any free port; wait until it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("pymap")
    with (folder / "imap.log").open("wb") as log:
        process = subprocess.Popen(
            [
                *(str(program), "--host", "127.0.0.1", "--port", str(port)),
                *("--no-service", "admin", "--no-service", "managesieve"),
                *("dict", "--demo-user", LOGIN, "--demo-password", PASSWORD),
            ],
            stdout=log,
            stderr=log,
        )
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield ImapServer(port)
    finally:
        process.terminate()
        process.wait(10)


def reply(sender: str, text: str, *, to: str = "", **headers: str) -> EmailMessage:
    """A reply to the letter with that Message-ID, as a mail program writes it."""
    message = EmailMessage()
    message["From"] = f"Должностное лицо <{sender}>"
    message["To"] = "smm@town.test"
    message["Subject"] = "Re: Предложение о блокировке"
    message["Message-ID"] = make_msgid(domain="town.test")
    if to:
        message["In-Reply-To"] = to
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message
