"""Which operations our bot may do in the channel, by the rights that MAX itself names."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from gospablik.networks.capabilities import Answer, Operation, Probed
from gospablik.networks.errors import NetworkError
from gospablik.networks.max import about, requests
from gospablik.networks.max.client import MaxClient
from gospablik.networks.transport import Deadline
from gospablik.networks.verdicts import probed

NEEDS: Mapping[Operation, tuple[str, ...]] = MappingProxyType(
    {
        Operation.LIST_POSTS: ("read_all_messages",),
        Operation.READ_COMMENTS: ("read_all_messages",),
        Operation.PUBLISH_TEXT: ("write",),
        Operation.PUBLISH_PHOTO: ("write",),
        Operation.PUBLISH_ALBUM: ("write",),
        Operation.PUBLISH_VIDEO: ("write",),
        Operation.PUBLISH_FILE: ("write",),
        Operation.LINK_CARD: ("write",),
        Operation.EDIT_POST: ("edit", "read_all_messages"),
        Operation.DELETE_POST: ("delete", "read_all_messages"),
        Operation.PIN_POST: ("pin_message",),
        Operation.DESCRIBE_PAGE: ("change_chat_info",),
        Operation.REPLY: ("write", "read_all_messages"),
        Operation.REMOVE_COMMENT: ("delete", "read_all_messages"),
    }
)
"""Rights that an operation needs, by their present names (shared facts, 2.4)."""
SEEN = (Operation.PAGE_INFO, Operation.COUNTERS)
"""Answered by reading the channel itself."""
NO_METHOD = "У MAX нет такого метода для ботов в каналах: спрашивать не о чем."
NO_ADDRESS = "Бот пересылает только по номеру сообщения, а известен адрес: спрашивать не о чем."


def probe(client: MaxClient, chat_id: int, deadline: Deadline) -> list[Probed]:
    """Every operation, asked about by three readings: the bot, the channel, the bot's rights."""
    unasked = [op for op in Operation if op not in NEEDS and op not in SEEN]
    try:
        client.ask(requests.me(), deadline)
    except NetworkError as error:
        return _all(Operation, error)
    why = {Operation.REPOST: NO_ADDRESS}
    answers = [Probed(op, Answer.NOT_ASKED, why.get(op, NO_METHOD)) for op in unasked]
    try:
        about.page_info(client.ask(requests.channel(chat_id), deadline), chat_id=chat_id)
    except NetworkError as error:
        return answers + _all((*SEEN, *NEEDS), error)
    answers += [Probed(op, Answer.YES, "Канал прочитан.") for op in SEEN]
    try:
        held = about.rights(client.ask(requests.membership(chat_id), deadline))
    except NetworkError as error:
        return answers + _all(NEEDS, error)
    return answers + [_by_rights(op, needed, held) for op, needed in NEEDS.items()]


def _by_rights(operation: Operation, needed: tuple[str, ...], held: frozenset[str]) -> Probed:
    lacking = [right for right in needed if right not in held]
    if lacking:
        return Probed(operation, Answer.NO, f"У бота в канале нет права {', '.join(lacking)}.")
    return Probed(operation, Answer.YES, f"У бота в канале есть право {', '.join(needed)}.")


def _all(operations: Iterable[Operation], error: NetworkError) -> list[Probed]:
    return [probed(operation, error) for operation in operations]
