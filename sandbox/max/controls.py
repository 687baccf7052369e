"""The levers of MAX that make things: people, bots, channels, and how MAX behaves."""

from dataclasses import asdict
from typing import Any

from sandbox.fields import BadRequestError, Fields, UnknownObjectError
from sandbox.max.records import BOTS_IN_CHANNELS, PERMISSIONS, Bot, Chat, User
from sandbox.max.updates import bot_added
from sandbox.world import World

Json = dict[str, Any]


def _user(body: Fields, now: int, *, is_bot: bool) -> User:
    return User(
        body.integer("user_id"),
        body.text("first_name"),
        "" if is_bot else body.text("last_name", ""),
        username=body.optional_text("username"),
        is_bot=is_bot,
        description=body.text("description", ""),
        active=now,
    )


def put_user(world: World, body: Fields) -> Json:
    """Make a person."""
    user = _user(body, world.clock.milliseconds(), is_bot=False)
    world.max.users[user.user_id] = user
    return asdict(user)


def put_bot(world: World, body: Fields) -> Json:
    """Make a bot with its token, or give it a new one; the old token is then none."""
    user = _user(body, world.clock.milliseconds(), is_bot=True)
    bot = Bot(body.text("token"), user, body.flag("revoked"))
    bots = world.max.bots
    for token in [one.token for one in bots.values() if one.user.user_id == user.user_id]:
        del bots[token]
    bots[bot.token] = bot
    world.max.users[user.user_id] = user
    return shown_bot(bot)


def patch_bot(world: World, body: Fields, user_id: int) -> Json:
    """Revoke the token or let it hold again."""
    found = next((one for one in world.max.bots.values() if one.user.user_id == user_id), None)
    if found is None:
        raise UnknownObjectError(f"no bot {user_id}")
    found.revoked = body.flag("revoked", found.revoked)
    return shown_bot(found)


def shown_bot(bot: Bot) -> Json:
    """The bot as controls answer it."""
    return {**asdict(bot.user), "token": f"{bot.token[:4]}…", "revoked": bot.revoked}


def put_channel(world: World, body: Fields) -> Json:
    """Make a channel, or with `kind` chat a group chat; what was written there stays."""
    chat_id = body.integer("chat_id")
    if chat_id >= 0:
        raise BadRequestError("chat_id of a channel or group chat is negative")
    owner = world.max.user(body.integer("owner_id")).user_id
    chat = Chat(chat_id, body.text("title"), body.choice("kind", ("channel", "chat"), "channel"))
    chat.created, chat.owner_id = world.clock.milliseconds(), owner
    chat.admins[owner] = PERMISSIONS
    chat.members = dict.fromkeys(_listed(body, "members"), chat.created)
    for user_id in chat.members:
        world.max.user(user_id)
    chat.participants_count = len({*chat.members, owner})
    _change(world, body, chat)
    world.max.chats[chat_id] = chat
    return shown_channel(chat)


def patch_channel(world: World, body: Fields, chat_id: int) -> Json:
    """Change a channel by hand. `admins`: [{user_id, permissions}], the whole list anew."""
    chat = world.max.chat(chat_id)
    _change(world, body, chat)
    return shown_channel(chat)


def _change(world: World, body: Fields, chat: Chat) -> None:
    if "admins" in body:
        _put_admins(world, chat, [Fields(one) for one in _listed(body, "admins")])
    for name in ("title", "link", "description"):
        if name in body:
            setattr(chat, name, body.text(name, ""))
    chat.is_public = body.flag("is_public", chat.is_public)
    chat.comments = body.flag("comments", chat.comments)
    chat.participants_count = body.integer("participants_count", chat.participants_count)


def _listed(body: Fields, name: str) -> list[Any]:
    value = body.data.get(name, [])
    if not isinstance(value, list):
        raise BadRequestError(f"{name} must be a list, not {value!r}")
    return value


def _put_admins(world: World, chat: Chat, admins: list[Fields]) -> None:
    made = {chat.owner_id: PERMISSIONS}
    for admin in admins:
        user = world.max.user(admin.integer("user_id"))
        bot_here = user.is_bot and chat.kind == "channel"
        allowed = BOTS_IN_CHANNELS if bot_here else PERMISSIONS
        held = admin.texts("permissions", allowed)
        if not set(held) <= set(allowed):
            raise BadRequestError(f"permissions of {user.user_id}: only {', '.join(allowed)}")
        made[user.user_id] = held
    before, chat.admins = chat.admins, made
    for user_id in made:
        if user_id not in before and world.max.user(user_id).is_bot:
            bot_added(world.max, user_id, chat, world.clock.milliseconds())


def shown_channel(chat: Chat) -> Json:
    """The channel as controls answer it."""
    blocks = [asdict(one) for one in chat.blocks.values()]
    return {**asdict(chat), "name": chat.name(), "blocks": blocks}


def put_limits(world: World, body: Fields) -> Json:
    """Change rates and sizes; answers all of them."""
    world.max.limits.update(body)
    return asdict(world.max.limits)


def put_settings(world: World, body: Fields) -> Json:
    """Change readiness, visibility of senders and the like; answers all of them."""
    world.max.settings.update(body)
    return asdict(world.max.settings)


def put_update(world: World, body: Fields) -> Json:
    """Put a ready-made update before a bot, however odd: {user_id, update: {update_type, …}}."""
    update = Fields(body.data.get("update"))
    more = {name: value for name, value in update.data.items() if name != "update_type"}
    at = world.clock.milliseconds()
    kind, user_id = update.text("update_type"), world.max.user(body.integer("user_id")).user_id
    world.max.put_event(user_id, at, kind, None, more)
    return {}
