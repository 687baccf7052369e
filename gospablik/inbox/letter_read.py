"""A letter that came, as a value: who wrote, what it answers, whether a program wrote it. Pure.

Nothing here raises for what stands in a letter: letters come from anybody.
"""

import hashlib
import re
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import getaddresses

from gospablik.inbox.page_text import text_of_html

_MESSAGE_ID = re.compile(r"<[^<>\s]+>")
_MACHINES = ("mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply")
_ROBOTS = ("X-Autoreply", "X-Autorespond", "List-Id", "List-Unsubscribe", "List-Post", "List-Help")
_MASS = {"bulk", "junk", "list", "auto_reply"}


@dataclass(frozen=True, slots=True)
class LetterRead:
    """One letter. `sender`: bare, lower case, "" unless the letter names just one.

    `answers`: Message-IDs with their brackets that it replies to. `known_as`: the same at each
    reading of the same letter. `cut`: its text did not fit into what was read.
    """

    known_as: str
    sender: str
    answers: tuple[str, ...]
    by_machine: bool
    text: str
    cut: bool = False


def read_letter(raw: bytes, *, whole: bool = True) -> LetterRead:
    """The letter of these bytes; `whole` is False if they are only its beginning."""
    message = BytesParser(policy=compat32).parsebytes(raw.replace(b"\0", b""))
    text, cut = _text(message, whole=whole)
    # PostgreSQL keeps no NUL; one letter with it must not keep the others from being read.
    text = text.replace("\0", "")
    return LetterRead(
        known_as=_known_as(message, raw),
        sender=_sender(message),
        answers=tuple(_MESSAGE_ID.findall(_all(message, "In-Reply-To", "References"))),
        by_machine=_by_machine(message),
        text=text,
        cut=cut,
    )


def same_address(address: str) -> str:
    """An address for comparing: lower case, its domain in Latin letters."""
    name, at, domain = address.strip().casefold().rpartition("@")
    try:
        return f"{name}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return f"{name}{at}{domain}"


def _known_as(message: Message, raw: bytes) -> str:
    given = _MESSAGE_ID.search(str(message.get("Message-ID", "")))
    # One without a Message-ID is known by its headers: of a long letter no more need be read.
    head = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    return hashlib.sha256(given[0].encode() if given else head).hexdigest()


def _sender(message: Message) -> str:
    """Two writers are no writer: of two addresses nobody can say whose word it is."""
    named = getaddresses([str(value) for value in message.get_all("From", [])])
    return same_address(named[0][1]) if len(named) == 1 else ""


def _by_machine(message: Message) -> bool:
    """Whether a program wrote it: an out-of-office, a bounce, a list. Such are never answered."""
    told = str(message.get("Auto-Submitted", "no")).split(";")[0].strip().lower()
    return (
        told != "no"
        or str(message.get("Precedence", "")).strip().lower() in _MASS
        or any(name in message for name in _ROBOTS)
        or str(message.get("Return-Path", "")).strip() == "<>"
        or message.get_content_type() == "multipart/report"
        or _sender(message).partition("@")[0] in _MACHINES
    )


def _text(message: Message, *, whole: bool) -> tuple[str, bool]:
    """What the writer wrote, and whether its end is missing; plain text before HTML."""
    parts = [part for part in message.walk() if not part.is_multipart()]
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and part.get_content_disposition() != "attachment":
                words = _decoded(part)
                if words.strip():
                    words = text_of_html(words) if kind == "text/html" else words
                    return words, not whole and part is parts[-1]
    return "", not whole


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("cp1251", "replace")


def _all(message: Message, *names: str) -> str:
    return " ".join(str(value) for name in names for value in message.get_all(name, []))
