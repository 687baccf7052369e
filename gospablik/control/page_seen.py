"""What a page showed, kept with its time: «the mark was there on Monday» can be shown (3.5)."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.networks.base import PageInfo
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import PageSeen

MARKS = frozenset({"vk", "ok"})
"""Networks whose API tells a mark of their own (facts vk-ok.md A9, B7); the others tell none."""
GAP = timedelta(hours=36)
"""Readings further apart are not joined: nobody knows what stood there in between."""


def keep_seen(
    session: Session, office: Organisation, page: Page, info: PageInfo, now: datetime
) -> PageSeen:
    """Keep a reading of `now` (aware): the row before it goes on if it says the same, else a new
    one begins. A changed number of members alone begins none.
    """
    told = {
        "name": info.name,
        "description": info.description,
        "status": info.status,
        "verified": info.verified if page.network in MARKS else None,
        "site": info.site,
        "administrators": None if info.administrators is None else sorted(info.administrators),
    }
    last = next(iter(history(session, office, page.key, 1)), None)
    if (
        last is not None
        and now - last.seen_until <= GAP
        and all(getattr(last, name) == value for name, value in told.items())
    ):
        last.seen_until, last.members = max(last.seen_until, now), info.members
        return last
    seen = PageSeen(
        organisation=office.key,
        page=page.key,
        seen_at=now,
        seen_until=now,
        members=info.members,
        **told,
    )
    session.add(seen)
    session.flush()
    return seen


def history(session: Session, office: Organisation, page_key: str, most: int) -> list[PageSeen]:
    """The newest rows of a page, newest first."""
    return list(
        session.scalars(
            select(PageSeen)
            .filter_by(organisation=office.key, page=page_key)
            .order_by(PageSeen.seen_at.desc(), PageSeen.id.desc())
            .limit(most)
        )
    )
