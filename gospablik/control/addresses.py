"""Where people look at what a report speaks of."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.control.verdict import Issue, Item
from gospablik.networks import addresses
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import SeenPost


def post_address(session: Session, office: Organisation, page: Page, network_id: str) -> str:
    """The live post in the network: as the network gave it, else as its addresses are made."""
    return post_addresses(session, office, page, [network_id])[network_id]


def post_addresses(
    session: Session, office: Organisation, page: Page, network_ids: Collection[str]
) -> dict[str, str]:
    """The same of many posts of a page, asked of the database at once."""
    rows = session.execute(
        select(SeenPost.network_id, SeenPost.address).where(
            SeenPost.organisation == office.key,
            SeenPost.page == page.key,
            SeenPost.network_id.in_(network_ids),
        )
    )
    told: dict[str, str] = {number: address for number, address in rows}  # noqa: C416 (typed)
    return {number: told.get(number) or addresses.post(page, number) for number in network_ids}


def of_page(office: Organisation, key: str, issue: Issue) -> Issue:
    """The issue about a page as a whole, with the page to look at."""
    return replace(issue, items=(Item(issue.words, addresses.home(office.page_by_key(key))),))
