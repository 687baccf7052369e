"""What no network tells: a second factor, the age of a password. A specialist says it (5.1)."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.moderation.questions import reviewers
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import AccessWord

_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")


def say_access(
    session: Session,
    office: Organisation,
    pages: Sequence[Page],
    *,
    official_key: str,
    second_factor: bool | None,
    password_changed: date | None,
    now: datetime,
) -> str | None:
    """Keep the word of an acting official for these pages. None if kept, else why it was not."""
    if official_key not in [official.key for official in reviewers(office, now)]:
        return "полномочия этого лица сегодня не действуют. Не сделано: слово не записано."
    if second_factor is None and password_changed is None:
        return "ничего не сказано ни о втором факторе, ни о пароле. Не сделано: слово не записано."
    if password_changed and password_changed > office.local(now).date():
        return "день смены пароля ещё не наступил. Не сделано: слово не записано."
    session.add_all(
        AccessWord(
            organisation=office.key,
            page=page.key,
            official=official_key,
            second_factor=second_factor,
            password_changed=password_changed,
            said_at=now,
        )
        for page in pages
    )
    session.flush()
    return None


def last_word(session: Session, office: Organisation, page_key: str) -> AccessWord | None:
    """What was said of the page's account last."""
    return session.scalars(
        select(AccessWord)
        .filter_by(organisation=office.key, page=page_key)
        .order_by(AccessWord.said_at.desc(), AccessWord.id.desc())
        .limit(1)
    ).first()


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
