"""Keys and passwords: Prefect blocks with secret fields here, plain dataclasses behind them.

Blocks are found by name: `<network>-<key of the page>`, `smtp` and `imap`. Nothing secret is
a parameter of a flow or a task, so nothing secret is shown in a run.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeVar, cast

from prefect.blocks.core import Block
from pydantic import Field, SecretStr

from gospablik.errors import OfficeError
from gospablik.inbox.mailbox import MailboxAddress
from gospablik.mail import MailServer
from gospablik.networks.capabilities import Matrix
from gospablik.organisation import Inbox, Page

if TYPE_CHECKING:  # each adapter is loaded only for a page of its network
    from gospablik.networks.max.tokens import MaxToken
    from gospablik.networks.ok.tokens import OkToken
    from gospablik.networks.telegram.tokens import TelegramToken
    from gospablik.networks.vk.tokens import VkTokens

SMTP_BLOCK = "smtp"
IMAP_BLOCK = "imap"
Holder = Literal["не указано", "учреждение", "частное лицо"]


class PageCredentials(Block):
    """Ключи одной страницы и чьи они."""

    owner: str = Field(
        default="",
        title="Чей ключ",
        description="ФИО и должность или название учреждения, на чью учётную запись он выдан.",
    )
    holder: Holder = Field(
        default="не указано",
        title="Кому принадлежит учётная запись",
        description="Ключ частного лица уходит вместе с ним: Положение, п. 2.2.",
    )

    def kinds(self, matrix: Matrix) -> Sequence[str]:
        """Which columns of the network's matrix these keys are; most networks have one."""
        return tuple(matrix)


class VkCredentials(PageCredentials):
    """Ключи одной страницы ВКонтакте."""

    _block_type_name = "Страница ВКонтакте"
    _block_type_slug = "gospablik-vk"
    _description = "Ключи страницы ВКонтакте: сообщества, сервисный и, если выдан, пользователя."

    community_token: SecretStr = Field(
        title="Ключ сообщества",
        description="Управление → Работа с API → Ключи доступа. Публикует и отвечает.",
    )
    service_key: SecretStr = Field(
        default=SecretStr(""),
        title="Сервисный ключ",
        description="Настройки приложения на id.vk.com. Читает стену и комментарии.",
    )
    user_token: SecretStr = Field(
        default=SecretStr(""),
        title="Ключ пользователя (если есть)",
        description="Без него удаление и блокировка становятся поручением сотруднику.",
    )

    def tokens(self) -> "VkTokens":
        """The keys as the adapter takes them."""
        from gospablik.networks.vk.tokens import VkTokens

        return VkTokens(
            community=self.community_token.get_secret_value(),
            service=self.service_key.get_secret_value(),
            user=self.user_token.get_secret_value() or None,
        )

    def kinds(self, matrix: Matrix) -> Sequence[str]:
        """The kinds of key that are there. Raises OfficeError for a key that can be none."""
        return [kind.words for kind in self.tokens().held()]


class OkCredentials(PageCredentials):
    """Ключи одной группы в Одноклассниках."""

    _block_type_name = "Страница в Одноклассниках"
    _block_type_slug = "gospablik-ok"
    _description = "Ключи приложения и владельца, который администрирует группу."

    application_key: str = Field(
        title="Публичный ключ приложения", description="application_key из письма ОК."
    )
    application_secret: SecretStr = Field(
        default=SecretStr(""),
        title="Секретный ключ приложения",
        description="application_secret_key. Не нужен, если задан секрет сессии.",
    )
    access_token: SecretStr = Field(
        title="Ключ доступа", description="Вечный access_token из настроек приложения."
    )
    session_secret: SecretStr = Field(
        default=SecretStr(""),
        title="Секрет сессии",
        description="session_secret_key, выдаётся вместе с вечным ключом доступа.",
    )

    def token(self) -> "OkToken":
        """The keys as the adapter takes them."""
        from gospablik.networks.ok.tokens import OkToken

        return OkToken(
            application_key=self.application_key,
            application_secret=self.application_secret.get_secret_value(),
            access_token=self.access_token.get_secret_value(),
            session_secret=self.session_secret.get_secret_value() or None,
        )


