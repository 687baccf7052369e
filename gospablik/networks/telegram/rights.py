"""What the bot may do, from what Telegram says of it. Pure.

Sources: Bot API 10.1, ChatMemberAdministrator; shared facts telegram-max-site.md 1.5, 1.6.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gospablik.networks.capabilities import Answer, Operation, Probed
from gospablik.networks.errors import NetworkError
from gospablik.networks.json_values import Json
from gospablik.networks.telegram.objects import Bot, Channel
from gospablik.networks.verdicts import probed as refused

Rights = Mapping[str, Json]
"""getChatMember of the bot: its `status` and, for an administrator, its can_… flags."""

_O = Operation

IN_CHANNEL: Mapping[Operation, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                *(_O.PUBLISH_TEXT, _O.PUBLISH_PHOTO, _O.PUBLISH_ALBUM, _O.PUBLISH_VIDEO),
                *(_O.PUBLISH_FILE, _O.LINK_CARD, _O.REPOST),
            ),
            ("can_post_messages",),
        ),
        _O.EDIT_POST: ("can_post_messages", "can_edit_messages"),
        _O.DELETE_POST: ("can_post_messages", "can_delete_messages"),
        _O.PIN_POST: ("can_edit_messages",),
        _O.DESCRIBE_PAGE: ("can_change_info",),
    }
)
"""What an operation needs in the channel: one of these rights."""

IN_GROUP: Mapping[Operation, tuple[str, ...]] = MappingProxyType(
    {
        _O.REMOVE_COMMENT: ("can_delete_messages",),
        _O.BLOCK: ("can_restrict_members",),
        _O.UNBLOCK: ("can_restrict_members",),
    }
)
"""The same in the discussion group."""

NEVER: Mapping[Operation, str] = MappingProxyType(
    {
        _O.RESTORE_COMMENT: "Telegram не возвращает удалённые сообщения.",
        _O.LIST_BLOCKED: "Telegram не показывает боту список заблокированных.",
    }
)

_WORDS = {
    "can_post_messages": "публиковать сообщения",
    "can_edit_messages": "изменять чужие сообщения",
    "can_delete_messages": "удалять сообщения",
    "can_change_info": "изменять данные канала",
    "can_restrict_members": "блокировать пользователей",
}
_IN = frozenset({"administrator", "creator", "member", "restricted"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What Telegram answered: the result, or the error in its place.

    `count`: the members of the channel; `in_channel`, `in_group`: what the bot is there.
    """

    bot: Bot
    channel: Channel | NetworkError
    count: int | NetworkError
    in_channel: Rights | NetworkError
    in_group: Rights | NetworkError


def probed(asked: Asked) -> tuple[Probed, ...]:
    """Every operation once."""
    return tuple(_one(operation, asked) for operation in Operation)


def without_answer(error: NetworkError) -> tuple[Probed, ...]:
    """The same when the bot could not be asked who it is: a dead key may do nothing."""
    return tuple(refused(operation, error) for operation in Operation)


def _one(operation: Operation, asked: Asked) -> Probed:
    if operation in NEVER:
        return Probed(operation, Answer.NO, NEVER[operation])
    if operation in IN_CHANNEL:
        return _granted(operation, asked.in_channel, IN_CHANNEL[operation], "в канале")
    if operation in IN_GROUP:
        return _granted(operation, asked.in_group, IN_GROUP[operation], "в группе обсуждения")
    match operation:
        case Operation.PAGE_INFO:
            why = f"ключ бота @{asked.bot.username}; кому он принадлежит, Telegram не сообщает."
            return _answered(operation, asked.channel, why)
        case Operation.COUNTERS:
            return _answered(operation, asked.count, "подписчики; просмотров бот не видит.")
        case Operation.REPLY:
            return _replies(operation, asked.in_group)
        case _:  # LIST_POSTS, READ_COMMENTS: copies of posts are messages of the group too
            return _hears(operation, asked)


def _answered(operation: Operation, answer: object, why: str) -> Probed:
    if isinstance(answer, NetworkError):
        return refused(operation, answer)
    return Probed(operation, Answer.YES, why)


def _granted(
    operation: Operation, member: Rights | NetworkError, needed: tuple[str, ...], where: str
) -> Probed:
    if isinstance(member, NetworkError):
        return refused(operation, member)
    if member["status"] == "creator" or any(member.get(right) is True for right in needed):
        return Probed(operation, Answer.YES)
    if member["status"] != "administrator":
        return Probed(operation, Answer.NO, f"бот не администратор {where}.")
    names = " или ".join(f"«{_WORDS[right]}»" for right in needed)
    return Probed(operation, Answer.NO, f"у бота нет {where} права {names}.")


def _replies(operation: Operation, member: Rights | NetworkError) -> Probed:
    if isinstance(member, NetworkError):
        return refused(operation, member)
    mute = member["status"] == "restricted" and member.get("can_send_messages") is not True
    if member["status"] in _IN and not mute:
        return Probed(operation, Answer.YES, "ответ выйдет от имени бота, а не канала.")
    return Probed(operation, Answer.NO, "бот не может писать в группу обсуждения.")


def _hears(operation: Operation, asked: Asked) -> Probed:
    if isinstance(asked.in_group, NetworkError):
        return refused(operation, asked.in_group)
    status = asked.in_group["status"]
    if status in {"administrator", "creator"} or (status in _IN and asked.bot.hears_all):
        return Probed(operation, Answer.YES, "по сообщениям группы обсуждения за последние сутки.")
    return Probed(
        operation,
        Answer.NO,
        "бот не администратор группы обсуждения и видит в ней не все сообщения.",
    )
