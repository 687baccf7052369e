"""A page's adapter opened with the keys just given, and what its network refuses them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import httpx
from pydantic import TypeAdapter

from gospablik.control.rights import OCCASIONAL
from gospablik.networks.base import LiveComment, LivePost, Network
from gospablik.networks.capabilities import Answer, Probed, Way, in_use
from gospablik.networks.matrices import best, matrix_of
from gospablik.networks.opening import open_http
from gospablik.page import AnyPage, MaxEntry, Mode, OkEntry, Page, TelegramEntry, VkEntry
from office.key_variables import NAMES, variable_of
from office.setup.authority import authority_of
from office.setup.dialogue import Dialogue

_ENTRY: TypeAdapter[Page] = TypeAdapter(AnyPage)


@contextmanager
def opened(on: Dialogue, page: Mapping[str, Any]) -> Iterator[Network]:
    """The network as these keys see the page. Raises OfficeError for keys that can be none.

    What is not answered yet has a value in its place: nothing but the number matters here.
    """
    entry = _ENTRY.validate_python(
        {"name": page["key"], "official_wording": "не задано", "mode": Mode.WATCH,
         "since": on.today, **page}
    )  # fmt: skip
    keys = {
        field: on.answers.secrets.get(variable_of(entry.network, entry.key, field), "")
        for field in NAMES[entry.network]
    }
    with open_http(entry.proxy, authority_of(page), on.root) as http:
        yield _adapter(entry, keys, http)


def _adapter(entry: Page, keys: Mapping[str, str], http: httpx.Client) -> Network:
    match entry:
        case VkEntry():
            from gospablik.networks.vk.page import VkPage
            from gospablik.networks.vk.tokens import VkTokens

            tokens = VkTokens(
                keys["community_token"], keys["service_key"], keys["user_token"] or None
            )
            return VkPage(entry, tokens, http)
        case OkEntry():
            from gospablik.networks.ok.page import OkPage
            from gospablik.networks.ok.tokens import OkToken

            return OkPage(entry, OkToken(**keys), http)
        case TelegramEntry():
            from gospablik.networks.telegram.page import TelegramPage
            from gospablik.networks.telegram.tokens import TelegramToken

            return TelegramPage(entry, TelegramToken(keys["bot_token"]), _NothingSeen(), http)
        case MaxEntry():
            from gospablik.networks.max.page import MaxPage
            from gospablik.networks.max.tokens import MaxToken

            return MaxPage(entry, MaxToken(keys["bot_token"]), http)


class _NothingSeen:
    """The memory of a channel that was never read; nothing is read from it here."""

    def since(self, moment: datetime) -> list[LivePost]:
        return []

    def read_until(self) -> datetime | None:
        return None

    def thread_of(self, post_id: str) -> str | None:
        return None

    def comments_under(self, post_id: str) -> list[LiveComment]:
        return []


def refused(on: Dialogue, page: Mapping[str, Any]) -> None:
    """Ask the network what the keys may do, and tell what the day's work lacks."""
    with opened(on, page) as network:
        probed = network.probe()
    column = best(matrix_of(page["network"]), kinds(on, page))
    used = [one for one in probed if in_use(one.operation)]
    lacking = [
        one for one in used if one.answer is Answer.NO and column[one.operation].way is Way.API
    ]
    _tell(on, "Ключам отказано", [one for one in lacking if one.operation not in OCCASIONAL])
    _tell(on, "Реже нужное, в чём отказано", [x for x in lacking if x.operation in OCCASIONAL])
    _tell(on, "Не проверено: сеть не ответила", [x for x in used if x.answer is Answer.SILENT])
    by_hand = [one.operation.quoted for one in used if column[one.operation].way is Way.ERRAND]
    if by_hand:
        on.terminal.say(f"  Эта сеть оставляет человеку (поручения): {', '.join(by_hand)}.")
    if not lacking:
        on.terminal.say(
            "  Отказов в правах сеть не назвала; часть прав покажет только само действие."
        )


def kinds(on: Dialogue, page: Mapping[str, Any]) -> list[str]:
    """The columns of the network's matrix that these keys are."""
    if page["network"] != "vk":
        return list(matrix_of(page["network"]))
    from gospablik.networks.vk.tokens import TokenKind

    names = {"community_token": TokenKind.COMMUNITY, "service_key": TokenKind.SERVICE,
             "user_token": TokenKind.USER}  # fmt: skip
    return [
        kind.words
        for field, kind in names.items()
        if on.answers.secrets.get(variable_of("vk", page["key"], field))
    ]


def _tell(on: Dialogue, head: str, ones: list[Probed]) -> None:
    said: dict[str, list[str]] = {}
    for one in ones:
        said.setdefault(one.why, []).append(one.operation.quoted)
    for why, operations in said.items():
        on.terminal.say(f"  {head}: {', '.join(operations)}. {why}".rstrip())
