"""Who learns of what: updates for bots, copies of posts in the discussion group (facts 1.6)."""

from dataclasses import replace

from sandbox.telegram.objects import chat_object, member_object, message_object, user_object
from sandbox.telegram.records import ANONYMOUS, SERVICE, Bot, Chat, Member, Message, Origin
from sandbox.telegram.store import Coming, Store


def publish(store: Store, message: Message, now: int) -> Message:
    """Send a message: it gets its id, bots hear of it, a post sets out for the group."""
    store.add_message(message)
    _announce(store, message, now, edited=False)
    chat = store.chat(message.chat_id)
    if chat.kind == "channel" and chat.linked_chat_id is not None and message.pins is None:
        if store.forwarding.delivery:
            due = message.date + store.forwarding.delay_seconds
            store.coming.append(Coming(due, chat.id, message.id))
        copy_due(store, now)
    return message


def copy_due(store: Store, now: int) -> None:
    """Let the copies appear whose time has come; each item of an album gets its own."""
    due = [one for one in store.coming if one.due <= now]
    store.coming = [one for one in store.coming if one.due > now]
    for one in sorted(due, key=lambda coming: coming.due):
        post = store.message(one.chat_id, one.message_id)
        channel = store.chat(one.chat_id)
        if post is None or channel.linked_chat_id not in store.chats:
            continue
        copy = replace(
            post,
            chat_id=channel.linked_chat_id,
            date=one.due,
            from_id=SERVICE,
            sender_chat_id=channel.id,
            reply_to=None,
            origin=Origin(post.date, channel.id, post.id, automatic=True),
            edit_date=None,
            by=SERVICE,
            id=0,
            versions=[],
        )
        store.add_message(copy)
        store.copies[post.chat_id, post.id] = copy.id
        _announce(store, copy, now, edited=False)


def revise(store: Store, message: Message, now: int) -> None:
    """Bots hear of an edit; the copy of an edited post changes with it."""
    _announce(store, message, now, edited=True)
    chat = store.chat(message.chat_id)
    copy_id = store.copies.get((chat.id, message.id))
    copy = None if copy_id is None else store.message(chat.linked_chat_id or 0, copy_id)
    if copy is not None:
        copy.link_preview_options = message.link_preview_options
        copy.caption_above = message.caption_above
        store.edit_message(copy, message.text, message.entities, now)
        _announce(store, copy, now, edited=True)


def pin(store: Store, message: Message, by: int, now: int) -> None:
    """Pin a message; the chat gets a service message about it, and that one comes to its author.

    The server sends it even to the bot that pinned (need_skip_update_message, facts TG-srv).
    """
    chat = store.chat(message.chat_id)
    if message.id in chat.pinned:
        return
    chat.pinned.append(message.id)
    told = Message(chat_id=chat.id, by=by, date=now, pins=message.id)
    if chat.kind == "supergroup":
        told.from_id = by or ANONYMOUS
    if chat.kind == "channel" or not by:
        told.sender_chat_id = chat.id
    publish(store, told, now)


def set_member(store: Store, chat: Chat, member: Member, by: int, now: int) -> None:
    """Change somebody's standing; administrators among the bots hear of it if they asked."""
    old = store.member(chat, member.user_id, now)
    store.set_member(chat, member)
    if old == member:
        return
    body = {
        "chat": chat_object(chat),
        "from": user_object(store, by or store.owner(chat) or 0),
        "date": now,
        "old_chat_member": member_object(store, chat, old),
        "new_chat_member": member_object(store, chat, member),
    }
    for bot in store.bots.values():
        if bot.id == member.user_id:
            bot.queue.add("my_chat_member", body, now, now)
        elif store.member(chat, bot.id, now).status == "administrator":
            bot.queue.add("chat_member", body, now, now)


def _announce(store: Store, message: Message, now: int, *, edited: bool) -> None:
    chat = store.chat(message.chat_id)
    kind = "channel_post" if chat.kind == "channel" else "message"
    date = message.edit_date or message.date
    body = message_object(store, message)
    for bot in store.bots.values():
        if _hears(store, bot, chat, message):
            bot.queue.add(f"edited_{kind}" if edited else kind, body, date, now)


def _hears(store: Store, bot: Bot, chat: Chat, message: Message) -> bool:
    """Whether a message comes to a bot. What it sent itself never does, whoever edits it."""
    status = chat.members.get(bot.id, Member(bot.id)).status
    if status not in {"administrator", "member"}:
        return False
    if message.by == bot.id and message.pins is None:
        return False
    if chat.kind == "channel":
        return status == "administrator"
    if status == "administrator" or bot.can_read_all_group_messages or message.pins is not None:
        return True
    replied = store.message(chat.id, message.reply_to or 0)
    return message.text.startswith("/") or (replied is not None and replied.from_id == bot.id)
