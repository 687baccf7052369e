"""Keys and passwords: Prefect blocks with secret fields here, plain dataclasses behind them.

Blocks are shared by name: `vk-<key of the page>` and `smtp`. Nothing secret is a parameter of a
flow or a task, so nothing secret is shown in a run.
"""

from typing import cast

from prefect.blocks.core import Block
from pydantic import Field, SecretStr

from gospablik.errors import OfficeError
from gospablik.mail import MailServer
from gospablik.networks.vk import VkTokens
from gospablik.organisation import Page

SMTP_BLOCK = "smtp"


class VkCredentials(Block):
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

    def tokens(self) -> VkTokens:
        """The keys as the adapter takes them."""
        return VkTokens(
            community=self.community_token.get_secret_value(),
            service=self.service_key.get_secret_value(),
            user=self.user_token.get_secret_value() or None,
        )


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


def vk_block(page: Page) -> str:
    """The name of the block with this page's keys."""
    return f"vk-{page.key}"


def vk_tokens(page: Page) -> VkTokens:
    """The page's keys. Raises OfficeError if the block is missing."""
    try:
        return cast(VkCredentials, VkCredentials.load(vk_block(page))).tokens()
    except ValueError:
        raise _missing(vk_block(page), f"страница «{page.name}» не открыта") from None


def mail_server() -> MailServer:
    """The mail server. Raises OfficeError if the block is missing."""
    try:
        return cast(SmtpCredentials, SmtpCredentials.load(SMTP_BLOCK)).server()
    except ValueError:
        raise _missing(SMTP_BLOCK, "письма не отправлены") from None


def _missing(name: str, not_done: str) -> OfficeError:
    return OfficeError(
        f"В Prefect нет блока «{name}».",
        not_done=f"{not_done}.",
        next_step=f"откройте в Prefect раздел Blocks, создайте блок с именем «{name}».",
    )
