"""The HTTP side of VK's API: /vk/method/<method> (facts A1)."""

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.faults import Fault
from sandbox.gate import spoiled_page, through, without_token
from sandbox.vk import (
    accounts,
    board,
    comments,
    files,
    groups,
    longpoll,
    passport,
    photos,
    reposts,
    switches,
    under_media,
    wall,
)
from sandbox.vk.access import Call, Handler, check_kind, find_token
from sandbox.vk.errors import VkError, as_dict, envelope
from sandbox.vk.params import Params
from sandbox.world import World

METHODS: dict[str, Handler] = {
    "wall.post": wall.post,
    "wall.edit": wall.edit,
    "wall.delete": wall.delete,
    "wall.restore": wall.restore,
    "wall.repost": reposts.repost,
    "wall.getReposts": reposts.get_reposts,
    "wall.pin": switches.pin,
    "wall.unpin": switches.unpin,
    "wall.closeComments": switches.close_comments,
    "wall.openComments": switches.open_comments,
    "wall.get": wall.get,
    "wall.getById": wall.get_by_id,
    "wall.getComments": comments.get_comments,
    "wall.getComment": comments.get_comment,
    "wall.createComment": comments.create_comment,
    "wall.deleteComment": comments.delete_comment,
    "wall.restoreComment": comments.restore_comment,
    "photos.getWallUploadServer": photos.get_wall_upload_server,
    "photos.saveWallPhoto": photos.save_wall_photo,
    "photos.getMessagesUploadServer": photos.get_messages_upload_server,
    "photos.saveMessagesPhoto": photos.save_messages_photo,
    "photos.getComments": under_media.of_photo,
    "photos.getAllComments": under_media.of_all_photos,
    "photos.deleteComment": under_media.delete_under_photo,
    "docs.getWallUploadServer": files.get_doc_upload_server,
    "docs.save": files.save_doc,
    "video.save": files.save_video,
    "video.get": under_media.videos,
    "video.getComments": under_media.of_video,
    "video.deleteComment": under_media.delete_under_video,
    "polls.create": files.create_poll,
    "board.getTopics": board.get_topics,
    "board.getComments": board.get_comments,
    "board.deleteComment": board.delete_comment,
    "board.restoreComment": board.restore_comment,
    "groups.ban": groups.ban,
    "groups.unban": groups.unban,
    "groups.getBanned": groups.get_banned,
    "groups.getById": groups.get_by_id,
    "groups.getMembers": passport.get_members,
    "groups.getSettings": passport.get_settings,
    "groups.edit": groups.edit,
    "groups.setLongPollSettings": longpoll.set_settings,
    "groups.getLongPollSettings": longpoll.get_settings,
    "groups.getLongPollServer": longpoll.get_server,
    "groups.getTokenPermissions": groups.get_token_permissions,
    "status.get": passport.get_status,
    "status.set": passport.set_status,
    "stats.get": passport.get_stats,
    "account.getAppPermissions": accounts.get_app_permissions,
    "users.get": accounts.users_get,
    "utils.getServerTime": accounts.get_server_time,
}


async def _received(request: Request) -> tuple[dict[str, str], str | None]:
    """The parameters and the token, from the query, the form and the header. JSON is not read."""
    params = dict(request.query_params)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form() as form:
            params |= {key: value for key, value in form.items() if isinstance(value, str)}
    else:
        await request.body()
    header = request.headers.get("authorization", "")
    bearer = header[7:].strip() if header[:7].lower() == "bearer " else None
    return params, bearer or params.get("access_token")


def _run(world: World, method: str, params: Params, secret: str | None, origin: str) -> Any:
    store = world.vk
    handler = METHODS.get(method)
    if handler is None:
        raise VkError(3)
    version = params.version()
    token = find_token(store, secret)
    limits = store.limits
    if limits.enabled and not store.rates.admits(token.token, getattr(limits, token.kind)):
        raise VkError(6)
    check_kind(method, token, world.vk_access)
    now = world.clock.unix()
    per_day = limits.per_day(method)
    if per_day is not None and not store.quotas.admits(token.token, method, per_day, now):
        raise VkError(29)
    store.catch_up(now)
    return handler(Call(store, params, token, now, version, origin))


def _answer(body: dict[str, Any]) -> Response:
    return JSONResponse(body, media_type="application/json; charset=utf-8")


async def call(request: Request) -> Response:
    """Any call of any method."""
    world: World = request.app.state.world
    method = request.path_params["method"]
    origin = str(request.base_url).rstrip("/")
    sent, secret = await _received(request)
    shown = without_token(sent)
    entry = world.journal.open(world.clock.now(), f"vk:{method}", shown)
    known = world.vk.tokens.get(secret or "")
    entry.token_kind = known.kind if known else None

    def act() -> Response:
        try:
            response = _run(world, method, Params(shown), secret, origin)
        except VkError as error:
            entry.outcome = f"error {error.code}"
            return _answer(envelope(as_dict(error), method, shown))
        entry.outcome = "ok"
        return _answer({"response": response})

    def spoil(fault: Fault) -> Response:
        if fault.what == "error":
            return _answer(envelope(fault.error, method, shown))
        if fault.what == "garbage":
            cut = json.dumps({"response": {"post_id": 1}})[:-6]
            return Response(cut, media_type="application/json; charset=utf-8")
        return spoiled_page(fault)

    def solved(fault: Fault) -> bool:
        return fault.error.get("error_code") == 14 and "success_token" in sent

    return await through(
        world.faults, f"vk:{method}", request, entry, act, spoil=spoil, spare=solved
    )
