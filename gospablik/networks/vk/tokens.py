"""Which keys we hold, and which of them may call what.

VK has three kinds. A community key writes in the page's name, a service key reads what is public,
a user key moderates and can hardly be had any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from gospablik.errors import OfficeError


class TokenKind(StrEnum):
    """A kind of key. `words` is how the settings and the errors call it."""

    COMMUNITY = "community"
    SERVICE = "service"
    USER = "user"

    @property
    def words(self) -> str:
        """As an operator reads it."""
        return {
            "community": "ключ сообщества",
            "service": "сервисный ключ",
            "user": "ключ пользователя",
        }[self.value]


@dataclass(frozen=True, slots=True, repr=False)
class VkTokens:
    """The keys of one page. An empty string or None is a key we do not hold.

    Raises OfficeError for a key with spaces, line ends or letters that no key has: the HTTP
    library would print such a key in its own error.
    """

    community: str
    service: str
    user: str | None = None

    def __post_init__(self) -> None:
        for kind in TokenKind:
            key = self.of(kind)
            if key and not all("!" <= letter <= "~" for letter in key):
                raise OfficeError(
                    f"{kind.words.capitalize()} ВКонтакте записан с лишними знаками"
                    " (пробел, перевод строки или русская буква).",
                    not_done="к ВКонтакте никто не обращался.",
                    next_step="вставьте ключ заново, без пробелов и переводов строки.",
                )

    def of(self, kind: TokenKind) -> str | None:
        """The key of that kind, None if we hold none."""
        key = {
            TokenKind.COMMUNITY: self.community,
            TokenKind.SERVICE: self.service,
            TokenKind.USER: self.user,
        }[kind]
        return key or None

    def held(self) -> tuple[TokenKind, ...]:
        """The kinds we hold a key of."""
        return tuple(kind for kind in TokenKind if self.of(kind))

    def __repr__(self) -> str:
        return f"VkTokens({', '.join(self.held()) or 'нет ключей'})"


@dataclass(frozen=True, slots=True)
class Route:
    """Kinds that may call a method, in the order to try them; whether a call changes anything.

    `source` tells where the order comes from. "schema" is VKCOM/vk-api-schema v5.199.93,
    `access_token_type` of the method; what differs from it is told after a plus.
    """

    kinds: tuple[TokenKind, ...]
    writes: bool
    source: str


_C, _S, _U = TokenKind.COMMUNITY, TokenKind.SERVICE, TokenKind.USER

ROUTES: Mapping[str, Route] = MappingProxyType(
    {
        "wall.post": Route((_C, _U), True, "schema: user + live 2026: community, text only"),
        "wall.createComment": Route((_C, _U), True, "schema: user, group"),
        "wall.deleteComment": Route((_U,), True, "schema: user"),
        "wall.restoreComment": Route((_U,), True, "schema: user"),
        "groups.ban": Route((_U,), True, "schema: user"),
        "groups.unban": Route((_U,), True, "schema: user"),
        "wall.get": Route((_S, _U), False, "schema: user, service"),
        "wall.getById": Route((_S, _U), False, "schema: user, service"),
        "wall.getComments": Route((_S, _U), False, "schema: user, service"),
        "users.get": Route((_S, _U), False, "schema: user, group, service"),
        "groups.getBanned": Route((_C, _U), False, "schema: user, group"),
        "groups.getById": Route((_C, _S, _U), False, "schema: user, group, service"),
    }
)

RATES: Mapping[TokenKind, int] = MappingProxyType({_C: 20, _S: 3, _U: 3})
"""Requests a second. Source: SevereCloud/vksdk api/README, quoting dev.vk.com."""
