"""Letters as they were taken."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses
from typing import Any


@dataclass(frozen=True)
class Letter:
    """One letter: the envelope as SMTP told it, and the message."""

    n: int
    received_at: datetime
    sender: str
    recipients: tuple[str, ...]
    raw: bytes
    message: EmailMessage

    def header(self, name: str) -> str:
        """A header's decoded text, empty when absent."""
        return str(self.message.get(name, ""))

    def addresses(self, name: str) -> list[str]:
        """The bare addresses of a header."""
        headers = [str(value) for value in self.message.get_all(name, [])]
        return [address for _, address in getaddresses(headers)]

    def body(self, kind: str) -> str:
        """The «plain» or «html» part, empty when there is none."""
        part = self.message.get_body((kind,))
        return "" if part is None else str(part.get_content())

    def page(self) -> str:
        """The «html» part with the letter's own pictures in it, as a mail program shows them."""
        html = self.body("html")
        for part in self.message.walk():
            name, picture = (
                str(part.get("Content-ID", "")).strip("<>"),
                part.get_payload(decode=True),
            )
            if name and isinstance(picture, bytes):
                address = f"data:{part.get_content_type()};base64,{b64encode(picture).decode()}"
                html = html.replace(f'"cid:{name}"', f'"{address}"')
        return html

    def attachments(self) -> list[str]:
        """The names of the attached files."""
        return [part.get_filename() or "" for part in self.message.iter_attachments()]

    def is_for(self, address: str) -> bool:
        """Whether the envelope names this recipient."""
        return address.casefold() in {one.casefold() for one in self.recipients}

    def shown(self) -> dict[str, Any]:
        """The letter as /mail/messages.json shows it."""
        return {
            "n": self.n,
            "message_id": self.header("Message-ID"),
            "from": self.header("From"),
            "to": self.addresses("To"),
            "cc": self.addresses("Cc"),
            "subject": self.header("Subject"),
            "date": self.header("Date"),
            "text": self.body("plain"),
            "html": self.body("html"),
            "headers": {name: str(value) for name, value in self.message.items()},
            "received_at": self.received_at.isoformat(),
            "attachments": self.attachments(),
            "envelope": {"from": self.sender, "to": list(self.recipients)},
        }


class Inbox:
    """All letters in order of arrival; numbers start at 1."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []

    def take(self, now: datetime, sender: str, recipients: list[str], raw: bytes) -> Letter:
        """Keep a letter."""
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(raw)
        letter = Letter(len(self.letters) + 1, now, sender, tuple(recipients), raw, message)
        self.letters.append(letter)
        return letter

    def to(self, address: str | None) -> list[Letter]:
        """The letters for one recipient, or all."""
        return [one for one in self.letters if address is None or one.is_for(address)]

    def recipients(self) -> list[str]:
        """Everyone who ever got a letter."""
        found = {one.casefold() for letter in self.letters for one in letter.recipients}
        return sorted(found)
