"""The one kind of key that MAX has: a bot's. What it may do is ruled by the bot's rights.

Bots are given to organisations only: business.max.ru, with moderation (shared facts, 2.1).
"""

from dataclasses import dataclass

from gospablik.errors import OfficeError

BOT = "ключ бота"
"""How the settings, the errors and the matrix call it."""


@dataclass(frozen=True, slots=True, repr=False)
class MaxToken:
    """The key of the page's bot. An empty string is a key we do not hold.

    Raises OfficeError for a key with spaces, line ends or letters that no key has: the HTTP
    library would print such a key in its own error.
    """

    bot: str

    def __post_init__(self) -> None:
        if not all("!" <= letter <= "~" for letter in self.bot):
            raise OfficeError(
                "Ключ бота MAX записан с лишними знаками"
                " (пробел, перевод строки или русская буква).",
                not_done="к MAX никто не обращался.",
                next_step="вставьте ключ заново, без пробелов и переводов строки.",
            )

    def __repr__(self) -> str:
        return f"MaxToken({BOT if self.bot else 'нет ключа'})"
