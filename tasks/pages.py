"""The adapter of each page, opened with its keys, its proxy and its certificate authority."""

from gospablik.networks.base import Network
from gospablik.networks.opening import open_http
from gospablik.organisation import Organisation
from gospablik.page import MaxEntry, OkEntry, Page, TelegramEntry, VkEntry
from gospablik.root import ROOT
from gospablik.store.session import Store
from tasks import credentials
from tasks.credentials import page_keys


def open_page(page: Page, office: Organisation, store: Store) -> Network:
    """The network as this page's keys see it; only its own adapter is imported.

    Raises OfficeError if the keys lack or are unfit, or the authority's file is not what it
    should be.
    """
    http = open_http(page.proxy, page.authority, ROOT)
    match page:
        case VkEntry():
            from gospablik.networks.vk.page import VkPage

            return VkPage(page, page_keys(page, credentials.VkCredentials).tokens(), http)
        case OkEntry():
            from gospablik.networks.ok.page import OkPage

            return OkPage(page, page_keys(page, credentials.OkCredentials).token(), http)
        case TelegramEntry():
            from gospablik.moderation.stream import StoredStream
            from gospablik.networks.telegram.page import TelegramPage

            seen = StoredStream(store, office, page.key)
            token = page_keys(page, credentials.TelegramCredentials).token()
            return TelegramPage(page, token, seen, http)
        case MaxEntry():
            from gospablik.networks.max.page import MaxPage

            return MaxPage(page, page_keys(page, credentials.MaxCredentials).token(), http)
