"""The key we hold: always a person's, bound to an application (shared facts, part B2).

OK has no key of a group: the robot acts as the person who gave the key, within that person's role
in the group and the permissions that OK granted to the application.
"""

from dataclasses import dataclass

from gospablik.errors import OfficeError

READS, WRITES = 2, 0.5
"""Requests a second. OK publishes no limit; live clients keep to three (shared facts, B4, C)."""

_WORDS = {
    "application_key": "открытый ключ приложения",
    "application_secret": "секретный ключ приложения",
    "access_token": "ключ доступа",
    "session_secret": "секретный ключ сессии",
}


@dataclass(frozen=True, slots=True, repr=False)
class OkToken:
    """The key of one page. One secret is enough: of the session or of the application.

    Raises OfficeError if a part is missing, or has spaces, line ends or letters that no key has.
    """

    application_key: str
    application_secret: str
    access_token: str
    session_secret: str | None = None

    def __post_init__(self) -> None:
        for name, words in _WORDS.items():
            if not all("!" <= letter <= "~" for letter in getattr(self, name) or ""):
                raise _unfit(f"записан с лишними знаками {words}")
        if not (self.application_key and self.access_token):
            raise _unfit("нет открытого ключа приложения или ключа доступа")
        if not (self.application_secret or self.session_secret):
            raise _unfit("нет секретного ключа: ни сессии, ни приложения")

    def secrets(self) -> tuple[str, ...]:
        """What must never be shown."""
        parts = (self.access_token, self.application_secret, self.session_secret)
        return tuple(part for part in parts if part)

    def __repr__(self) -> str:
        return "OkToken(скрыт)"


def _unfit(what: str) -> OfficeError:
    return OfficeError(
        f"Ключ Одноклассников не годится: {what}.",
        not_done="к Одноклассникам никто не обращался.",
        next_step="вставьте ключ заново в блок страницы, без пробелов и переводов строки.",
    )
