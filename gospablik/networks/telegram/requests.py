"""What we ask Telegram, as values. Nothing here touches a socket, and no key is ever a parameter.

Every parameter is checked against the official Bot API 10.1 in the tests. A post with what is
attached is built in `drafts`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks.json_values import Json
from gospablik.networks.transport import Upload

PAGE_SIZE = 100
WRITING = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
)
OTHER_DEEDS = (
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
"""Together with WRITING all of ChatPermissions: all of them True lift a restriction."""
UPDATES = ("message", "edited_message", "my_chat_member")
"""Kinds of updates that we ask for. Telegram remembers the list, so it is named every time."""

READS = frozenset(
    {
        "getMe",
        "getChat",
        "getChatMember",
        "getChatMemberCount",
        "getChatAdministrators",
        "getFile",
        "getUpdates",
    }
)
"""Methods that change nothing and may be repeated."""


@dataclass(frozen=True, slots=True)
class Request:
    """A method of the Bot API, its parameters as JSON values, and the files that go along."""

    method: str
    params: Mapping[str, Json]
    files: tuple[Upload, ...] = ()

    @property
    def writes(self) -> bool:
        """Whether it changes anything."""
        return self.method not in READS

    def form(self) -> dict[str, str]:
        """The form body: text as it is, everything else as JSON."""
        return {
            name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for name, value in self.params.items()
        }


def me() -> Request:
    """Who the bot is."""
    return Request("getMe", {})


def chat(chat_id: int) -> Request:
    """What a chat says of itself; of a channel, also its discussion group."""
    return Request("getChat", {"chat_id": chat_id})


def member_count(chat_id: int) -> Request:
    """How many members a chat has."""
    return Request("getChatMemberCount", {"chat_id": chat_id})


def administrators(chat_id: int) -> Request:
    """Who runs a chat."""
    return Request("getChatAdministrators", {"chat_id": chat_id})


def member(chat_id: int, user: int) -> Request:
    """What a user is in a chat and what he may do there."""
    return Request("getChatMember", {"chat_id": chat_id, "user_id": user})


def updates(offset: int) -> Request:
    """Updates from that number on; whatever lies before it is given up. 0 gives up nothing."""
    params: dict[str, Json] = {"limit": PAGE_SIZE, "timeout": 0, "allowed_updates": list(UPDATES)}
    return Request("getUpdates", params | ({"offset": offset} if offset else {}))


def file(file_id: str) -> Request:
    """Where a file can be downloaded for an hour."""
    return Request("getFile", {"file_id": file_id})


def delete(chat_id: int, messages: tuple[int, ...]) -> Request:
    """Take messages off a chat: one, or the whole of an album at once."""
    if len(messages) == 1:
        return Request("deleteMessage", {"chat_id": chat_id, "message_id": messages[0]})
    return Request("deleteMessages", {"chat_id": chat_id, "message_ids": list(messages)})


def pin(chat_id: int, message: int) -> Request:
    """Put a message on top, without a sound."""
    return Request(
        "pinChatMessage",
        {"chat_id": chat_id, "message_id": message, "disable_notification": True},
    )


def forward(chat_id: int, source: int | str, message: int) -> Request:
    """Show another channel's post in ours. `source` is its id or its @name."""
    return Request(
        "forwardMessage", {"chat_id": chat_id, "from_chat_id": source, "message_id": message}
    )


def describe(chat_id: int, description: str) -> Request:
    """Give a chat another description."""
    return Request("setChatDescription", {"chat_id": chat_id, "description": description})


def reply(group: int, thread: int, text: str) -> Request:
    """A plain message under a post (`thread`: its copy in the group) or a comment of that id.

    Without what it answers it would stand among others: not sent.
    """
    under = {"message_id": thread, "allow_sending_without_reply": False}
    said = say(group, text)
    return Request(said.method, {**said.params, "reply_parameters": under})


def say(group: int, text: str) -> Request:
    """A plain message of the group, under no post."""
    return Request(
        "sendMessage",
        {"chat_id": group, "text": text, "link_preview_options": {"is_disabled": True}},
    )


def ban(group: int, author: int) -> Request:
    """Keep a person out of the group for ever."""
    return Request("banChatMember", {"chat_id": group, "user_id": author})


def mute(group: int, author: int, *, until: datetime) -> Request:
    """Let a person read and not write until that moment (aware).

    What is not writing is left to what the group lets everybody do.
    """
    until_date = int(require_aware(until).timestamp())
    return Request(
        "restrictChatMember",
        {**_permissions(group, author, writes=False), "until_date": until_date},
    )


def unmute(group: int, author: int) -> Request:
    """Lift a person's restrictions: what the group lets everybody do, he may again."""
    return Request("restrictChatMember", _permissions(group, author, writes=True))


def _permissions(group: int, author: int, *, writes: bool) -> dict[str, Json]:
    may = {**dict.fromkeys(WRITING, writes), **dict.fromkeys(OTHER_DEEDS, True)}
    return {
        "chat_id": group,
        "user_id": author,
        "permissions": may,
        "use_independent_chat_permissions": True,
    }


def unban(group: int, author: int) -> Request:
    """Let an author in again. Without `only_if_banned` Telegram would throw a member out."""
    if author < 0:
        return Request("unbanChatSenderChat", {"chat_id": group, "sender_chat_id": author})
    return Request("unbanChatMember", {"chat_id": group, "user_id": author, "only_if_banned": True})
