"""The key of a bot, and how it is kept out of the log: Telegram wants it in the address."""

import logging
import re
from dataclasses import dataclass

from gospablik.errors import OfficeError

_KEY = re.compile(r"[A-Za-z0-9:_-]+")
_IN_ADDRESS = re.compile(r"(?<=/bot)[^/\s\"]+(?=/)")


@dataclass(frozen=True, slots=True, repr=False)
class TelegramToken:
    """The key of one bot, as @BotFather gave it. One bot serves one page.

    Raises OfficeError if it is empty or holds letters that no key has: such a key would break the
    address it stands in, and the HTTP library would print it in its own error.
    """

    value: str

    def __post_init__(self) -> None:
        if not _KEY.fullmatch(self.value):
            raise OfficeError(
                "Ключ бота Telegram пуст или записан с лишними знаками"
                " (пробел, перевод строки или русская буква).",
                not_done="к Telegram никто не обращался.",
                next_step="вставьте ключ заново, без пробелов и переводов строки.",
            )

    @property
    def bot_id(self) -> int | None:
        """The bot's own number, which a real key begins with; None if it does not."""
        head = self.value.partition(":")[0]
        return int(head) if head.isdigit() else None

    def __repr__(self) -> str:
        return "TelegramToken(ключ бота)"


class _HideKeys(logging.Filter):
    """httpx logs the address of every request; what follows /bot in it is a key."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the line, without the key."""
        line = record.getMessage()
        hidden = _IN_ADDRESS.sub("***", line)
        if hidden != line:
            record.msg, record.args = hidden, ()
        return True


_HIDE_KEYS = _HideKeys()


def keep_keys_out_of_the_log() -> None:
    """See to it that httpx writes no key into its log. May be called again and again."""
    logging.getLogger("httpx").addFilter(_HIDE_KEYS)
