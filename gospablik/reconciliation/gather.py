"""All that one page is compared with, out of the database."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from gospablik.networks.base import LivePost
from gospablik.organisation import Organisation, Page
from gospablik.publishing.sources import source_at
from gospablik.reconciliation.known import known_comparisons
from gospablik.reconciliation.matching import addresses_in
from gospablik.reconciliation.page_side import (
    named_posts,
    our_posts,
    shared_posts,
    withdrawn_posts,
)
from gospablik.reconciliation.planned import lacking, waiting
from gospablik.reconciliation.reading import Reading
from gospablik.reconciliation.scope import Scope
from gospablik.reconciliation.sides import NEAR, Sides
from gospablik.reconciliation.site_side import site_news
from gospablik.reconciliation.whole_page import Expected
from gospablik.site import canonical


def gather(
    session: Session,
    office: Organisation,
    page: Page,
    reading: Reading,
    scope: Scope,
    *,
    unread: Mapping[int, str] | None = None,
) -> Sides:
    """What is known of the posts that were read, and the news of their days.

    `unread`: why the pages of some news (row ids) could not be read again.
    """
    seen = [post.network_id for post in reading.posts]
    asked = [*seen, *reading.gone, *reading.unread, *reading.never]
    ours = our_posts(session, office, page, scope.since - NEAR, asked)
    carried = _carried(post for post in reading.posts if post.network_id not in ours)
    return Sides(
        news=site_news(
            session,
            office,
            _days(reading, scope),
            items=[one.item_id for one in ours.values()],
            addresses=list(carried),
            unread=unread,
        ),
        ours=ours,
        shared=shared_posts(session, office, page, seen),
        named=named_posts(session, office, page, seen),
        withdrawn=withdrawn_posts(session, office, page, seen),
        sources=_sources(office, carried),
        hosts=frozenset(canonical(f"https://{host}") for host in office.site.hosts),
        known=known_comparisons(session, office, page, _days(reading, scope)),
    )


def expected(
    session: Session, office: Organisation, page: Page, scope: Scope, now: datetime
) -> Expected:
    """Items of the time looked at that have no confirmed post of ours on the page."""
    since, until = scope.since, scope.until
    return Expected(
        start=max(office.start_of(page), since),
        lacking=lacking(session, office, page, now, since=since, until=until),
        waiting=waiting(session, office, page, now, since=since, until=until),
        zone=office.zone,
    )


def _days(reading: Reading, scope: Scope) -> tuple[datetime, datetime]:
    """The time looked at and the days around each post: what may tell of the same thing."""
    moments = [post.published_at for post in reading.posts]
    return min([scope.since, *moments]) - NEAR, max([scope.until, *moments]) + NEAR


def _carried(posts: Iterable[LivePost]) -> dict[str, str]:
    return {key: address for post in posts for key, address in addresses_in(post).items()}


def _sources(office: Organisation, carried: dict[str, str]) -> dict[str, str]:
    found = {key: source_at(office, address) for key, address in carried.items()}
    return {key: source.name for key, source in found.items() if source}
