"""GET /me and everything under /chats/{chatId} (facts 2.4)."""

from typing import Any

from sandbox.fields import Fields
from sandbox.max.call import Call
from sandbox.max.content import upload_of
from sandbox.max.errors import UndoneError, denied, not_found, payload
from sandbox.max.markup import units
from sandbox.max.objects import bot_object, chat_object, member_object, message_object
from sandbox.max.records import Chat, Message

Json = dict[str, Any]


def get_me(call: Call) -> Json:
    """GET /me."""
    return bot_object(call.bot.user)


def get_chat(call: Call) -> Json:
    """GET /chats/{chatId}."""
    return chat_object(call.store, call.chat(), call.base)


def edit_chat(call: Call) -> Json:
    """PATCH /chats/{chatId}: what is not named or null stays; an empty description goes."""
    chat = call.chat()
    call.require(chat, "change_chat_info")
    title = call.body.optional_text("title")
    description = call.body.optional_text("description")
    pin = call.body.optional_text("pin")
    if title is not None and not 1 <= units(title) <= 200:
        raise payload("title: size must be between 1 and 200")
    if description is not None and units(description) > call.store.limits.description:
        raise payload(f"description: size must be between 0 and {call.store.limits.description}")
    post = None if pin is None else _own_post(call, chat, pin)
    if call.body.data.get("icon") is not None:
        chat.icon = _icon(call, Fields(call.body.data["icon"]))
    chat.title = chat.title if title is None else title
    chat.description = chat.description if description is None else description
    chat.pinned = chat.pinned if post is None else post.mid
    return chat_object(call.store, chat, call.base)


def _icon(call: Call, icon: Fields) -> str:
    """The address of the new icon: an external one, or one uploaded before."""
    if icon.optional_text("url"):
        return icon.text("url")
    return f"/max-upload/content/{upload_of(call, 'image', icon.text('token')).number}"


def get_membership(call: Call) -> Json:
    """GET /chats/{chatId}/members/me."""
    return member_object(call.chat(), call.bot.user)


def get_admins(call: Call) -> Json:
    """GET /chats/{chatId}/members/admins."""
    chat = call.chat()
    call.administrator(chat)
    found = [member_object(chat, call.store.users[one]) for one in chat.admins]
    return {"members": found, "marker": None}


def get_members(call: Call) -> Json:
    """GET /chats/{chatId}/members: the named ones, or a page of them all."""
    chat = call.chat()
    call.administrator(chat)
    everybody = [*chat.admins, *(one for one in chat.members if one not in chat.admins)]
    named = call.listed("user_ids")
    begin = call.optional("marker", minimum=0) or 0
    count = call.optional("count", minimum=1, maximum=100) or 20
    page = everybody[begin : begin + count]
    more: int | None = begin + count if begin + count < len(everybody) else None
    if named:
        page, more = [one for one in everybody if str(one) in named], None
    return {"members": [member_object(chat, call.store.users[one]) for one in page], "marker": more}


def remove_member(call: Call) -> Json:
    """DELETE /chats/{chatId}/members: group chats only; a bot can never do it in a channel."""
    chat = call.chat()
    user_id, block = call.integer("user_id"), call.flag("block")
    if chat.kind == "channel":
        raise denied("Bots can not remove members of a channel")
    call.require(chat, "add_remove_members")
    if user_id in chat.admins or user_id not in chat.members:
        raise UndoneError("The user can not be removed")
    if block and chat.link:
        call.store.block(chat, user_id, call.now, call.actor)
    else:
        call.store.leave(chat, user_id)
    return {"success": True}


def _own_post(call: Call, chat: Chat, mid: str) -> Message:
    post = call.store.post(mid)
    if post is None or post.chat_id != chat.chat_id:
        raise not_found("Message not found")
    return post


def get_pin(call: Call) -> Json:
    """GET /chats/{chatId}/pin; null when nothing is pinned."""
    chat = call.chat()
    call.administrator(chat)
    post = None if chat.pinned is None else call.store.post(chat.pinned)
    return {"message": None if post is None else message_object(call.store, post, call.base)}


def pin(call: Call) -> Json:
    """PUT /chats/{chatId}/pin."""
    chat = call.chat()
    call.require(chat, "pin_message")
    chat.pinned = _own_post(call, chat, call.body.text("message_id")).mid
    return {"success": True}


def unpin(call: Call) -> Json:
    """DELETE /chats/{chatId}/pin."""
    chat = call.chat()
    call.require(chat, "pin_message")
    if chat.pinned is None:
        raise UndoneError("There is no pinned message")
    chat.pinned = None
    return {"success": True}
