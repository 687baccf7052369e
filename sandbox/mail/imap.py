"""A mailbox to read from: pymap, a real IMAP server, in a process of its own.

What comes over SMTP for its address is laid into it; everybody else's letters are only kept.
"""

import imaplib
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

LOGIN, PASSWORD = "smm", "sandbox-mailbox"
_PATIENCE = 20.0


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Whose letters it holds, and where it answers (no encryption). LOGIN and PASSWORD open it."""

    address: str
    host: str
    port: int
    process: "subprocess.Popen[bytes]"

    def put(self, raw: bytes) -> None:
        """Lay a letter in, unread."""
        connection = imaplib.IMAP4(self.host, self.port, timeout=_PATIENCE)
        try:
            connection.login(LOGIN, PASSWORD)
            connection.append("INBOX", "", "", raw)
        finally:
            connection.shutdown()

    def stop(self) -> None:
        """End the server; its letters are gone with it."""
        self.process.terminate()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()


def start(address: str, host: str) -> Mailbox:
    """Start it on any free port and wait until it answers. Raises RuntimeError if it does not."""
    with socket.socket() as free:
        free.bind((host, 0))
        port = free.getsockname()[1]
    program = Path(sys.executable).with_name("pymap")
    process = subprocess.Popen(  # noqa: S603
        [
            *(str(program), "--host", host, "--port", str(port)),
            *("--no-service", "admin", "--no-service", "managesieve"),
            *("dict", "--demo-user", LOGIN, "--demo-password", PASSWORD),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection((host, port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return Mailbox(address, host, port, process)
    process.kill()
    raise RuntimeError("the IMAP server did not start")
