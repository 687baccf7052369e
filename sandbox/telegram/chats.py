"""getMe, getChat, getChatMember and their kin, setChatDescription, getFile (facts 1.5)."""

from sandbox.telegram.access import Call
from sandbox.telegram.errors import bad
from sandbox.telegram.objects import file_object, full_chat_object, member_object, self_object
from sandbox.telegram.records import Chat, Json
from sandbox.telegram.text import units

DESCRIPTION = 255
LEADING = {"creator", "administrator"}


def get_me(call: Call) -> Json:
    """getMe."""
    return self_object(call.store, call.bot)


def get_chat(call: Call) -> Json:
    """getChat."""
    chat = call.chat()
    return full_chat_object(call.store, chat, with_link=call.may(chat, "can_invite_users"))


def get_chat_member_count(call: Call) -> int:
    """getChatMemberCount."""
    return call.chat().members_count


def get_chat_member(call: Call) -> Json:
    """getChatMember; others' standing in a channel is shown to its administrators."""
    chat = call.chat()
    user = call.user()
    if user != call.bot.id:
        _check_list(call, chat)
    return member_object(call.store, chat, call.store.member(chat, user, call.now))


def _check_list(call: Call, chat: Chat) -> None:
    if chat.kind == "channel" and call.standing(chat).status != "administrator":
        raise bad("member list is inaccessible")


def get_chat_administrators(call: Call) -> list[Json]:
    """getChatAdministrators; of the bots only the asking one, unless return_bots."""
    chat = call.chat()
    _check_list(call, chat)
    standing = [call.store.member(chat, one, call.now) for one in chat.members]
    hidden = set() if call.params.flag("return_bots") else set(call.store.bots) - {call.bot.id}
    return [
        member_object(call.store, chat, one)
        for one in standing
        if one.status in LEADING and one.user_id not in hidden
    ]


def set_chat_description(call: Call) -> bool:
    """setChatDescription, 0-255 characters."""
    chat = call.chat(write=True)
    if not call.may(chat, "can_change_info"):
        raise bad("not enough rights to set chat description")
    wanted = call.params.text("description").strip()
    if units(wanted) > DESCRIPTION:
        raise bad("CHAT_ABOUT_TOO_LONG")
    if wanted == chat.description:
        raise bad("chat description is not modified")
    chat.description = wanted
    return True


def get_file(call: Call) -> Json:
    """getFile: the path to download from; not for files over 20 MB."""
    named = call.params.text("file_id")
    if not named:
        raise bad("file_id not specified")
    found = call.store.files.by_id(named)
    if found is None:
        raise bad("invalid file_id")
    if len(found.data) > call.store.limits.download_bytes:
        raise bad("file is too big")
    return file_object(found) | {"file_path": found.path}
