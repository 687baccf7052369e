"""`[[page]]` of organisation.toml: one official page in one network, and the way to it.

Hosts, a proxy and a further certificate authority are configuration: networks move, and the
addresses of a sandbox are addresses like any other.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from gospablik.settings import Key, Mail, Section, Web


class Mode(StrEnum):
    """How far a page may be run by itself."""

    WATCH = "наблюдение"
    SELF = "самостоятельно"


def _fingerprint(given: str) -> str:
    plain = given.replace(":", "").lower()
    if not re.fullmatch(r"[0-9a-f]{64}", plain):
        raise ValueError("отпечаток SHA-256: 64 шестнадцатеричных знака, можно через двоеточие")
    return plain


class Authority(Section):
    """A certificate authority that no system trusts by itself: added, never instead of checking.

    Every certificate in the file must be named by its SHA-256 fingerprint.
    """

    file: Annotated[str, Field(min_length=1)]
    sha256: Annotated[list[Annotated[str, AfterValidator(_fingerprint)]], Field(min_length=1)]


class _Page(Section):
    """`administrators`: names or ids of those who may run the page, as the network writes them.

    `rules_link`: where the rules of commenting are published. `suspended_from`: the first day on
    which the page is run no more, by what `suspended_because` names.
    """

    key: Key
    name: Annotated[str, Field(min_length=1)]
    mode: Mode
    since: date
    official_wording: Annotated[str, Field(min_length=5)]
    proxy: Web | None = None
    authority: Authority | None = None
    administrators: list[Annotated[str, Field(min_length=1)]] = Field(default_factory=list)
    contact: Mail | None = None
    rules_link: Web | None = None
    suspended_from: date | None = None
    suspended_because: Annotated[str, Field(min_length=5)] | None = None

    @model_validator(mode="after")
    def _suspended_by_a_document(self) -> Self:
        if (self.suspended_from is None) != (self.suspended_because is None):
            raise ValueError(
                "и день suspended_from, и основание suspended_because, или ни того ни другого"
            )
        return self


class VkEntry(_Page):
    """A community of VK. `group_id`: its number, without a minus."""

    network: Literal["vk"]
    group_id: Annotated[int, Field(ge=1)]
    api: Web = "https://api.vk.ru/method/"
    address: Web = "https://vk.com"


class OkEntry(_Page):
    """A group of OK (Одноклассники). `group_id`: its number."""

    network: Literal["ok"]
    group_id: Annotated[int, Field(ge=1)]
    api: Web = "https://api.ok.ru/fb.do"
    address: Web = "https://ok.ru"


class TelegramEntry(_Page):
    """A channel of Telegram. `chat_id`: -100…; `username` without @, if the channel is public.

    Comments are the messages of the channel's discussion group, which Telegram names itself.
    """

    network: Literal["telegram"]
    chat_id: Annotated[int, Field(lt=0)]
    username: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]{3,31}$")] | None = None
    api: Web = "https://api.telegram.org"
    address: Web = "https://t.me"


class MaxEntry(_Page):
    """A channel of MAX. `chat_id`: its number; `link`: the last part of its public address."""

    network: Literal["max"]
    chat_id: Annotated[int, Field(lt=0)]
    link: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,64}$")] | None = None
    api: Web = "https://platform-api2.max.ru"
    address: Web = "https://max.ru"


def network_number(page: "Page") -> int:
    """The number by which the network knows the page."""
    return page.group_id if isinstance(page, VkEntry | OkEntry) else page.chat_id


Page = VkEntry | OkEntry | TelegramEntry | MaxEntry
AnyPage = Annotated[Page, Field(discriminator="network")]

NETWORK_NAMES = {"vk": "ВКонтакте", "ok": "Одноклассники", "telegram": "Telegram", "max": "MAX"}
"""The networks as people call them."""
