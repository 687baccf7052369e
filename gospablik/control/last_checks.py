"""The newest and the first of the checks that are kept of something."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.store.tables import Check, Result


def newest(
    session: Session,
    office: Organisation,
    rule: str,
    now: datetime,
    *,
    page: str = "",
    subject: str | None = None,
) -> Check | None:
    """The last reading of that page's (empty: the whole office's) subject, whatever came of it."""
    return session.scalars(_backwards(office, rule, now, page, subject).limit(1)).first()


def last_good(
    session: Session,
    office: Organisation,
    rule: str,
    now: datetime,
    *,
    page: str = "",
    subject: str | None = None,
) -> datetime | None:
    """When that was good last; None if it never was."""
    good = _backwards(office, rule, now, page, subject).where(Check.result == Result.GOOD)
    found = session.scalars(good.limit(1)).first()
    return found.checked_at if found else None


def first_of_all(
    session: Session, office: Organisation, rule: str, *, page: str | None = None
) -> datetime | None:
    """When that was checked for the first time, near enough: a row moves within its day.

    `page`: None for any.
    """
    query = select(Check.checked_at).where(Check.organisation == office.key, Check.rule == rule)
    if page is not None:
        query = query.where(Check.page == page)
    return session.scalars(query.order_by(Check.checked_at).limit(1)).first()


def _backwards(
    office: Organisation, rule: str, now: datetime, page: str, subject: str | None
) -> Select[Check]:
    query = select(Check).where(
        Check.organisation == office.key,
        Check.rule == rule,
        Check.page == page,
        Check.checked_at <= now,
    )
    if subject is not None:
        query = query.where(Check.subject == subject)
    return query.order_by(Check.checked_at.desc(), Check.id.desc())
