"""Letters in the ledger: mail actions, whose subject names the letter and who reads it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.ledger.book import record
from gospablik.letters import LetterKey
from gospablik.store.ledger import Action, Kind


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


def readers_of(session: Session, organisation: str, topic: str, row: int) -> list[str]:
    """Keys of those to whom a letter about that row was ordered, in the order of the orders."""
    subjects = session.scalars(
        select(Action.subject)
        .where(
            Action.organisation == organisation,
            Action.kind == Kind.MAIL,
            Action.subject.startswith(f"{topic}:{row}:", autoescape=True),
        )
        .order_by(Action.id)
    )
    return list(dict.fromkeys(LetterKey.parse(subject).reader for subject in subjects))
