"""What was checked and what came of it. «Не проверено» is kept like any other result."""

from datetime import datetime

from sqlalchemy import func, select, true
from sqlalchemy.orm import Session, aliased

from gospablik.organisation import Organisation
from gospablik.store.tables import Check, Result

_SUBJECT_LIMIT = 200


def keep_check(
    session: Session,
    office: Organisation,
    *,
    page: str,
    rule: str,
    subject: str,
    result: Result,
    words: str,
    expected: str | None = None,
    found: str | None = None,
    now: datetime,
) -> Check:
    """Keep the result of one check; `page` is a page's key or empty for the whole office.

    The same result said again on the same local day moves the row's time instead of adding a
    row: passes run every few minutes, and a year of «в порядке» tells no more than a day of it.
    """
    subject = subject[:_SUBJECT_LIMIT]
    last = session.scalars(
        select(Check)
        .where(
            Check.organisation == office.key,
            Check.page == page,
            Check.rule == rule,
            Check.subject == subject,
            Check.checked_at <= now,
        )
        .order_by(Check.checked_at.desc(), Check.id.desc())
        .limit(1)
    ).first()
    said = (result, words, expected, found)
    if (
        last is not None
        and said == (last.result, last.words, last.expected, last.found)
        and office.local(last.checked_at).date() == office.local(now).date()
    ):
        last.checked_at = now
        return last
    check = Check(
        organisation=office.key,
        page=page,
        rule=rule,
        subject=subject,
        result=result,
        words=words,
        expected=expected,
        found=found,
        checked_at=now,
    )
    session.add(check)
    session.flush()
    return check


def note_reading(
    session: Session,
    office: Organisation,
    *,
    page: str,
    rule: str,
    subject: str,
    unread: str | None,
    now: datetime,
) -> Check:
    """Keep that something was read, or could not be: `unread` says why, None means it was.

    Rules: `rules.SITE_READ`, `HARVEST`, `LIVE_READ`, `PAGE_READ`. What was not read is «не
    проверено», never «в порядке».
    """
    return keep_check(
        session,
        office,
        page=page,
        rule=rule,
        subject=subject,
        result=Result.GOOD if unread is None else Result.NOT_CHECKED,
        words="прочитано" if unread is None else f"не прочитано: {unread}",
        now=now,
    )


def latest(
    session: Session,
    office: Organisation,
    rule: str,
    since: datetime,
    until: datetime,
    *,
    page: str | None = None,
) -> list[Check]:
    """The newest check of each (page, subject) in [since, until], ordered by page and subject.

    `page`: a page's key, empty for the whole office; None for all of them.
    """
    here = true() if page is None else Check.page == page
    place = (
        func.row_number()
        .over(
            partition_by=(Check.page, Check.subject),
            order_by=(Check.checked_at.desc(), Check.id.desc()),
        )
        .label("place")
    )
    ranked = (
        select(Check, place)
        .where(
            Check.organisation == office.key,
            Check.rule == rule,
            Check.checked_at >= since,
            Check.checked_at <= until,
            here,
        )
        .subquery()
    )
    newest = aliased(Check, ranked)
    return list(
        session.scalars(
            select(newest).where(ranked.c.place == 1).order_by(newest.page, newest.subject)
        )
    )


def ever_bad(
    session: Session, office: Organisation, rule: str, since: datetime, until: datetime
) -> set[tuple[str, str]]:
    """(page, subject) that the check found bad at any time in [since, until], mended or not."""
    rows = session.execute(
        select(Check.page, Check.subject)
        .where(
            Check.organisation == office.key,
            Check.rule == rule,
            Check.result == Result.BAD,
            Check.checked_at >= since,
            Check.checked_at <= until,
        )
        .distinct()
    )
    return {(page, subject) for page, subject in rows}
