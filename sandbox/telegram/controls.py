"""The levers of Telegram: make bots, people, channels with their groups; act by hand."""

from typing import Any

from starlette.requests import Request

from sandbox.fields import BadRequestError, Fields, UnknownObjectError
from sandbox.telegram import actions, delivery
from sandbox.telegram.records import RIGHTS, Bot, Chat, Json, Member, Person
from sandbox.telegram.state import chat_state, member_state, state
from sandbox.world import World

STATUSES = ("creator", "administrator", "member", "left", "kicked")


def put_bot(world: World, body: Fields) -> Json:
    """Make a bot; its id is the number before the colon of the token."""
    token = body.text("token")
    number, colon, _ = token.partition(":")
    if not (number.isdigit() and colon):
        raise BadRequestError("token must look like 123456:ABC")
    bot = Bot(token, int(number), body.text("username"), body.text("first_name", "Бот"))
    world.telegram.bots[bot.id] = bot
    return patch_bot(world, body, bot.id)


def patch_bot(world: World, body: Fields, bot_id: int) -> Json:
    """Revoke a bot's token, or change its privacy mode."""
    bot = world.telegram.bots.get(bot_id)
    if bot is None:
        raise UnknownObjectError(f"no bot {bot_id}")
    bot.revoked = body.flag("revoked", bot.revoked)
    bot.can_read_all_group_messages = body.flag(
        "can_read_all_group_messages", bot.can_read_all_group_messages
    )
    return {"id": bot.id, "username": bot.username, "revoked": bot.revoked}


def put_user(world: World, body: Fields) -> Json:
    """Make a person."""
    person = Person(
        body.integer("user_id"),
        body.text("first_name"),
        body.text("last_name", ""),
        body.text("username", ""),
    )
    world.telegram.people[person.user_id] = person
    return {"user_id": person.user_id}


def put_channel(world: World, body: Fields) -> Json:
    """Make a channel and, with `group`, its discussion group.

    `owner` and `admins` are people, `bots` bots with every right but to make administrators;
    they stand alike in both chats. The lever `members` makes finer differences.
    """
    channel = _chat(world, body, "channel")
    made = [channel]
    if body.data.get("group") is not None:
        group = _chat(world, Fields(body.data["group"]), "supergroup")
        channel.linked_chat_id, group.linked_chat_id = group.id, channel.id
        made.append(group)
    owner = body.optional_integer("owner")
    for chat in made:
        rights = frozenset(RIGHTS[chat.kind]) - {"can_promote_members"}
        for one in (*_numbers(body, "admins"), *_numbers(body, "bots")):
            world.telegram.set_member(chat, Member(one, "administrator", rights))
        if owner is not None:
            world.telegram.set_member(chat, Member(owner, "creator"))
    return {"chats": [chat_state(chat) for chat in made]}


def _chat(world: World, body: Fields, kind: str) -> Chat:
    chat = Chat(_minus_hundred(body.integer("chat_id")), kind, body.text("title"))
    world.telegram.chats[chat.id] = chat
    patch_chat(world, body, chat.id)
    return chat


def _minus_hundred(chat_id: int) -> int:
    if not str(chat_id).startswith("-100"):
        raise BadRequestError("chat_id of a channel or group must begin with -100")
    return chat_id


def _numbers(body: Fields, name: str) -> list[int]:
    sent = body.data.get(name) or []
    if not isinstance(sent, list) or not all(isinstance(one, int) for one in sent):
        raise BadRequestError(f"{name} must be a list of ids")
    return sent


def patch_chat(world: World, body: Fields, chat_id: int) -> Json:
    """Change a channel or a group by hand; `linked_chat_id` 0 parts the two."""
    chat = world.telegram.chat(chat_id)
    for name in ("title", "username", "description", "invite_link"):
        if name in body:
            setattr(chat, name, body.text(name))
    chat.members_count = body.integer("members_count", chat.members_count)
    chat.join_to_send_messages = body.flag("join_to_send_messages", chat.join_to_send_messages)
    if "linked_chat_id" in body:
        chat.linked_chat_id = body.integer("linked_chat_id") or None
    return chat_state(chat)


