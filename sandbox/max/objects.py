"""Our records as MAX's JSON objects (schema 0.0.32 with the changes of 0.0.33)."""

from typing import Any

from sandbox.max.records import Attachment, Chat, Message, User
from sandbox.max.store import Store

Json = dict[str, Any]


def user_object(user: User) -> Json:
    """User; `name` is out of the schema but still returned."""
    shown: Json = {
        "user_id": user.user_id,
        "first_name": user.first_name,
        "username": user.username,
        "is_bot": user.is_bot,
        "last_activity_time": user.active,
        "name": user.name(),
    }
    if not user.is_bot:
        shown["last_name"] = user.last_name or None
    return shown


def bot_object(user: User) -> Json:
    """BotInfo."""
    return {**user_object(user), "description": user.description or None, "commands": []}


def member_object(chat: Chat, user: User) -> Json:
    """ChatMember; permissions only of administrators."""
    return {
        **user_object(user),
        "description": user.description or None,
        "last_access_time": user.active,
        "is_owner": user.user_id == chat.owner_id,
        "is_admin": user.user_id in chat.admins,
        "join_time": chat.members.get(user.user_id, chat.created),
        "permissions": list(chat.admins[user.user_id]) if user.user_id in chat.admins else None,
    }


def address(chat: Chat, base: str) -> str:
    """Where people look at the chat: its own link, or our page of that name."""
    return chat.link if "://" in chat.link else f"{base}/max/web/{chat.name()}"


def chat_object(store: Store, chat: Chat, base: str) -> Json:
    """Chat."""
    feed = store.feed(chat.chat_id)
    pinned = None if chat.pinned is None else store.post(chat.pinned)
    return {
        "chat_id": chat.chat_id,
        "type": chat.kind,
        "status": "active",
        "title": chat.title,
        "icon": None
        if chat.icon is None
        else {"url": base * chat.icon.startswith("/") + chat.icon},
        "last_event_time": feed[0].at if feed else chat.created,
        "participants_count": chat.participants_count,
        "owner_id": chat.owner_id or None,
        "is_public": chat.is_public,
        "link": address(chat, base) if chat.link else None,
        "description": chat.description or None,
        "messages_count": len(feed),
        "pinned_message": None if pinned is None else message_object(store, pinned, base),
    }


def attachment_object(attachment: Attachment, base: str) -> Json:
    """Attachment of a message that stands."""
    upload = attachment.upload
    if upload is None:
        return {"type": attachment.kind, "payload": attachment.payload}
    url = f"{base}/max-upload/content/{upload.number}"
    shown: Json = {"type": upload.kind, "payload": {"url": url, "token": upload.token}}
    if upload.kind == "image":
        shown["payload"]["photo_id"] = upload.number
    if upload.kind == "file":
        shown |= {"filename": upload.name, "size": len(upload.content or b"")}
    return shown


def body_object(message: Message, base: str) -> Json:
    """MessageBody; a comment's has no attachments, but for those that a lever hung on it.

    Nothing attached is null, not a list.
    """
    shown: Json = {"mid": message.mid, "seq": message.seq, "text": message.text}
    if message.post is None or message.attachments:
        hung = [attachment_object(one, base) for one in message.attachments]
        shown["attachments"] = hung or None
    if message.markup:
        shown["markup"] = message.markup
    return shown


def message_object(store: Store, message: Message, base: str) -> Json:
    """Message, or CommentMessage when it names a post."""
    chat = store.chats[message.chat_id]
    shown: Json = {
        "sender": _sender(store, message),
        "recipient": {
            "chat_id": chat.chat_id,
            "chat_type": chat.kind,
            "user_id": None,
            "post_id": message.post,
        },
        "timestamp": message.at,
        "body": body_object(message, base),
    }
    linked = store.messages.get(message.link[1]) if message.link else None
    if message.link is not None and linked is not None:
        shown["link"] = {
            "type": message.link[0],
            "sender": _sender(store, linked),
            "chat_id": linked.chat_id,
            "message": body_object(linked, base),
        }
    if chat.kind == "channel" and message.post is None:
        shown["stat"] = {"views": message.views}
        shown["url"] = f"{address(chat, base)}/{message.mid}"
    return shown


def _sender(store: Store, message: Message) -> Json | None:
    """Null for a channel's post, and for every comment as long as the lever says so."""
    if message.post is None:
        hidden = store.chats[message.chat_id].kind == "channel"
    else:
        hidden = store.settings.senders == "null"
    return None if hidden else user_object(store.users[message.author])
