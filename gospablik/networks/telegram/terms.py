"""Telegram's terms: what it deletes for a bot, and for how long it bans. Pure.

Sources: Bot API 10.1, deleteMessage and banChatMember; shared facts telegram-max-site.md 1.8.
"""

from datetime import datetime, timedelta

from gospablik.clock import now
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.telegram.drafts import unfit

DELETABLE = timedelta(hours=48)
SHORTEST_BAN, LONGEST_BAN = timedelta(seconds=30), timedelta(days=366)
_RESERVE = timedelta(minutes=1)


def why_not_deleted(error: NetworkError, written_at: datetime | None) -> NetworkError:
    """The same refusal, with what its reason must be if the message's age is known."""
    if written_at is None:
        reason = "Либо сообщению больше 48 часов, либо у бота нет права удалять сообщения."
    elif now() - written_at >= DELETABLE:
        reason = "Сообщению больше 48 часов: такие бот удалить не может."
    else:
        reason = "Сообщению меньше 48 часов, значит, у бота нет права удалять сообщения."
    return NetworkError(Kind.PERSON, error.code, f"{error.why} {reason}", todo=error.todo)


def check_ban(until: datetime) -> None:
    """Raise NetworkError(REFUSED) if a ban until then would not end then.

    Telegram takes less than 30 seconds and more than 366 days for a ban without an end.
    """
    left = until - now()
    if left < SHORTEST_BAN + _RESERVE:
        raise unfit(
            "Срок блокировки уже вышел или вот-вот выйдет, а такую Telegram сделал бы вечной.",
            "ничего, если срок вышел; иначе примите решение с другим сроком.",
        )
    if left > LONGEST_BAN - _RESERVE:
        raise unfit(
            "Блокировку дольше 366 дней Telegram сделал бы вечной.",
            "примите решение со сроком до 366 дней.",
        )
