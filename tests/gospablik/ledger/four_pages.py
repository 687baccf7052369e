"""The demo's four pages in the sandbox, for the ledger: settled, opened with the demo's keys."""

import tomllib
from typing import Any

from gospablik.clock import now
from gospablik.moderation.stream import StoredStream, cursor_of, keep_batch
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
from gospablik.store.session import Store
from office.demo.other_networks import Max, Ok, Telegram, others, pages_toml
from office.demo.outside import Outside
from office.demo.scene import Wishes, first_day, organisation_toml, settle_the_town
from office.demo.story import TOKENS

VK, OK, TELEGRAM, MAX = PAGES = ("zhatay-vk", Ok.key, Telegram.key, Max.key)


def settle(sandbox: str) -> None:
    """Groups, channels, residents and keys, all three of VK."""
    settle_the_town(Outside(sandbox), Wishes())
    for network in others({"http": sandbox}):
        network.settle()


def tables(sandbox: str) -> dict[str, dict[str, Any]]:
    """Their [[page]] tables by the pages' keys."""
    elsewhere = pages_toml(others({"http": sandbox}), first_day(Wishes()).isoformat())
    read = tomllib.loads(organisation_toml(sandbox, Wishes()) + elsewhere)
    return {table["key"]: table for table in read["page"]}


def opened(office: Organisation, store: Store, key: str, *, users_key: bool = False) -> Network:
    """The page's adapter; `users_key`: with VK's third key, too."""
    page = office.page_by_key(key)
    match page:
        case VkEntry():
            user = TOKENS["user"] if users_key else None
            return VkPage(page, VkTokens(TOKENS["community"], TOKENS["service"], user))
        case OkEntry():
            return OkPage(page, OkToken(Ok.APPLICATION, Ok.SECRET, Ok.TOKEN))
        case TelegramEntry():
            seen = StoredStream(store, office, key)
            return TelegramPage(page, TelegramToken(Telegram.TOKEN), seen)
        case MaxEntry():
            return MaxPage(page, MaxToken(Max.TOKEN))


def read_the_stream(office: Organisation, store: Store, network: TelegramPage, key: str) -> None:
    """What «Сбор комментариев» does with Telegram's updates before the next pass."""
    more = True
    while more:
        with store.read() as session:
            cursor = cursor_of(session, office, key)
        began = now()
        batch = network.events(cursor.value if cursor else None)
        with store.write() as session:
            keep_batch(session, office, key, batch, began)
        more = batch.more
