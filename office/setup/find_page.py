"""A page's number out of what people have at hand: its address, its short name, its keys."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import httpx

from gospablik.errors import OfficeError
from gospablik.networks.errors import NetworkError
from gospablik.networks.json_values import Reader
from gospablik.networks.opening import open_http
from gospablik.networks.transport import Deadline
from gospablik.networks.vk.client import VkClient
from gospablik.networks.vk.requests import Request
from gospablik.networks.vk.tokens import VkTokens
from gospablik.page import MaxEntry, TelegramEntry, VkEntry
from office.key_variables import variable_of
from office.setup.authority import authority_of
from office.setup.dialogue import Dialogue

_PATHS = {
    "vk": re.compile(r"(?:^|/)(?:club|public|event)([0-9]+)$"),
    "ok": re.compile(r"(?:^|/)group/([0-9]+)(?:/|$)"),
    "telegram": re.compile(r"(?:^|/)c/([0-9]+)(?:/|$)"),
    "max": re.compile(r"(?:^|/)(-[0-9]+)$"),
}
"""Whole parts of an address: «vk.com/fanclub24» is a short name, not the community number 24."""


def number_of(on: Dialogue, page: dict[str, Any], words: str) -> int:
    """The number; a short name is looked up with the page's keys. Raises OfficeError."""
    network = page["network"]
    plain = words.replace(" ", "").rstrip("/")
    if re.fullmatch("-?[0-9]+", plain):
        return _signed(network, int(plain))
    if found := _PATHS[network].search(plain.partition("?")[0]):
        return _signed(network, int(f"-100{found[1]}" if network == "telegram" else found[1]))
    name = plain.rpartition("/")[2].removeprefix("@")
    try:
        with open_http(page.get("proxy"), authority_of(page), on.root) as http:
            number = _asked(on, page, name, http)
    except NetworkError as error:
        raise _unknown(words, error.why, error.todo) from None
    if network == "telegram":
        page["username"] = name  # the channel is public: that is how its posts are found
    return number


def number_of_keys(on: Dialogue, page: Mapping[str, Any]) -> int | None:
    """The number that the keys themselves tell: VK's of a community, MAX's of a bot; None if not.

    MAX tells it in the event that the bot was added to the channel, for a day.
    """
    try:
        with open_http(page.get("proxy"), authority_of(page), on.root) as http:
            match page["network"]:
                case "vk" if _key(on, page, "community_token"):
                    return _of_vk(
                        _vk(on, page, http).ask(Request("groups.getById", {}), _deadline())
                    )
                case "max" if _key(on, page, "bot_token"):
                    return _told_by_max(page, _key(on, page, "bot_token"), http)
    except (NetworkError, OfficeError):
        pass  # then the person says it
    return None


def _signed(network: str, number: int) -> int:
    """VK and OK count their pages upwards, the channels of the others stand below nought."""
    if network in ("vk", "ok"):
        return abs(number)
    if number > 0:
        raise _unknown(str(number), "номер канала начинается с минуса", "проверьте номер")
    return number


def _key(on: Dialogue, page: Mapping[str, Any], field: str) -> str:
    return on.answers.secrets.get(variable_of(page["network"], page["key"], field), "")


def _deadline() -> Deadline:
    return Deadline(timedelta(seconds=20))


def _asked(on: Dialogue, page: Mapping[str, Any], name: str, http: httpx.Client) -> int:
    match page["network"]:
        case "vk":
            asked = Request("groups.getById", {"group_id": name})
            return _of_vk(_vk(on, page, http).ask(asked, _deadline()))
        case "telegram":
            from gospablik.networks.telegram import requests as telegram
            from gospablik.networks.telegram.client import TelegramClient
            from gospablik.networks.telegram.tokens import TelegramToken

            base = page.get("api", TelegramEntry.model_fields["api"].default)
            bot = TelegramClient(base, TelegramToken(_key(on, page, "bot_token")), http)
            chat = telegram.Request("getChat", {"chat_id": f"@{name}"})
            return Reader("Telegram").number(bot.ask(chat, _deadline()), "id")
        case network:
            raise _unknown(name, "по имени эта сеть номера не называет", _TODO[network])


_TODO = {
    "ok": "номер стоит в адресе ok.ru/group/… и в настройках группы",
    "max": "добавьте бота в канал администратором и начните вопросы об этой странице заново:"
    " MAX назовёт номер сам",
}


def _vk(on: Dialogue, page: Mapping[str, Any], http: httpx.Client) -> VkClient:
    given = {field: _key(on, page, field) for field in ("community_token", "service_key")}
    tokens = VkTokens(given["community_token"], given["service_key"])
    return VkClient(page.get("api", VkEntry.model_fields["api"].default), tokens, http)


def _of_vk(answer: Any) -> int:
    read = Reader("ВКонтакте")
    rows = read.rows(answer, "groups")
    return read.number(rows[0] if rows else None, "id")


def _told_by_max(page: Mapping[str, Any], key: str, http: httpx.Client) -> int | None:
    from gospablik.networks.max import requests as max_requests
    from gospablik.networks.max.client import MaxClient
    from gospablik.networks.max.tokens import MaxToken

    client = MaxClient(page.get("api", MaxEntry.model_fields["api"].default), MaxToken(key), http)
    asked = max_requests.Request("GET", "/updates", {"types": "bot_added", "timeout": "0"})
    rows = Reader("MAX").rows(client.ask(asked, _deadline()), "updates")
    told = [one for one in rows if Reader("MAX").table(one).get("is_channel")]
    return Reader("MAX").number(told[-1], "chat_id") if told else None


def _unknown(words: str, why: str, todo: str) -> OfficeError:
    return OfficeError(
        f"Номер страницы «{words}» не узнать: {why.rstrip('.')}.",
        not_done="номер не записан.",
        next_step=f"{todo.rstrip('.')}.",
    )
