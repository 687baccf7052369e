"""MAX's errors, translated once: what the caller must do, in which words, after what wait.

Sources: shared facts telegram-max-site.md 2.1 and 2.5 (each code with who has seen it); statuses
are those of the official OpenAPI 0.0.32. A status outside this list proves nothing.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from gospablik.networks.errors import (
    BY_HAND,
    LOOKS_AGAIN,
    REPEATS_ITSELF,
    REPLACE_KEY,
    SHOW_TO_KEEPER,
    Kind,
    Meaning,
)

UNKNOWN_ID = "proto.payload"
"""A malformed request, and also an id that MAX does not know."""
INTERNAL = "internal.error"
TOO_MANY_WAIT = timedelta(seconds=5)
"""MAX does not document how long to wait; its own client begins with five seconds."""

_RIGHTS = "верните боту права администратора канала."
_ADDRESS = "проверьте chat_id страницы в organisation.toml и то, что бот добавлен в канал."

_DEAD = Meaning(Kind.DEAD_TOKEN, "ключ не действует", REPLACE_KEY, timedelta(minutes=30))
_NOT_READY = Meaning(
    Kind.LATER, "вложение ещё обрабатывается", REPEATS_ITSELF, timedelta(seconds=30)
)
_FORBIDDEN = Meaning(Kind.NO_RIGHT, "у бота нет прав на это", _RIGHTS)
_NO_SUCH = Meaning(Kind.ALREADY, "не найдено", _ADDRESS)
_SERVER = Meaning(Kind.UNKNOWN, "ошибка сервера", LOOKS_AGAIN)

CODES: Mapping[str, Meaning] = MappingProxyType(
    {
        "verify.token": _DEAD,
        "attachment.not.ready": _NOT_READY,
        "chat.not.found": Meaning(Kind.REFUSED, "такого канала нет", _ADDRESS),
        "not.found": _NO_SUCH,
        "access.denied": _FORBIDDEN,
        UNKNOWN_ID: Meaning(Kind.REFUSED, "запрос неверен или номер неизвестен", SHOW_TO_KEEPER),
        INTERNAL: _SERVER,
    }
)

STATUSES: Mapping[int, Meaning] = MappingProxyType(
    {
        400: Meaning(Kind.REFUSED, "запрос отклонён", SHOW_TO_KEEPER),
        401: _DEAD,
        403: _FORBIDDEN,
        404: _NO_SUCH,
        405: Meaning(Kind.PERSON, "такого метода больше нет", BY_HAND),
        413: Meaning(Kind.REFUSED, "слишком большой файл", "приложите файл поменьше."),
        500: _SERVER,
        503: _SERVER,
    }
)

FRAGMENTS: Mapping[str, Meaning] = MappingProxyType(
    {
        ".not.processed": _NOT_READY,
        "size must be between": Meaning(
            Kind.REFUSED, "текст длиннее, чем MAX принимает", "сократите текст."
        ),
        "file extension is forbidden": Meaning(
            Kind.REFUSED, "файлы этого вида MAX не принимает", "приложите файл другого вида."
        ),
    }
)
"""Words of `message` that tell more than the code beside them."""

_DENIED = Meaning(Kind.REFUSED, "запрос отклонён", SHOW_TO_KEEPER)
_STRANGE = Meaning(Kind.UNKNOWN, "ошибка, которой нет в нашем списке", LOOKS_AGAIN)


def meaning(status: int, code: str, message: str = "") -> Meaning:
    """What an error means. Status 200 stands for «success: false», which is a plain no."""
    if status in (200, 400):
        for fragment, known in FRAGMENTS.items():
            if fragment in message.lower():
                return known
    if code in CODES:
        return CODES[code]
    return _DENIED if status == 200 else STATUSES.get(status, _STRANGE)
