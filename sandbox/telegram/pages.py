"""The channel for people: a feed, a post with its comments, links into the group (facts 1.5)."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sandbox.render import page, safe
from sandbox.telegram import views
from sandbox.telegram.delivery import copy_due
from sandbox.telegram.records import Chat, Message
from sandbox.world import World

PAGE = 20
NOTICES = {
    "closed": "Комментарий не добавлен: автор заблокирован или не может писать в группе.",
    "empty": "Ничего не сделано: текст пуст.",
    "gone": "Действие не выполнено: сообщения уже нет.",
    "leader": "Автор не заблокирован: он управляет группой.",
    "text": "Ничего не сделано: текст слишком длинный.",
    "picture": "Ничего не размещено: файл не читается как картинка или слишком велик.",
}


def notice(request: Request) -> str:
    """What the last deed came to, in words."""
    return NOTICES.get(request.query_params.get("notice", ""), "")


def world_of(request: Request) -> World:
    """The world as it stands now, with the copies whose time has come."""
    world: World = request.app.state.world
    copy_due(world.telegram, world.clock.unix())
    return world


def channel_of(world: World, request: Request) -> Chat:
    """The public channel named in the address."""
    found = world.telegram.named(request.path_params["username"])
    if found is None or found.kind != "channel":
        raise HTTPException(404)
    return found


async def feed(request: Request) -> Response:
    """/telegram/s/<username>: the posts, newest first, twenty a page."""
    world = world_of(request)
    channel, store, now = channel_of(world, request), world.telegram, world.clock.unix()
    before = request.query_params.get("before", "")
    found = views.posts(store, channel, int(before) if before.isdigit() else None)
    pinned = [store.message(channel.id, one) for one in reversed(channel.pinned)]
    return page(
        "telegram_feed.html",
        channel=channel,
        internal=views.internal,
        posts=[views.shown_post(store, one, now, single=False) for one in found[:PAGE]],
        earlier=found[PAGE - 1].id if len(found) > PAGE else None,
        pinned=[views.shown_post(store, one, now, single=False) for one in pinned if one],
        group=store.chats.get(channel.linked_chat_id or 0),
        notice=notice(request),
    )


async def post(request: Request) -> Response:
    """/telegram/<username>/<id>: one post with its comments."""
    world = world_of(request)
    channel = channel_of(world, request)
    found = world.telegram.messages.get((channel.id, request.path_params["id"]))
    if found is None or found.pins is not None:
        raise HTTPException(404)
    comment = request.query_params.get("comment", "")
    return _single(world, request, found, int(comment) if comment.isdigit() else None)


async def internal(request: Request) -> Response:
    """/telegram/c/<number>/<id>: a post of a channel, or a message of a group in its thread."""
    world = world_of(request)
    found = message_of(world, request)
    if world.telegram.chat(found.chat_id).kind == "channel":
        return _single(world, request, found, None)
    behind = views.post_of(world.telegram, found)
    if behind is not None:
        return _single(world, request, behind, found.id)
    now = world.clock.unix()
    return page(
        "telegram_lone.html",
        shown=views.lone(world.telegram, found, now),
        chat=world.telegram.chat(found.chat_id),
        internal=views.internal,
        notice=notice(request),
    )


def message_of(world: World, request: Request) -> Message:
    """The message at /telegram/c/<number>/<id>, removed ones too."""
    chat_id = int(f"-100{request.path_params['number']}")
    found = world.telegram.messages.get((chat_id, request.path_params["id"]))
    if found is None or found.pins is not None:
        raise HTTPException(404)
    return found


def _single(world: World, request: Request, found: Message, target: int | None) -> Response:
    store, now = world.telegram, world.clock.unix()
    channel = store.chat(found.chat_id)
    group = store.chats.get(channel.linked_chat_id or 0)
    return page(
        "telegram_post.html",
        channel=channel,
        group=group,
        internal=views.internal,
        post=views.shown_post(store, found, now, single=True),
        target=target,
        voices=views.voices(store, group, now),
        banned=views.banned(store, group, now),
        notice=notice(request),
    )


async def media(request: Request) -> Response:
    """A picture for the pages; every other file is saved, never shown."""
    found = world_of(request).telegram.files.by_unique_id(request.path_params["unique"])
    if found is None:
        raise HTTPException(404)
    if found.mime == "image/jpeg":
        return safe(Response(found.data, media_type="image/jpeg"))
    headers = {"content-disposition": "attachment"}
    return safe(Response(found.data, media_type="application/octet-stream", headers=headers))
