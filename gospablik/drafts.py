"""A letter before it has its sender, date and Message-ID: what the domain composes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a letter. `media_type`: «image/png»; `name`: latin.

    `content_id`: what the HTML calls a picture by («cid:…»), bare; empty for a file to be saved.
    """

    name: str
    media_type: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Subject, readers and the two faces of one letter, which agree in every figure.

    `repeat`: it was sent before and goes out again, so it is marked «[повтор]».
    """

    subject: str
    text: str
    html: str
    to: tuple[str, ...]
    cc: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    repeat: bool = False


class NothingToSay(Exception):
    """The letter has lost its point since it was ordered (the case is decided, lapsed, erased)."""
