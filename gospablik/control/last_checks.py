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
    since: datetime | None = None,
    page: str = "",
    subject: str | None = None,
) -> Check | None:
    """The last reading of that page's (empty: the whole office's) subject, whatever came of it.

    `since`: none before that moment counts; `subject`: None for any.
    """
    return session.scalars(_backwards(office, rule, (since, now), page, subject).limit(1)).first()


def last_good(
    session: Session,
    office: Organisation,
    rule: str,
    now: datetime,
    *,
    since: datetime | None = None,
    page: str = "",
    subject: str | None = None,
) -> datetime | None:
    """When that was good last; None if it never was (since then)."""
    good = _backwards(office, rule, (since, now), page, subject).where(Check.result == Result.GOOD)
    found = session.scalars(good.limit(1)).first()
    return found.checked_at if found else None


def first_of_all(session: Session, office: Organisation, rule: str) -> datetime | None:
    """When that was checked for the first time, near enough: a row moves within its day."""
    query = select(Check.checked_at).where(Check.organisation == office.key, Check.rule == rule)
    return session.scalars(query.order_by(Check.checked_at).limit(1)).first()


def _backwards(
    office: Organisation,
    rule: str,
    span: tuple[datetime | None, datetime],
    page: str,
    subject: str | None,
) -> Select[Check]:
    since, until = span
    query = select(Check).where(
        Check.organisation == office.key,
        Check.rule == rule,
        Check.page == page,
        Check.checked_at <= until,
    )
    if since is not None:
        query = query.where(Check.checked_at >= since)
    if subject is not None:
        query = query.where(Check.subject == subject)
    return query.order_by(Check.checked_at.desc(), Check.id.desc())
