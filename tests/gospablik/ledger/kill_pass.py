"""A pass in a process of its own, to be killed: publishes what is due in the given database."""

import sys
from datetime import date, timedelta

from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.publish import Publish
from gospablik.networks.vk import VkPage, VkTokens
from gospablik.page import Mode, VkEntry
from gospablik.store.ledger import Kind
from gospablik.store.session import Store
from tests.gospablik.moderation.town import office

# The claim of the killed pass has to run out: short times make the test short, nothing else.
VkPage.limit = timedelta(seconds=8)
VkPage.settle = timedelta(seconds=1)


def main(database: str, sandbox: str) -> None:
    """Carry out what is due, patiently."""
    page = VkEntry(
        key="vk", network="vk", group_id=1, name="Жатай", mode=Mode.SELF, since=date(2026, 1, 1),
        official_wording="Официальная страница", api=f"{sandbox}/vk/method/",
        address=f"{sandbox}/vk",
    )  # fmt: skip
    store = Store(database)
    network = VkPage(page, VkTokens("community", "service"))
    ledger = Ledger(
        store,
        "town",
        {Kind.PUBLISH: Publish(store, office(page=[page.model_dump()]), {"vk": network})},
        hold=lambda _effect, _task: timedelta(seconds=10),
    )
    ledger.carry_out((Kind.PUBLISH,), patience=timedelta(seconds=60))


if __name__ == "__main__":
    main(*sys.argv[1:])
