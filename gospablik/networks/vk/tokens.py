"""Which keys we hold.

VK has three kinds. A community key writes in the page's name, a service key reads what is public,
a user key moderates and can hardly be had any more.
"""

from dataclasses import dataclass
from enum import StrEnum

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
