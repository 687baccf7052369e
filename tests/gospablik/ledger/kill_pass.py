"""A pass in a process of its own, to be killed: publishes what is due in the given database."""

import sys
import tomllib
from datetime import timedelta

from gospablik.clock import now
from gospablik.ledger.carry import Ledger
from gospablik.ledger.effects.publish import Publish
from gospablik.moderation.stream import StoredStream, cursor_of, keep_batch
from gospablik.networks import transport
from gospablik.networks.base import Network
from gospablik.networks.max.page import MaxPage
from gospablik.networks.max.tokens import MaxToken
from gospablik.networks.ok.page import OkPage
from gospablik.networks.ok.tokens import OkToken
from gospablik.networks.telegram.page import TelegramPage
from gospablik.networks.telegram.tokens import TelegramToken
from gospablik.networks.vk.page import VkPage
from gospablik.networks.vk.tokens import VkTokens
from gospablik.organisation import Organisation
from gospablik.page import MaxEntry, OkEntry, TelegramEntry, VkEntry
from gospablik.store.ledger import Kind
from gospablik.store.session import Store
from office.demo.other_networks import others, pages_toml
from tests.gospablik.moderation.town import office

# The claim of the killed pass has to run out: short times make the test short, nothing else.
transport._TAIL = timedelta(seconds=0.5)
for kind in (VkPage, OkPage, TelegramPage, MaxPage):
    kind.limit, kind.settle = timedelta(seconds=2), timedelta(seconds=0.5)


def the_town(sandbox: str) -> Organisation:
    """VK and the three others, as the demo has them."""
    vk = f"""
[[page]]
key = "vk"
network = "vk"
group_id = 1
name = "Жатай"
mode = "самостоятельно"
since = 2026-01-01
official_wording = "Официальная страница"
api = "{sandbox}/vk/method/"
address = "{sandbox}/vk"
"""
    pages = pages_toml(others({"http": sandbox}), "2026-01-01")
    return office(page=tomllib.loads(vk + pages)["page"])


def opened(town: Organisation, store: Store, key: str) -> Network:
    """The page's adapter, with the demo's keys."""
    ok, telegram, maxi = others({"http": "http://127.0.0.1"})
    page = town.page_by_key(key)
    match page:
        case VkEntry():
            return VkPage(page, VkTokens("community", "service"))
        case OkEntry():
            return OkPage(page, OkToken(ok.APPLICATION, ok.SECRET, ok.TOKEN))
        case TelegramEntry():
            seen = StoredStream(store, town, key)
            return TelegramPage(page, TelegramToken(telegram.TOKEN), seen)
        case MaxEntry():
            return MaxPage(page, MaxToken(maxi.TOKEN))


def read_the_stream(town: Organisation, store: Store, network: TelegramPage, key: str) -> None:
    """What «Сбор комментариев» does before the next pass."""
    more = True
    while more:
        with store.read() as session:
            cursor = cursor_of(session, town, key)
        began = now()
        batch = network.events(cursor.value if cursor else None)
        with store.write() as session:
            keep_batch(session, town, key, batch, began)
        more = batch.more


def main(database: str, sandbox: str, *keys: str) -> None:
    """Carry out what is due, patiently; a stream is read in between, as by its own flow."""
    town, store = the_town(sandbox), Store(database)
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
