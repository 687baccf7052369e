"""Which letter a mail action means: the action holds ids only, the letter is composed from rows.

A mail action's subject is `<topic>:<row id>:<key of the reader>`; its revision counts repeats
that are letters of their own (a new code), not second sendings of the same one.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote

from gospablik.drafts import Draft
from gospablik.organisation import Organisation
from gospablik.store.session import Store

DUTY = "duty"
"""The reader that means office.mail.duty."""
NO_POINT = "письмо больше не нужно"
"""How the mail effect begins the reason of a letter that lost its point: no failure."""


class LetterKey(NamedTuple):
    """A parsed subject."""

    topic: str
    row: int
    reader: str

    def __str__(self) -> str:
        return f"{self.topic}:{self.row}:{self.reader}"

    @classmethod
    def parse(cls, subject: str) -> "LetterKey":
        """The key of that subject; ValueError if it is none."""
        topic, row, reader = subject.split(":", 2)
        return cls(topic, int(row), reader)


def message_id(office: Organisation, key: str) -> str:
    """The Message-ID of the mail action of that key: the same at each sending of the letter."""
    domain = office.mail.sender.rsplit("@", 1)[1].encode("idna").decode("ascii")
    return f"<{quote(key, safe='.-').replace('%', '.')}@{domain}>"


Composer = Callable[[Store, Organisation, LetterKey, int, datetime], Draft]
"""(store, organisation, key, revision, now) -> Draft; raises NothingToSay."""
