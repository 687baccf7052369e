"""The same news under a new address: the site moved, or changed how its addresses are made.

Taken for new, they would all be published a second time.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, false, or_, select
from sqlalchemy.orm import Session

from gospablik.organisation import Organisation
from gospablik.site import FeedItem
from gospablik.store.tables import SiteItem
from gospablik.text import same

_MINUTE = timedelta(minutes=1)


def readdress(session: Session, office: Organisation, items: Iterable[FeedItem]) -> None:
    """Give known items the addresses at which the site now has them.

    The same are two with one title, of which the old one is not in the reading, if their path is
    the same, or the moment of publication, to the minute.
    """
    by_address = {item.address: item for item in items}
    known = set(
        session.scalars(
            select(SiteItem.address).where(
                SiteItem.organisation == office.key, SiteItem.address.in_(by_address)
            )
        )
    )
    for address, item in by_address.items():
        old = _alike(session, office, item) if address not in known else []
        row = next((one for one in old if one.address not in by_address), None)
        if row is not None:
            row.address, row.link = address, item.link
            session.flush()


def _alike(session: Session, office: Organisation, item: FeedItem) -> list[SiteItem]:
    path = _path(item.address)
    at = None if item.date_only else item.published_at
    found: list[ColumnElement[bool]] = []
    if path:
        found.append(SiteItem.address.endswith(path, autoescape=True))
    if at is not None:
        found.append(SiteItem.published_at.between(at - _MINUTE, at + _MINUTE))
    rows = session.scalars(
        select(SiteItem).where(SiteItem.organisation == office.key, or_(false(), *found))
    )
    return [
        row
        for row in rows
        if same(row.revisions[-1].title, item.title)
        and ((path and _path(row.address) == path) or _at_one_time(row.published_at, at))
    ]


def _at_one_time(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= _MINUTE


def _path(address: str) -> str:
    """The address without its host; empty for a front page."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
