"""The channel, who runs it and what our bot may do there, read out of MAX's answers. Pure."""

from gospablik.networks.base import PageInfo
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json, Reader
from gospablik.networks.max.answers import NAME, refused
from gospablik.networks.max.objects import name_of

_READ = Reader(NAME)
_ALIASES = {
    "post_edit_delete_message": "write",
    "edit_message": "edit",
    "delete_message": "delete",
}
"""Names that rights had before July 2026 and may still come by."""


def user_id(answer: Json) -> int:
    """GET /me."""
    return _READ.number(answer, "user_id")


def page_info(answer: Json, *, chat_id: int) -> PageInfo:
    """GET /chats/{chatId}. A channel without a description has null there.

    Raises NetworkError if it is no channel or the bot is not in it. MAX tells neither a status
    line, nor a site, nor its own mark of official channels: empty and False.
    """
    if _READ.number(answer, "chat_id") != chat_id:
        raise refused(
            f"MAX показал другой чат вместо {chat_id}.",
            "проверьте chat_id страницы в organisation.toml.",
        )
    if (kind := _READ.words(answer, "type")) != "channel":
        raise refused(
            f"Чат {chat_id} в MAX — не канал ({kind}).",
            "укажите в chat_id страницы номер канала.",
        )
    if (status := _READ.words(answer, "status")) != "active":
        raise NetworkError(
            Kind.PERSON,
            status,
            f"Бот не состоит в канале {chat_id} или канал закрыт ({status}).",
            todo="верните бота в канал администратором.",
        )
    return PageInfo(
        name=_READ.words(answer, "title"),
        description=str(answer.get("description") or ""),
        status="",
        verified=False,
        site="",
        members=_READ.number(answer, "participants_count"),
    )


def administrators(answer: Json) -> tuple[str, ...]:
    """GET /chats/{chatId}/members/admins: names, or the number of one without a name."""
    return tuple(
        name_of(member) or str(_READ.number(member, "user_id"))
        for member in _READ.rows(answer, "members")
    )


def rights(answer: Json) -> frozenset[str]:
    """GET /chats/{chatId}/members/me: rights by their present names; none for a mere member."""
    told = _READ.table(answer).get("permissions")
    if told is None:
        return frozenset()
    names = [name for name in _READ.rows(answer, "permissions") if isinstance(name, str)]
    return frozenset(_ALIASES.get(name, name) for name in names)
