"""What people do: residents write, human administrators act by hand. For levers and pages."""

from dataclasses import dataclass

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.telegram import delivery
from sandbox.telegram.records import (
    ANONYMOUS,
    BY_HAND,
    CHANNEL_BOT,
    Chat,
    Media,
    Member,
    Message,
)
from sandbox.telegram.store import Store
from sandbox.telegram.text import Formatted


@dataclass(frozen=True)
class Writer:
    """Who writes: a person, as they are, as a channel of theirs, or as the group itself."""

    user_id: int
    as_chat: int | None = None
    anonymous: bool = False


def write(
    store: Store,
    chat: Chat,
    writer: Writer,
    content: tuple[Formatted, Media | None],
    *,
    root: int | None = None,
    reply_to: int | None = None,
    date: int,
    now: int,
) -> Message:
    """A message in a group, in the thread of `root` or of what it answers.

    ClosedError when the person may not write, UnknownObjectError when there is nothing to answer.
    """
    made, media = content
    replied = None if reply_to is None else store.message(chat.id, reply_to)
    if reply_to is not None and replied is None:
        raise UnknownObjectError(f"no message {reply_to} in {chat.id}")
    if replied is not None:
        thread = replied.thread or replied.id
        if root not in {None, thread}:
            raise UnknownObjectError(f"message {reply_to} is not in this thread")
        root = thread
    store.check_writer(chat, writer.user_id, writer.as_chat, media, now)
    message = Message(
        chat_id=chat.id,
        by=writer.user_id,
        date=date,
        text=made.text,
        entities=made.entities,
        media=media,
        from_id=writer.user_id,
        reply_to=reply_to or root,
        thread=root,
    )
    if writer.anonymous:
        _check_leader(store, chat, writer.user_id, now)
        message.from_id, message.sender_chat_id = ANONYMOUS, chat.id
    elif writer.as_chat is not None:
        message.from_id, message.sender_chat_id = CHANNEL_BOT, writer.as_chat
    return delivery.publish(store, message, now)


def _check_leader(store: Store, chat: Chat, user_id: int, now: int) -> None:
    if store.member(chat, user_id, now).status not in {"creator", "administrator"}:
        raise ClosedError("only an administrator of the chat may stay anonymous")


def post(
    store: Store, channel: Chat, made: Formatted, media: list[Media], *, date: int, now: int
) -> list[Message]:
    """A post by hand; several files make an album with the text under the first."""
    album = store.next_album() if len(media) > 1 else None
    sent = []
    for number, one in enumerate(media or [None]):
        text = made if number == 0 else Formatted("", [])
        message = Message(
            chat_id=channel.id,
            by=BY_HAND,
            date=date,
            text=text.text,
            entities=text.entities,
            media=one,
            sender_chat_id=channel.id,
            media_group_id=album,
        )
        sent.append(delivery.publish(store, message, now))
    return sent


def edit(store: Store, message: Message, made: Formatted, now: int) -> None:
    """An author or a human administrator changes a message."""
    store.edit_message(message, made.text, made.entities, now)
    delivery.revise(store, message, now)


def ban(store: Store, message: Message, now: int) -> None:
    """A human administrator blocks the author: the person, or the channel they wrote as.

    ClosedError for those who lead the chat.
    """
    chat = store.chat(message.chat_id)
    if message.sender_chat_id == chat.id or message.origin is not None:
        raise ClosedError("this author leads the chat")
    if message.sender_chat_id is not None:
        chat.banned_chats.add(message.sender_chat_id)
        return
    if store.member(chat, message.by, now).status in {"creator", "administrator"}:
        raise ClosedError("this author leads the chat")
    delivery.set_member(store, chat, Member(message.by, "kicked"), BY_HAND, now)


def unban(store: Store, chat: Chat, who: int, now: int) -> None:
    """A human administrator lifts the block or mute of a person, or the block of a channel."""
    member = store.member(chat, who, now)
    if who in chat.banned_chats:
        chat.banned_chats.discard(who)
    elif member.silent:
        status = "member" if member.is_member else "left"
        delivery.set_member(store, chat, Member(who, status), BY_HAND, now)
