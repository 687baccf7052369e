"""Where people look at what a report speaks of."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from gospablik.networks import addresses
from gospablik.organisation import Organisation, Page
from gospablik.store.tables import SeenPost


def post_address(session: Session, office: Organisation, page: Page, network_id: str) -> str:
    """The live post in the network: as the network gave it, else as its addresses are made."""
    told = session.scalar(
        select(SeenPost.address).where(
            SeenPost.organisation == office.key,
            SeenPost.page == page.key,
            SeenPost.network_id == network_id,
        )
    )
    return told or addresses.post(page, network_id)