def put_member(world: World, body: Fields) -> Json:
    """Change the standing of a bot or a person by hand; bots hear of it as they asked."""
    chat = world.telegram.chat(body.integer("chat_id"))
    rights = frozenset(body.texts("rights"))
    unknown = rights - set(RIGHTS[chat.kind])
    if unknown:
        raise BadRequestError(f"no such right in a {chat.kind}: {', '.join(sorted(unknown))}")
    member = Member(
        user_id=body.integer("user_id"),
        status=body.choice("status", STATUSES),
        rights=rights,
        until_date=body.integer("until_date", 0),
        is_anonymous=body.flag("is_anonymous"),
    )
    if member.user_id not in {*world.telegram.people, *world.telegram.bots}:
        raise UnknownObjectError(f"no person or bot {member.user_id}")
    delivery.set_member(world.telegram, chat, member, 0, world.clock.unix())
    return member_state(member)


def put_limits(world: World, body: Fields) -> Json:
    """Change rates and sizes; answers all of them."""
    world.telegram.limits.update(body)
    return vars(world.telegram.limits)


def put_forwards(world: World, body: Fields) -> Json:
    """Whether later posts come to the group (`delivery`), and how late (`delay_seconds`)."""
    forwarding = world.telegram.forwarding
    forwarding.delivery = body.flag("delivery", forwarding.delivery)
    forwarding.delay_seconds = body.integer("delay_seconds", forwarding.delay_seconds)
    return vars(forwarding)


PARTS = {
    "telegram_bots": put_bot,
    "telegram_users": put_user,
    "telegram_channels": put_channel,
    "telegram_members": put_member,
    "telegram_posts": actions.add_post,
    "telegram_comments": actions.add_comment,
}
OBJECTS = {"telegram_limits": put_limits, "telegram_forwards": put_forwards}


def _chat_id(request: Request) -> int:
    return int(request.path_params["chat"])


def _at(request: Request) -> tuple[int, int]:
    return _chat_id(request), request.path_params["id"]


def _plain(put: Any) -> Any:
    return lambda world, body, request: put(world, body)


def _placed(change: Any) -> Any:
    return lambda world, body, request: change(world, body, *_at(request))


LEVERS: list[tuple[str, str, Any]] = [
    ("/telegram/bots", "POST", _plain(put_bot)),
    (
        "/telegram/bots/{id:int}",
        "PATCH",
        lambda world, body, request: patch_bot(world, body, request.path_params["id"]),
    ),
    ("/telegram/users", "POST", _plain(put_user)),
    ("/telegram/channels", "POST", _plain(put_channel)),
    (
        "/telegram/chats/{chat}",
        "PATCH",
        lambda world, body, request: patch_chat(world, body, _chat_id(request)),
    ),
    ("/telegram/members", "POST", _plain(put_member)),
    ("/telegram/posts", "POST", _plain(actions.add_post)),
    ("/telegram/posts/{chat}/{id:int}", "PATCH", _placed(actions.patch_post)),
    ("/telegram/posts/{chat}/{id:int}", "DELETE", _placed(actions.delete_post)),
    ("/telegram/comments", "POST", _plain(actions.add_comment)),
    ("/telegram/comments/{chat}/{id:int}", "PATCH", _placed(actions.patch_comment)),
    ("/telegram/comments/{chat}/{id:int}", "DELETE", _placed(actions.delete_comment)),
    (
        "/telegram/comments/{chat}/{id:int}/picture",
        "DELETE",
        _placed(actions.delete_picture),
    ),
    ("/telegram/limits", "POST", _plain(put_limits)),
    ("/telegram/forwards", "POST", _plain(put_forwards)),
    ("/telegram/state", "GET", lambda world, body, request: state(world)),
]