class TelegramCredentials(PageCredentials):
    """Ключ бота, который ведёт канал Telegram и его обсуждение."""

    _block_type_name = "Канал Telegram"
    _block_type_slug = "gospablik-telegram"
    _description = "Ключ бота: администратор канала и группы обсуждения."

    bot_token: SecretStr = Field(
        title="Ключ бота", description="Выдаёт @BotFather. Один бот — одна программа."
    )

    def token(self) -> "TelegramToken":
        """The key as the adapter takes it."""
        from gospablik.networks.telegram.tokens import TelegramToken

        return TelegramToken(self.bot_token.get_secret_value())


class MaxCredentials(PageCredentials):
    """Ключ бота, который ведёт канал в MAX."""

    _block_type_name = "Канал MAX"
    _block_type_slug = "gospablik-max"
    _description = "Ключ бота организации: администратор канала с правом читать сообщения."

    bot_token: SecretStr = Field(
        title="Ключ бота", description="business.max.ru → чат-боты → интеграция."
    )

    def token(self) -> "MaxToken":
        """The key as the adapter takes it."""
        from gospablik.networks.max.tokens import MaxToken

        return MaxToken(self.bot_token.get_secret_value())


PAGE_BLOCKS: dict[str, type[PageCredentials]] = {
    "vk": VkCredentials,
    "ok": OkCredentials,
    "telegram": TelegramCredentials,
    "max": MaxCredentials,
}
"""The kind of block of each network's pages."""


class SmtpCredentials(Block):
    """Почтовый сервер, через который уходят письма."""

    _block_type_name = "Почтовый сервер"
    _block_type_slug = "gospablik-smtp"
    _description = "Сервер исходящей почты администрации."

    host: str = Field(title="Сервер")
    port: int = Field(default=587, title="Порт")
    login: str = Field(default="", title="Имя пользователя")
    password: SecretStr = Field(default=SecretStr(""), title="Пароль")
    starttls: bool = Field(
        default=True,
        title="Шифровать соединение (STARTTLS)",
        description="Без шифрования письма уходят только на сервер этой же машины.",
    )

    def server(self) -> MailServer:
        """The server as the mailer takes it."""
        return MailServer(
            host=self.host,
            port=self.port,
            login=self.login or None,
            password=self.password.get_secret_value() or None,
            starttls=self.starttls,
        )


class ImapCredentials(Block):
    """Пароль почтового ящика, в который приходят ответы."""

    _block_type_name = "Почтовый ящик"
    _block_type_slug = "gospablik-imap"
    _description = "Пароль ящика, в который приходят ответы; где он, говорит organisation.toml."

    password: SecretStr = Field(title="Пароль")


Kind = TypeVar("Kind", bound=PageCredentials)


def page_block(page: Page) -> str:
    """The name of the block with this page's keys."""
    return f"{page.network}-{page.key}"


def page_keys(page: Page, kind: type[Kind]) -> Kind:
    """The page's keys. Raises OfficeError if the block is missing."""
    try:
        return cast(Kind, kind.load(page_block(page)))
    except ValueError:
        raise _missing(page_block(page), f"страница «{page.name}» не открыта") from None


def mail_server() -> MailServer:
    """The mail server. Raises OfficeError if the block is missing."""
    try:
        return cast(SmtpCredentials, SmtpCredentials.load(SMTP_BLOCK)).server()
    except ValueError:
        raise _missing(SMTP_BLOCK, "письма не отправлены") from None


def mailbox(inbox: Inbox) -> MailboxAddress:
    """The mailbox that answers come to. Raises OfficeError if the block is missing."""
    try:
        block = cast(ImapCredentials, ImapCredentials.load(IMAP_BLOCK))
    except ValueError:
        raise _missing(IMAP_BLOCK, "ответы на письма не прочитаны") from None
    return MailboxAddress(
        host=inbox.host,
        port=inbox.port,
        login=inbox.login,
        password=block.password.get_secret_value(),
        encryption=inbox.encryption,
        folder=inbox.folder,
    )


def _missing(name: str, not_done: str) -> OfficeError:
    return OfficeError(
        f"В Prefect нет блока «{name}».",
        not_done=f"{not_done}.",
        next_step=f"откройте в Prefect раздел Blocks, создайте блок с именем «{name}».",
    )
