"""Our records as objects of the Bot API (the official description, 10.1)."""

from typing import Any

from sandbox.telegram.records import (
    ANONYMOUS,
    CHANNEL_BOT,
    PERMISSIONS,
    RIGHTS,
    SERVICE,
    Bot,
    Chat,
    File,
    Json,
    Media,
    Member,
    Message,
    Origin,
)
from sandbox.telegram.store import Store

SYSTEM: dict[int, Json] = {
    SERVICE: {"id": SERVICE, "is_bot": False, "first_name": "Telegram"},
    CHANNEL_BOT: {
        "id": CHANNEL_BOT,
        "is_bot": True,
        "first_name": "Channel",
        "username": "Channel_Bot",
    },
    ANONYMOUS: {
        "id": ANONYMOUS,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    },
}
SELF_ONLY = (
    "supports_guest_queries",
    "supports_inline_queries",
    "can_connect_to_business",
    "has_main_web_app",
    "has_topics_enabled",
    "allows_users_to_create_topics",
    "can_manage_bots",
)


def _given(**values: Any) -> Json:
    """The members that have a value; false, empty and absent ones are left out."""
    return {key.rstrip("_"): value for key, value in values.items() if value}


def user_object(store: Store, user_id: int) -> Json:
    """User: a bot, a person or one of Telegram's own accounts."""
    if user_id in SYSTEM:
        return dict(SYSTEM[user_id])
    bot, person = store.bots.get(user_id), store.people.get(user_id)
    if bot is not None:
        names = _given(username=bot.username)
        return {"id": bot.id, "is_bot": True, "first_name": bot.first_name, **names}
    if person is not None:
        names = _given(last_name=person.last_name, username=person.username)
        return {"id": user_id, "is_bot": False, "first_name": person.first_name, **names}
    return {"id": user_id, "is_bot": False, "first_name": ""}


def self_object(store: Store, bot: Bot) -> Json:
    """User as getMe gives it."""
    return {
        **user_object(store, bot.id),
        "can_join_groups": True,
        "can_read_all_group_messages": bot.can_read_all_group_messages,
        **dict.fromkeys(SELF_ONLY, False),
    }


def chat_object(chat: Chat) -> Json:
    """Chat."""
    return {
        "id": chat.id,
        "type": chat.kind,
        "title": chat.title,
        **_given(username=chat.username),
    }


def full_chat_object(store: Store, chat: Chat, *, with_link: bool) -> Json:
    """ChatFullInfo; the invite link only for those who may invite."""
    standing = [store.message(chat.id, one) for one in chat.pinned]
    pinned = max((one for one in standing if one), key=lambda one: one.date, default=None)
    return {
        **chat_object(chat),
        **_given(
            active_usernames=[chat.username] if chat.username else [],
            description=chat.description,
            invite_link=chat.invite_link if with_link else "",
            linked_chat_id=chat.linked_chat_id,
            join_to_send_messages=chat.join_to_send_messages,
            permissions=dict.fromkeys(PERMISSIONS, True) if chat.kind == "supergroup" else None,
            pinned_message=pinned and message_object(store, pinned, with_reply=False),
        ),
        "has_visible_history": True,
        "accent_color_id": 1,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }


def member_object(store: Store, chat: Chat, member: Member) -> Json:
    """One of the six kinds of ChatMember."""
    shown: Json = {"user": user_object(store, member.user_id), "status": member.status}
    if member.status == "creator":
        shown["is_anonymous"] = member.is_anonymous
    elif member.status == "administrator":
        shown |= {right: right in member.rights for right in RIGHTS[chat.kind]}
        shown |= {"can_be_edited": False, "is_anonymous": member.is_anonymous}
    elif member.status == "restricted":
        shown |= {name: name in member.permissions for name in PERMISSIONS}
        shown |= {"is_member": member.is_member, "until_date": member.until_date}
    elif member.status == "kicked":
        shown["until_date"] = member.until_date
    return shown


def file_object(file: File) -> Json:
    """What every kind of file begins with."""
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
    }


def _media_members(media: Media) -> Json:
    """The member of Message that holds the media."""
    last = media.files[-1]
    shown = file_object(last)
    if media.kind == "photo":
        sizes = [
            file_object(one) | {"width": one.width, "height": one.height} for one in media.files
        ]
        return {"photo": sizes, **_given(has_media_spoiler=media.spoiler)}
    if media.kind == "video":
        shown |= {"width": 640, "height": 360, "duration": 10}
    elif media.kind == "sticker":
        shown |= {"type": "regular", "width": 512, "height": 512}
        shown |= {"is_animated": False, "is_video": False}
        return {"sticker": shown}
    elif media.kind == "voice":
        return {"voice": shown | {"duration": 3, "mime_type": last.mime}}
    shown |= {"file_name": last.name, "mime_type": last.mime}
    return {media.kind: shown, **_given(has_media_spoiler=media.spoiler)}


def _origin_object(store: Store, origin: Origin) -> Json:
    """MessageOriginChannel, MessageOriginChat or MessageOriginUser."""
    shown: Json = {"date": origin.date}
    chat = store.chats.get(origin.chat_id)
    if chat is not None and chat.kind == "channel":
        return shown | {
            "type": "channel",
            "chat": chat_object(chat),
            "message_id": origin.message_id,
        }
    if origin.sender_chat_id is not None:
        sender = chat_object(store.chat(origin.sender_chat_id))
        return shown | {"type": "chat", "sender_chat": sender}
    return shown | {"type": "user", "sender_user": user_object(store, origin.user_id or 0)}


def message_object(store: Store, message: Message, *, with_reply: bool = True) -> Json:
    """Message. A nested one has no reply_to_message of its own."""
    chat = store.chat(message.chat_id)
    shown: Json = {"message_id": message.id, "date": message.date, "chat": chat_object(chat)}
    if message.from_id is not None:
        shown["from"] = user_object(store, message.from_id)
    if message.sender_chat_id is not None:
        shown["sender_chat"] = chat_object(store.chat(message.sender_chat_id))
    if message.origin is not None:
        shown["forward_origin"] = _origin_object(store, message.origin)
        shown |= _given(is_automatic_forward=message.origin.automatic)
    replied = store.message(message.chat_id, message.reply_to or 0)
    if with_reply and replied is not None:
        shown["reply_to_message"] = message_object(store, replied, with_reply=False)
    pinned = store.message(message.chat_id, message.pins or 0)
    if with_reply and pinned is not None:
        shown["pinned_message"] = message_object(store, pinned, with_reply=False)
    shown |= _given(
        message_thread_id=message.thread,
        edit_date=message.edit_date,
        media_group_id=message.media_group_id,
        link_preview_options=message.link_preview_options,
        has_protected_content=message.protected,
    )
    if message.media is None:
        return shown | _given(text=message.text, entities=message.entities)
    return {
        **shown,
        **_media_members(message.media),
        **_given(
            caption=message.text,
            caption_entities=message.entities,
            show_caption_above_media=message.caption_above and message.text != "",
        ),
    }
