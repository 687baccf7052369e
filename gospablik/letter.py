"""A letter as a value, and as the seven-bit message that any mail server takes. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from types import MappingProxyType

from gospablik.clock import require_aware
from gospablik.drafts import Attachment
from gospablik.errors import OfficeError

_ADDRESS = re.compile(r"[^@\s<>\",;:()\[\]\\]+@[^@\s<>\",;:()\[\]\\]+")
_MESSAGE_ID = re.compile(r"<[!-~]+@[!-~]+>")
_HEADER_NAME = re.compile(r"[!-9;-~]+")
_OURS = {"from", "to", "cc", "bcc", "subject", "date", "message-id", "auto-submitted"}


class _SevenBit(EmailPolicy):
    """Some servers do not take eight-bit letters; none refuses seven bits.

    Long headers are folded by the older `Header`: Python 3.11 drops the spaces between the encoded
    words it makes («1 блокировкабез решения») [tried on 3.11.7].
    """

    def fold(self, name: str, value: str) -> str:
        """A header of ours as its lines."""
        if str(value).isascii():
            return str(super().fold(name, value))
        words = Header(str(value), "utf-8", header_name=name).encode(linesep=self.linesep)
        return f"{name}: {words}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same in bytes."""
        return self.fold(name, value).encode("ascii")


_SEVEN_BIT = _SevenBit(linesep="\r\n", max_line_length=SMTP.max_line_length, cte_type="7bit")


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. Addresses are bare (name@domain), `message_id` has its angle brackets."""

    message_id: str
    sender: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    text: str
    html: str | None = None
    attachments: tuple[Attachment, ...] = ()
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def build(letter: Letter, date: datetime) -> EmailMessage:
    """The letter in seven bits, with `date` (aware) as its Date.

    Raises OfficeError for an address that is none, a line end in a header, no reader at all.
    """
    message = EmailMessage(policy=_SEVEN_BIT)
    if not _MESSAGE_ID.fullmatch(letter.message_id):
        raise _unfit(f"номер письма {letter.message_id!r} составлен неверно")
    message["Message-ID"] = letter.message_id
    message["Date"] = require_aware(date)
    message["From"] = envelope_address(letter.sender)
    if not letter.to:
        raise _unfit("не указан ни один получатель")
    message["To"] = [envelope_address(reader) for reader in letter.to]
    if letter.cc:
        message["Cc"] = [envelope_address(reader) for reader in letter.cc]
    message["Subject"] = _line(letter.subject)
    message["Auto-Submitted"] = "auto-generated"
    for name, value in letter.headers.items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OURS:
            raise _unfit(f"заголовок {name!r} добавить нельзя")
        message[name] = _line(value)
    message.set_content(letter.text)
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html")
        _show(message, [file for file in letter.attachments if file.content_id])
    for file in letter.attachments:
        if not (file.content_id and letter.html is not None):
            message.add_attachment(file.content, *_kind(file), filename=file.name)
    return message


def _show(message: EmailMessage, pictures: list[Attachment]) -> None:
    """Pictures beside the HTML that shows them (multipart/related), known by their Content-ID."""
    page = message.get_body(("html",))
    assert page is not None  # noqa: S101 (it was added a line above)
    for picture in pictures:
        page.add_related(
            picture.content,
            *_kind(picture),
            cid=f"<{_line(picture.content_id)}>",
            filename=picture.name,
            disposition="inline",
        )


def _kind(file: Attachment) -> tuple[str, str]:
    main, _, sub = file.media_type.partition("/")
    return main, sub


def envelope_address(address: str) -> Address:
    """A bare address with its domain in Latin letters. Raises OfficeError if it is none."""
    if not _ADDRESS.fullmatch(address) or not address.isprintable():
        raise _unfit(f"адрес {address!r} составлен неверно")
    name, domain = address.split("@")
    try:
        # A Cyrillic domain has a Latin form; a Cyrillic mailbox has none.
        name.encode("ascii")
        return Address(username=name, domain=domain.encode("idna").decode("ascii"))
    except (UnicodeError, ValueError):
        raise _unfit(f"адрес {address!r} нельзя записать латиницей") from None


def _line(text: str) -> str:
    if any(letter < " " or letter in "\x7f\x85\u2028\u2029" for letter in text):
        raise _unfit(f"в заголовке {text!r} есть перевод строки или другой управляющий знак")
    return text


def _unfit(what: str) -> OfficeError:
    return OfficeError(
        f"Письмо составить нельзя: {what}.",
        not_done="письмо не отправлено.",
        next_step="исправьте данные, из которых составлено письмо.",
    )
