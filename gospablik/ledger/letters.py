"""Ordering a letter: a mail action, whose subject names the letter and who reads it."""

from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.ledger.book import record
from gospablik.letters import LetterKey
from gospablik.store.ledger import Kind


def order_mail(
    session: Session,
    organisation: str,
    key: LetterKey,
    now: datetime,
    *,
    revision: int = 1,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
) -> bool:
    """Enter the letter into the ledger as `book.record` does; False if it was there already."""
    return record(
        session,
        organisation=organisation,
        kind=Kind.MAIL,
        page="",
        subject=str(key),
        revision=revision,
        now=now,
        not_before=not_before,
        not_after=not_after,
    )
