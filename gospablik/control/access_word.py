"""What no network tells: a second factor, the age of a password, the mark. A specialist says it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.answering import not_acting
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import AccessWord

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


@dataclass(frozen=True, slots=True)
class Word:
    """What may be said at once; None: nothing is said of it."""

    second_factor: bool | None = None
    password_changed: date | None = None
    mark: bool | None = None


@dataclass(frozen=True, slots=True)
class LastWords:
    """Of each thing the newest row that says something of it."""

    second_factor: AccessWord | None = None
    password_changed: AccessWord | None = None
    mark: AccessWord | None = None


def say_access(
    session: Session,
    office: Organisation,
    pages: Sequence[Page],
    word: Word,
    *,
    official_key: str,
    now: datetime,
) -> str | None:
    """Keep the word of an acting official for these pages. None if kept, else why it was not."""
    lapsed = not_acting(office, official_key, now)
    if lapsed:
        return f"{lapsed}. Не сделано: слово не записано."
    if word == Word():
        return "ничего не сказано. Не сделано: слово не записано."
    changed = word.password_changed
    if changed and changed > office.local(now).date():
        return "день смены пароля ещё не наступил. Не сделано: слово не записано."
    session.add_all(
        AccessWord(
            organisation=office.key,
            page=page.key,
            official=official_key,
            second_factor=word.second_factor,
            password_changed=changed,
            mark=word.mark,
            said_at=now,
        )
        for page in pages
    )
    session.flush()
    return None


def last_words(session: Session, office: Organisation, page_key: str) -> LastWords:
    """What was said last of the page and its account."""

    def newest(column: Any) -> AccessWord | None:
        return session.scalars(
            select(AccessWord)
            .filter_by(organisation=office.key, page=page_key)
            .where(column.is_not(None))
            .order_by(AccessWord.said_at.desc(), AccessWord.id.desc())
            .limit(1)
        ).first()

    return LastWords(
        newest(AccessWord.second_factor),
        newest(AccessWord.password_changed),
        newest(AccessWord.mark),
    )


def day_of(typed: str) -> date | None:
    """«25.11.2026» as a day; None if it is none."""
    found = _DATE.fullmatch(typed.strip())
    if found is None:
        return None
    day, month, year = map(int, found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        return None
