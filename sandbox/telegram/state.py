"""Everything that Telegram keeps, as GET /control/telegram/state shows it."""

from dataclasses import asdict, replace

from sandbox.telegram.delivery import copy_due
from sandbox.telegram.records import Bot, Chat, Json, Media, Member, Message
from sandbox.world import World


def member_state(member: Member) -> Json:
    """A standing."""
    return asdict(member) | {
        "rights": sorted(member.rights),
        "permissions": sorted(member.permissions),
    }


def chat_state(chat: Chat) -> Json:
    """A channel or a group."""
    return asdict(chat) | {
        "members": [member_state(one) for one in chat.members.values()],
        "banned_chats": sorted(chat.banned_chats),
    }


def _bot(bot: Bot) -> Json:
    shown = {name: value for name, value in vars(bot).items() if name != "queue"}
    return shown | {
        "token": bot.token.partition(":")[0] + ":…",
        "pending": len(bot.queue.waiting),
        "webhook": bot.queue.webhook,
        "allowed_updates": None if bot.queue.allowed is None else sorted(bot.queue.allowed),
    }


def _media(media: Media) -> Json:
    last = media.files[-1]
    return {
        "kind": media.kind,
        "name": last.name,
        "size": len(last.data),
        "file_id": last.file_id,
        "width": last.width,
        "height": last.height,
    }


def _message(message: Message) -> Json:
    return asdict(replace(message, media=None)) | {
        "media": None if message.media is None else _media(message.media),
        "deleted": message.deleted_at is not None,
    }


def state(world: World) -> Json:
    """Everything, removed messages too; times are unix seconds. `copies` pairs posts and copies."""
    store, now = world.telegram, world.clock.unix()
    copy_due(store, now)
    return {
        "now": now,
        "bots": [_bot(one) for one in store.bots.values()],
        "users": [asdict(one) for one in store.people.values()],
        "chats": [chat_state(one) for one in store.chats.values()],
        "messages": [_message(one) for one in store.messages.values()],
        "copies": [
            {"chat_id": chat, "message_id": post, "copy_id": copy}
            for (chat, post), copy in store.copies.items()
        ],
        "coming": [asdict(one) for one in store.coming],
        "forwards": vars(store.forwarding),
        "limits": vars(store.limits),
    }
