"""A pass in a process of its own, to be killed: publishes what is due in the given database."""

import sys
from datetime import timedelta

from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.publish import Publish
from gospablik.networks import transport
from gospablik.networks.max.page import MaxPage
from gospablik.networks.ok.page import OkPage
from gospablik.networks.telegram.page import TelegramPage
from gospablik.networks.vk.page import VkPage
from gospablik.store.ledger import Kind
from gospablik.store.session import Store
from tests.gospablik.ledger.four_pages import opened, read_the_stream, tables
from tests.gospablik.moderation.town import office

# The claim of the killed pass has to run out: short times make the test short, nothing else.
transport._TAIL = timedelta(seconds=0.5)
for kind in (VkPage, OkPage, TelegramPage, MaxPage):
    kind.limit, kind.settle = timedelta(seconds=2), timedelta(seconds=0.5)


def main(database: str, sandbox: str, *keys: str) -> None:
    """Carry out what is due, patiently; a stream is read in between, as by its own flow."""
    town, store = office(page=list(tables(sandbox).values())), Store(database)
    networks = {key: opened(town, store, key) for key in keys}
    ledger = Ledger(
        store,
        "town",
        {Kind.PUBLISH: Publish(store, town, networks)},
        hold=lambda _effect, _task: timedelta(seconds=3),
    )
    streams = {k: one for k, one in networks.items() if isinstance(one, TelegramPage)}
    # With a stream to read: until the claims have run out and the others are settled.
    patience = timedelta(seconds=6 if streams else 30)
    ledger.carry_out((Kind.PUBLISH,), patience=patience)
    for key, network in streams.items():
        read_the_stream(town, store, network, key)
        ledger.carry_out((Kind.PUBLISH,), patience=patience)


if __name__ == "__main__":
    main(*sys.argv[1:])
