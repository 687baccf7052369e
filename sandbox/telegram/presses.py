"""What the buttons of the pages do: the deeds of a human administrator and of residents."""

from collections.abc import Callable

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.telegram import deeds, delivery, views
from sandbox.telegram.chats import DESCRIPTION
from sandbox.telegram.content import CAPTION, TEXT, formatted
from sandbox.telegram.errors import BotError
from sandbox.telegram.pages import channel_of, message_of, world_of
from sandbox.telegram.params import Upload
from sandbox.telegram.records import BY_HAND, Media, Message
from sandbox.telegram.store import Store
from sandbox.telegram.text import units
from sandbox.world import World


async def _form(request: Request) -> tuple[dict[str, str], list[Upload]]:
    async with request.form() as form:
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
        files = [one for one in form.getlist("photo") if isinstance(one, UploadFile)]
        uploads = [Upload(one.filename or "", "", await one.read()) for one in files]
    return fields, [one for one in uploads if one.data]


def _to(place: str, notice: str = "") -> Response:
    return RedirectResponse(f"{place}?notice={notice}" if notice else place, 303)


async def publish(request: Request) -> Response:
    """A post by hand."""
    world = world_of(request)
    channel, store, now = channel_of(world, request), world.telegram, world.clock.unix()
    place = f"/telegram/s/{channel.username}"
    fields, uploads = await _form(request)
    text = fields.get("text", "")
    if not text.strip() and not uploads:
        return _to(place, "empty")
    try:
        media = [store.files.take("photo", one, store.limits) for one in uploads]
        made = formatted(text, "", None)
    except BotError:
        return _to(place, "picture")
    if units(made.text) > (CAPTION if media else TEXT):
        return _to(place, "text")
    deeds.post(store, channel, made, media, date=now, now=now)
    return _to(place)


async def describe(request: Request) -> Response:
    """The channel's description by hand."""
    world = world_of(request)
    channel = channel_of(world, request)
    place = f"/telegram/s/{channel.username}"
    fields, _ = await _form(request)
    wanted = fields.get("description", "").replace("\r", "").strip()
    if units(wanted) > DESCRIPTION:
        return _to(place, "text")
    channel.description = wanted
    return _to(place)


def _edit(store: Store, message: Message, fields: dict[str, str], now: int) -> str:
    if not fields.get("text", "").strip() and message.media is None:
        return "empty"
    try:
        made = formatted(fields.get("text", ""), "", None)
    except BotError:
        return "text"
    if units(made.text) > (CAPTION if message.media else TEXT):
        return "text"
    deeds.edit(store, message, made, now)
    return ""


def _delete(store: Store, message: Message, fields: dict[str, str], now: int) -> str:
    for one in store.album(message):
        if one.deleted_at is None:
            store.delete_message(one, BY_HAND, now)
    return ""


def _withdraw(store: Store, message: Message, fields: dict[str, str], now: int) -> str:
    store.delete_message(message, message.by, now)
    return ""


def _pin(store: Store, message: Message, fields: dict[str, str], now: int) -> str:
    pinned = store.chat(message.chat_id).pinned
    if message.id in pinned:
        pinned.remove(message.id)
    else:
        delivery.pin(store, message, BY_HAND, now)
    return ""


def _ban(store: Store, message: Message, fields: dict[str, str], now: int) -> str:
    try:
        deeds.ban(store, message, now)
    except ClosedError:
        return "leader"
    return ""


def _unban(store: Store, message: Message, fields: dict[str, str], now: int) -> str:
    group = store.chats.get(store.chat(message.chat_id).linked_chat_id or 0)
    who = fields.get("who", "")
    if group is not None and who.lstrip("-").isdigit():
        deeds.unban(store, group, int(who), now)
    return ""


def _comment(store: Store, message: Message, fields: dict[str, str], now: int) -> str:
    group = store.chats.get(store.chat(message.chat_id).linked_chat_id or 0)
    root = store.root(message)
    if group is None or root is None:
        return "gone"
    media: Media | None = None
    if fields.get("with_photo"):
        media = store.files.example("photo", store.limits)
    try:
        made = formatted(fields.get("text", ""), "", None)
        writer = views.writer(fields.get("voice", ""))
    except (BotError, ValueError):
        return "text"
    if not made.text and media is None:
        return "empty"
    if units(made.text) > (CAPTION if media else TEXT):
        return "text"
    answered = fields.get("reply_to", "")
    try:
        deeds.write(
            store,
            group,
            writer,
            (made, media),
            root=root,
            reply_to=int(answered) if answered.isdigit() else None,
            date=now,
            now=now,
        )
    except ClosedError:
        return "closed"
    except UnknownObjectError:
        return "gone"
    return ""


Press = Callable[[Store, Message, dict[str, str], int], str]
PRESSES: dict[str, Press] = {
    "edit": _edit,
    "delete": _delete,
    "withdraw": _withdraw,
    "pin": _pin,
    "ban": _ban,
    "unban": _unban,
    "comment": _comment,
}
ON_REMOVED = {"ban", "unban"}


async def press(request: Request) -> Response:
    """/telegram/c/<number>/<id>/<deed>: carry it out and show the message again."""
    world = world_of(request)
    message, deed = message_of(world, request), request.path_params["deed"]
    if deed not in PRESSES:
        raise HTTPException(404)
    fields, _ = await _form(request)
    place = _place(world, message)
    if message.deleted_at is not None and deed not in ON_REMOVED:
        return _to(place, "gone")
    return _to(place, PRESSES[deed](world.telegram, message, fields, world.clock.unix()))


def _place(world: World, message: Message) -> str:
    """Where the message is shown."""
    behind = views.post_of(world.telegram, message)
    shown = message if behind is None else behind
    chat = world.telegram.chat(shown.chat_id)
    if chat.kind == "channel" and chat.username:
        return f"/telegram/{chat.username}/{shown.id}"
    return f"/telegram/c/{views.internal(shown.chat_id)}/{shown.id}"
