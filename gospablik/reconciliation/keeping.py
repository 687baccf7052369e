"""A reconciliation as it is kept: its row, its two figures, its lines in the table `compared`."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.reconciliation.lines import Line
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.whole_page import Figures, PageCompared
from gospablik.store.tables import Audit, Compared


def begin_audit(
    session: Session, office: Organisation, page: str, scope: Scope, now: datetime
) -> Audit:
    """A new row for a reconciliation that begins; `page` empty: all pages.

    One that was killed has no end and counts for nothing; the next one begins a row of its own.
    """
    audit = Audit(
        organisation=office.key,
        page=page,
        address=scope.address,
        since=scope.since,
        until=scope.until,
        began_at=now,
        ended_at=None,
    )
    session.add(audit)
    session.flush()
    return audit


def end_audit(
    session: Session,
    office: Organisation,
    audit_id: int,
    pages: Iterable[PageCompared],
    now: datetime,
) -> Figures:
    """Keep the lines of all pages and the figures made of them, in one transaction with the end.

    Until then the table stands as the last reconciliation that ended has left it.
    """
    _one_at_a_time(session, office)
    figures = Figures()
    for page in pages:
        figures += page.figures
        _keep_page(session, office, audit_id, page, now)
    audit = session.get_one(Audit, audit_id)
    audit.ended_at = now
    audit.items, audit.covered = figures.items, figures.covered
    audit.posts, audit.faithful = figures.posts, figures.faithful
    audit.unread = figures.unread
    return figures


def _one_at_a_time(session: Session, office: Organisation) -> None:
    """Two that end at once would each add the same new row: the second waits and moves it."""
    first = select(Audit.id).where(Audit.organisation == office.key).order_by(Audit.id).limit(1)
    session.execute(first.with_for_update()).all()


def taken_by(session: Session, audit_id: int) -> int:
    """The number of the audit that ended last beside this one: what moved on is told there."""
    audit = session.get_one(Audit, audit_id)
    last = session.scalar(
        select(Audit.id)
        .where(
            Audit.organisation == audit.organisation,
            Audit.id != audit_id,
            Audit.ended_at.is_not(None),
        )
        .order_by(Audit.ended_at.desc(), Audit.id.desc())
        .limit(1)
    )
    return last or audit_id


def _keep_page(
    session: Session, office: Organisation, audit_id: int, page: PageCompared, now: datetime
) -> None:
    newest = _newest(session, office, page.page, [line.subject for line in page.lines])
    for line in page.lines:
        _keep(session, office, audit_id, line, last=newest.get(line.subject), now=now)


def _keep(
    session: Session,
    office: Organisation,
    audit_id: int,
    line: Line,
    *,
    last: Compared | None,
    now: datetime,
) -> None:
    """What was said before moves to this reconciliation; what is new gets a row of its own.

    The same said by other code is nothing new.
    """
    columns = line.columns()
    told = columns.keys() - {"digest", "covers"}  # neither is of what the two sides say
    if last is not None and all(getattr(last, name) == columns[name] for name in told):
        last.audit_id, last.seen_at = audit_id, now
        last.digest, last.covers = line.digest, line.covers
        return
    session.add(
        Compared(
            organisation=office.key, audit_id=audit_id, first_seen_at=now, seen_at=now, **columns
        )
    )


def _newest(
    session: Session, office: Organisation, page: str, subjects: Sequence[str]
) -> dict[str, Compared]:
    ids = (
        select(func.max(Compared.id))
        .where(
            Compared.organisation == office.key,
            Compared.page == page,
            Compared.subject.in_(subjects),
        )
        .group_by(Compared.subject)
    )
    rows = session.scalars(select(Compared).where(Compared.id.in_(ids)).with_for_update())
    return {row.subject: row for row in rows}
