"""The HTTP side of the Bot API: /telegram/bot<token>/<method> (facts 1.1)."""

import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.faults import Fault
from sandbox.gate import spoiled_page, through
from sandbox.telegram import chats, editing, members, polling, sending
from sandbox.telegram.access import Call, Handler
from sandbox.telegram.delivery import copy_due
from sandbox.telegram.errors import BotError
from sandbox.telegram.params import Params, received
from sandbox.world import World

METHODS: dict[str, Handler] = {
    "getMe": chats.get_me,
    "getChat": chats.get_chat,
    "getChatMemberCount": chats.get_chat_member_count,
    "getChatMember": chats.get_chat_member,
    "getChatAdministrators": chats.get_chat_administrators,
    "setChatDescription": chats.set_chat_description,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendMediaGroup": sending.send_media_group,
    "sendDocument": sending.send_document,
    "sendVideo": sending.send_video,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "deleteMessage": editing.delete_message,
    "deleteMessages": editing.delete_messages,
    "pinChatMessage": editing.pin_chat_message,
    "unpinChatMessage": editing.unpin_chat_message,
    "forwardMessage": editing.forward_message,
    "copyMessage": editing.copy_message,
    "banChatMember": members.ban_chat_member,
    "unbanChatMember": members.unban_chat_member,
    "banChatSenderChat": members.ban_chat_sender_chat,
    "unbanChatSenderChat": members.unban_chat_sender_chat,
    "restrictChatMember": members.restrict_chat_member,
    "getUpdates": polling.get_updates,
    "getWebhookInfo": polling.get_webhook_info,
    "deleteWebhook": polling.delete_webhook,
    "setWebhook": polling.set_webhook,
    "getFile": chats.get_file,
}
CANONICAL = {name.lower(): name for name in METHODS}
TOKEN = re.compile(r"\d+:[\w-]+")


def _run(world: World, token: str, method: str, params: Params) -> Any:
    """The result of a call, or BotError."""
    store, now = world.telegram, world.clock.unix()
    if not TOKEN.fullmatch(token):
        raise BotError(404, "Not Found")
    bot = store.bot_of(token)
    if bot is None:
        raise BotError(401, "Unauthorized")
    if method not in METHODS:
        raise BotError(404, "Not Found: method not found")
    copy_due(store, now)
    return METHODS[method](Call(store, params, bot, now))


def _refusal(body: dict[str, Any]) -> Response:
    """An envelope of failure; 429 says in a header too how long to wait."""
    wait = (body.get("parameters") or {}).get("retry_after")
    headers = None if wait is None else {"Retry-After": str(wait)}
    return JSONResponse(body, body["error_code"], headers)


async def call(request: Request) -> Response:
    """Any call of any method. The journal never sees the token."""
    world: World = request.app.state.world
    token, sent = request.path_params["token"], request.path_params["method"]
    method = CANONICAL.get(sent.lower(), sent)
    place = f"telegram:{method}"
    params = await received(request)
    entry = world.journal.open(world.clock.now(), place, params.shown())
    entry.token_kind = "bot" if world.telegram.bot_of(token) else None

    def act() -> Response:
        try:
            result = _run(world, token, method, params)
        except BotError as error:
            entry.outcome = f"error {error.code}"
            return _refusal(error.envelope())
        if isinstance(result, polling.Poll):
            return polling.LongPoll(world, result, entry)
        entry.outcome = "ok"
        return JSONResponse({"ok": True, "result": result})

    def spoil(fault: Fault) -> Response:
        if fault.what == "error":
            error = BotError(500, "Internal Server Error: restart").envelope()
            return _refusal(error | fault.error)
        if fault.what == "garbage":
            cut = json.dumps({"ok": True, "result": {"message_id": 1}})[:-6]
            return Response(cut, media_type="application/json")
        return spoiled_page(fault)

    return await through(world.faults, place, request, entry, act, spoil=spoil)


async def download(request: Request) -> Response:
    """A file at the path that getFile gave, for the bot's token."""
    world: World = request.app.state.world
    path = request.path_params["path"]
    entry = world.journal.open(world.clock.now(), "telegram:file", {"path": path})

    def act() -> Response:
        bot = world.telegram.bot_of(request.path_params["token"])
        found = world.telegram.files.by_path(path)
        if bot is None or found is None:
            entry.outcome = "error 404"
            return _refusal(BotError(404, "Not Found").envelope())
        entry.outcome = "ok"
        return Response(found.data, media_type="application/octet-stream")

    return await through(world.faults, "telegram:file", request, entry, act)
