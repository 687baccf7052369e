"""Chats and their members, read out of the Bot API's results. Pure.

A missing key is an error, never a default: half-read is not read.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.json_values import Json, is_int
from gospablik.networks.telegram.answers import nonsense
from gospablik.networks.telegram.messages import READ


@dataclass(frozen=True, slots=True)
class Channel:
    """What getChat says of a channel. `group`: its discussion group, None if it has none."""

    title: str
    description: str
    group: int | None


@dataclass(frozen=True, slots=True)
class Bot:
    """What getMe says. `hears_all`: reads a group without being its administrator."""

    number: int
    username: str
    hears_all: bool


@dataclass(frozen=True, slots=True)
class Ban:
    """A ban in a group, or a mute: he reads and does not write. `until`: aware; None, for ever."""

    until: datetime | None
    mute: bool = False


def channel(result: Json, chat_id: int) -> Channel:
    """getChat. A description that the page left empty is missing: that is an empty one."""
    if READ.number(result, "id") != chat_id:
        raise nonsense(f"вместо канала {chat_id} показан другой чат")
    if READ.words(result, "type") != "channel":
        raise NetworkError(
            Kind.REFUSED,
            None,
            f"Чат {chat_id} в Telegram — не канал, а программа ведёт каналы.",
            todo="укажите в organisation.toml chat_id канала.",
        )
    group = result.get("linked_chat_id")
    if group is not None and not is_int(group):
        raise nonsense("номер группы обсуждения непонятен")
    return Channel(READ.words(result, "title"), str(result.get("description") or ""), group)


def bot(result: Json) -> Bot:
    """getMe."""
    return Bot(
        READ.number(result, "id"),
        str(result.get("username") or ""),
        result.get("can_read_all_group_messages") is True,
    )


def ban(result: Json, author: int) -> Ban | None:
    """getChatMember: the ban or mute of an author, None if he may write."""
    member = READ.table(result)
    if READ.number(member.get("user"), "id") != author:
        raise nonsense("показан другой участник")
    status = READ.words(member, "status")
    mute = status == "restricted" and READ.flag(member, "can_send_messages") is False
    if status != "kicked" and not mute:
        return None
    ends = READ.number(member, "until_date")
    return Ban(READ.moment(member, "until_date") if ends else None, mute)


def name(user: Json) -> str:
    """A user's first and last name."""
    first, last = READ.words(user, "first_name"), READ.table(user).get("last_name")
    return f"{first} {last}" if last else first


def names(result: Json) -> tuple[str, ...]:
    """getChatAdministrators: who runs the chat."""
    if not isinstance(result, list):
        raise nonsense("нет списка администраторов")
    return tuple(name(READ.table(member).get("user")) for member in result)


def count(result: Json) -> int:
    """getChatMemberCount."""
    if not is_int(result):
        raise nonsense("нет числа подписчиков")
    return result


def rights(result: Json) -> Mapping[str, Json]:
    """getChatMember of the bot itself: `status` and, for an administrator, its can_… flags."""
    READ.words(result, "status")
    return READ.table(result)
