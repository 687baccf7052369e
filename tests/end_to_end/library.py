"""The town's second office: a library with a page in each network, under keys of its own."""

from typing import Any

from office.demo.other_networks import NAME, Elsewhere, Max, Ok, Telegram, pages_toml
from office.demo.outside import Outside
from office.demo.story import TOKENS

LIBRARY = "Библиотека ГО «Жатай»"
GROUP = 217000002
_TOKEN = "vk1.a.library"
_VK_PAGE = """
[[page]]
key = "library-vk"
network = "vk"
group_id = {group}
name = "{name}"
mode = "самостоятельно"
since = 1990-01-01
official_wording = "Официальная страница библиотеки"
api = "{sandbox}/vk/method/"
address = "{sandbox}/vk"
"""


class LibraryOk(Ok):
    """The library's group of Одноклассники."""

    key, GROUP, TOKEN = "library-ok", "70000000000002", "library-ok-access-token"


class LibraryTelegram(Telegram):
    """The library's channel, with a bot and a discussion group of its own."""

    key, NAME = "library-telegram", "library_zhatay"
    CHANNEL, DISCUSSION = -1001700000003, -1001700000004
    BOT, TOKEN = 7000002, "7000002:library-telegram-key"


class LibraryMax(Max):
    """The library's channel of MAX."""

    key, CHANNEL, LINK = "library-max", -70000002, "zhatay_library"
    BOT, TOKEN = 902, "library-max-bot-key"


def settle_in_vk(outside: Outside) -> None:
    """The group and its key."""
    outside.control(
        "vk/groups", group_id=GROUP, name="Библиотека", screen_name="library",
        description="Официальная страница библиотеки", verified=1,
    )  # fmt: skip
    outside.control("vk/tokens", token=_TOKEN, kind="community", group_id=GROUP)


def vk_toml(sandbox: str) -> str:
    """VK's [[page]]."""
    return _VK_PAGE.format(group=GROUP, name=LIBRARY, sandbox=sandbox)


def vk_keys() -> dict[str, Any]:
    """No user's key: the library's administrator gave none."""
    return {"network": "vk", "community_token": _TOKEN, "service_key": TOKENS["service"]}


def elsewhere(sandbox: dict[str, Any]) -> Elsewhere:
    """The three others, in the sandbox whose ready file this is."""
    address = str(sandbox["http"])
    return (
        LibraryOk(address),
        LibraryTelegram(address),
        LibraryMax(address, sandbox.get("https", ""), sandbox.get("ca", "")),
    )


def elsewhere_toml(networks: Elsewhere) -> str:
    """Their [[page]] tables, under the library's name."""
    return pages_toml(networks, "1990-01-01").replace(NAME, LIBRARY)
