"""The adapter of each page, opened with its keys, its proxy and its certificate authority."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gospablik.errors import OfficeError
from gospablik.networks.base import Network
from gospablik.networks.opening import open_http
from gospablik.organisation import Organisation
from gospablik.page import MaxEntry, OkEntry, Page, TelegramEntry, VkEntry
from gospablik.root import ROOT
from gospablik.store.session import Store
from gospablik.templates import in_quotes
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


def sharing_a_bot(opened: Mapping[str, Network], office: Organisation) -> dict[str, OfficeError]:
    """The open Telegram pages whose bot serves another of them, too, by key, and why none may run.

    A bot gives up an update once it was asked from a later one, so each page would lose what was
    written on the other. No page is left open: it would take what the closed one has not read.
    """
    pages = [page for page in office.page if isinstance(page, TelegramEntry) and page.key in opened]
    if len(pages) < 2:
        return {}
    from gospablik.networks.telegram.page import TelegramPage

    of_bot: dict[int, list[TelegramEntry]] = defaultdict(list)
    for page in pages:
        network = opened[page.key]
        if isinstance(network, TelegramPage) and network.bot is not None:
            of_bot[network.bot].append(page)
    return {
        page.key: _one_bot(bot, sharing)
        for bot, sharing in of_bot.items()
        if len(sharing) > 1
        for page in sharing
    }


def _one_bot(bot: int, pages: Sequence[TelegramEntry]) -> OfficeError:
    names = ", ".join(f"{in_quotes(page.name)} ({page.key})" for page in pages)
    return OfficeError(
        f"У нескольких страниц Telegram один и тот же бот {bot}: {names}.",
        not_done="ни одна из них не открыта: они отнимали бы комментарии друг у друга.",
        next_step="создайте у @BotFather отдельного бота для каждой страницы и впишите его ключ в"
        " её блок. Непрочитанные комментарии Telegram хранит сутки.",
    )
