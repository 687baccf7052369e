"""Where people look at what a report speaks of."""

from gospablik.organisation import Page


def post_address(page: Page, network_id: str) -> str:
    """The live post in the network."""
    return f"{page.address.rstrip('/')}/wall-{page.group_id}_{network_id}"
