"""Posts: POST, PUT, DELETE and GET /messages, GET /messages/{messageId} (facts 2.4, 2.8)."""

from typing import Any

from sandbox.max.call import MID, Call
from sandbox.max.content import attachments_of, link_of, text_of
from sandbox.max.errors import MaxError, UndoneError, denied, not_found, payload
from sandbox.max.objects import message_object
from sandbox.max.records import Chat, Message


def mid_of(chat_id: int, seq: int) -> str:
    """An id as MAX writes it: chat and number, 16 hexadecimal digits each."""
    return f"mid.{chat_id & 0xFFFFFFFFFFFFFFFF:016x}{seq:016x}"


def send(call: Call) -> dict[str, Any]:
    """POST /messages to a chat."""
    if call.optional("chat_id") is None:
        raise MaxError(404, "chat.not.found", "Dialogs do not stand in the sandbox")
    chat = call.chat(call.integer("chat_id"))
    call.flag("disable_link_preview")
    if call.body.data.get("notify") is False and chat.kind == "channel":
        raise payload("notify: must be true in a channel")
    text, markup = text_of(call)
    link = link_of(call, ("forward", "reply"))
    call.require(chat, "write")
    attachments = attachments_of(call) or ()
    if not text and not attachments and link is None:
        raise payload("text: message must not be empty")
    seq = call.store.next_seq(call.now)
    message = Message(
        mid_of(chat.chat_id, seq),
        seq,
        chat.chat_id,
        call.actor,
        call.now,
        text or "",
        markup=markup,
        attachments=attachments,
        link=link,
        visible=call.now + int(call.store.settings.visible_after * 1000),
    )
    call.store.add(message)
    return {"message": message_object(call.store, message, call.base)}


def _standing(call: Call) -> tuple[Message, Chat]:
    """The message of the query: proto.payload if there never was one, UndoneError if it is gone."""
    mid = call.mid("message_id")
    found = call.store.messages.get(mid)
    if found is None or found.post is not None:
        raise payload("message_id: message not found")
    chat = call.chat(found.chat_id)
    if found.deleted_at is not None:
        raise UndoneError("Message not found")
    return found, chat


def edit(call: Call) -> dict[str, Any]:
    """PUT /messages: the bot's own; no text keeps the text, no attachments keep those."""
    message, chat = _standing(call)
    text, markup = text_of(call)
    call.require(chat, "edit")
    if message.author != call.actor:
        raise UndoneError("Only own messages can be edited")
    attachments = attachments_of(call)
    kept = message.attachments if attachments is None else attachments
    if text is None:
        text, markup = message.text, message.markup
    if not text and not kept:
        raise payload("text: message must not be empty")
    message.attachments = kept
    call.store.edit(message, text, markup, call.now, call.actor)
    return {"success": True}


def delete(call: Call) -> dict[str, Any]:
    """DELETE /messages: anybody's, of any age."""
    message, chat = _standing(call)
    call.require(chat, "delete")
    call.store.delete(message, call.actor, call.now)
    return {"success": True}


def get_many(call: Call) -> dict[str, Any]:
    """GET /messages: the named ones, or a chat's, newest first."""
    mids = call.listed("message_ids")
    if mids:
        if not all(MID.fullmatch(mid) for mid in mids):
            raise payload("message_ids: invalid message id")
        found = [post for post in map(call.store.post, mids) if post and _seen(call, post)]
    else:
        chat = call.chat(call.integer("chat_id"))
        if not _seen_chat(call, chat):
            raise denied("The bot may not read this chat")
        found = call.window(call.store.posts(chat.chat_id))
    return {"messages": [message_object(call.store, one, call.base) for one in found]}


def get_one(call: Call) -> dict[str, Any]:
    """GET /messages/{messageId}; not.found also where the bot has no access."""
    post = call.store.post(call.path["messageId"])
    if post is None or not _seen(call, post):
        raise not_found("Message not found")
    return message_object(call.store, post, call.base)


def _seen(call: Call, post: Message) -> bool:
    return _seen_chat(call, call.store.chats[post.chat_id])


def _seen_chat(call: Call, chat: Chat) -> bool:
    """Only an administrator sees what others write."""
    return call.holds(chat, "read_all_messages")
