"""The HTTP side of MAX's API: everything under /max/ (facts 2.1, 2.4)."""

import json
import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.fields import BadRequestError, Fields
from sandbox.gate import through
from sandbox.max import chats, comments, messages, updates, uploads
from sandbox.max.call import Call, Handler
from sandbox.max.errors import MaxError, UndoneError, not_found, payload
from sandbox.max.records import Bot
from sandbox.max.spoil import spoiled
from sandbox.max.store import Store
from sandbox.world import World

UPDATES = ("GET", "/updates")
METHODS: dict[tuple[str, str], Handler] = {
    ("GET", "/me"): chats.get_me,
    ("GET", "/chats/{chatId}"): chats.get_chat,
    ("PATCH", "/chats/{chatId}"): chats.edit_chat,
    ("GET", "/chats/{chatId}/members/me"): chats.get_membership,
    ("GET", "/chats/{chatId}/members/admins"): chats.get_admins,
    ("GET", "/chats/{chatId}/members"): chats.get_members,
    ("DELETE", "/chats/{chatId}/members"): chats.remove_member,
    ("GET", "/chats/{chatId}/pin"): chats.get_pin,
    ("PUT", "/chats/{chatId}/pin"): chats.pin,
    ("DELETE", "/chats/{chatId}/pin"): chats.unpin,
    ("POST", "/messages"): messages.send,
    ("PUT", "/messages"): messages.edit,
    ("DELETE", "/messages"): messages.delete,
    ("GET", "/messages"): messages.get_many,
    ("GET", "/messages/{messageId}"): messages.get_one,
    ("GET", "/messages/{messageId}/comments"): comments.get_many,
    ("POST", "/messages/{messageId}/comments"): comments.send,
    ("PUT", "/messages/{messageId}/comments"): comments.edit,
    ("DELETE", "/messages/{messageId}/comments"): comments.delete,
    ("GET", "/messages/{messageId}/comments/{commentId}"): comments.get_one,
    ("POST", "/uploads"): uploads.open_upload,
    ("GET", "/subscriptions"): updates.get_subscriptions,
    ("POST", "/subscriptions"): updates.subscribe,
    ("DELETE", "/subscriptions"): updates.unsubscribe,
}
REMOVED = {
    ("GET", "/chats"),
    ("DELETE", "/chats/{chatId}"),
    ("POST", "/chats/{chatId}/members"),
}
"""Taken out in 2026; GET /chats/{chatLink} went too: a chatId is a number (schema 0.0.33)."""

_KNOWN = sorted({path for _, path in (*METHODS, *REMOVED, UPDATES)})
_TEMPLATES = {path: re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path)) for path in _KNOWN}
HIDDEN = {"access_token", "secret"}
NOWHERE = "?"


def _routed(path: str) -> tuple[str, dict[str, str]]:
    """The template of the path and its parameters; «?» for a path that never was."""
    for template, pattern in _TEMPLATES.items():
        found = pattern.fullmatch(path)
        if found is not None:
            return template, found.groupdict()
    return NOWHERE, {}


def _bot(store: Store, secret: str | None) -> Bot:
    """The bot behind the bare header; a «Bearer» or a token in the query is none."""
    bot = store.bots.get(secret or "")
    if bot is None or bot.revoked:
        raise MaxError(401, "verify.token", "Invalid access_token")
    return bot


def _body(raw: bytes) -> Fields:
    if not raw.strip():
        return Fields({})
    try:
        loaded = json.loads(raw.decode("utf-8"))
        json.dumps(loaded, ensure_ascii=False).encode("utf-8")  # half a surrogate pair is no text
        return Fields(loaded)
    except (ValueError, BadRequestError) as error:
        raise payload("Invalid JSON") from error


def _check_rates(call: Call, method: str, template: str) -> None:
    """429 for more than MAX allows (facts 2.2)."""
    limits, user_id = call.store.limits, call.actor
    windows = {f"all {user_id}": limits.overall}
    if template == "/messages" and method != "GET":
        message = call.store.messages.get(call.query.get("message_id", ""))
        chat = call.query.get("chat_id") if message is None else message.chat_id
        windows[f"chat {user_id} {chat}"] = limits.chat
    if template == "/updates":
        windows[f"updates {user_id}"] = limits.updates
    if limits.enabled and not call.store.rates.admits(windows):
        raise MaxError(429, "too.many.requests", "Too many requests")


def _run(world: World, call: Call, method: str, template: str) -> Response:
    _check_rates(call, method, template)
    if (method, template) == UPDATES:
        return updates.Later(call, world.faults)
    handler = METHODS.get((method, template))
    if handler is not None:
        return JSONResponse(handler(call))
    if template == NOWHERE or (method, template) in REMOVED:
        raise not_found("Path is not recognized")
    raise MaxError(405, "method.not.allowed", f"{method} is not allowed here")


def _refusal(error: MaxError, store: Store) -> Response:
    headers = {}
    if error.status == 429 and store.limits.retry_after:
        headers["retry-after"] = str(store.limits.retry_after)
    return JSONResponse(error.body(), error.status, headers)


def _shown(store: Store, sent: dict[str, Any]) -> dict[str, str]:
    """The parameters as the journal may keep them."""
    shown = {}
    for name, value in sent.items():
        if name not in HIDDEN:
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            for token in store.bots:
                text = text.replace(token, "…")
            shown[name] = text
    return shown


async def call(request: Request) -> Response:
    """Any call of any method."""
    world: World = request.app.state.world
    store, method = world.max, request.method
    template, path = _routed(f"/{request.path_params['path']}")
    raw, query = await request.body(), dict(request.query_params)
    try:
        members = dict(_body(raw).data)
    except MaxError:
        members = {}
    place = f"max:{method} {template}"
    params = _shown(store, path | query | members)
    entry = world.journal.open(world.clock.now(), place, params)
    secret = request.headers.get("authorization")
    entry.token_kind = "bot" if secret in store.bots else None

    def act() -> Response:
        base = str(request.base_url).rstrip("/")
        now = world.clock.milliseconds()
        try:
            bot = _bot(store, secret)
            admitted = Call(store, bot, path, query, _body(raw), now, base)
            response = _run(world, admitted, method, template)
        except UndoneError as error:
            entry.outcome = "success false"
            return JSONResponse({"success": False, "message": str(error)})
        except (MaxError, BadRequestError) as error:
            refusal = error if isinstance(error, MaxError) else payload(str(error))
            entry.outcome = f"error {refusal.code}"
            return _refusal(refusal, store)
        entry.outcome = "ok"
        return response

    return await through(world.faults, place, request, entry, act, spoil=spoiled)
