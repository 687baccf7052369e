"""The HTTP side of OK's API: /ok/fb.do, /ok/api/<group>/<method> and the uploads (facts B1)."""

import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.faults import Fault
from sandbox.gate import spoiled_page, through
from sandbox.ok import discussions, groups, topics, uploads, users
from sandbox.ok.access import (
    Call,
    Handler,
    check_pace,
    check_right,
    check_signature,
    find_application,
    find_token,
)
from sandbox.ok.errors import JSON, OkError, as_dict, refusal
from sandbox.ok.params import Params
from sandbox.render import safe
from sandbox.world import World

METHODS: dict[str, Handler] = {
    "users.getLoggedInUser": users.get_logged_in_user,
    "users.getCurrentUser": users.get_current_user,
    "users.hasAppPermission": users.has_app_permission,
    "users.getCallsLeft": users.get_calls_left,
    "url.getInfo": users.get_url_info,
    "share.fetchLinkV2": users.fetch_link,
    "shortlink.create": users.create_short_link,
    "group.getInfo": groups.get_info,
    "group.getCounters": groups.get_counters,
    "group.getMembers": groups.get_members,
    "group.getUserGroupsByIds": groups.get_user_groups_by_ids,
    "group.getStatTopics": groups.get_stat_topics,
    "group.pinGroupFeed": groups.pin_group_feed,
    "mediatopic.post": topics.post,
    "mediatopic.edit": topics.edit,
    "mediatopic.deleteTopic": topics.delete,
    "mediatopic.restoreTopic": topics.restore,
    "mediatopic.getByIds": topics.get_by_ids,
    "mediatopic.getTopics": topics.get_topics,
    "mediatopic.getRepublishedTopic": topics.get_republished,
    "discussions.getList": discussions.get_list,
    "discussions.getComments": discussions.get_comments,
    "discussions.getDiscussionComments": discussions.get_discussion_comments,
    "discussions.getComment": discussions.get_comment,
    "discussions.getDiscussionCommentsCount": discussions.get_comments_count,
    "photosV2.getUploadUrl": uploads.get_photo_url,
    "video.getUploadUrl": uploads.get_video_url,
    "video.update": uploads.update_video,
}
PRIVATE: dict[str, Handler] = {
    "discussions.deleteDiscussionComment": discussions.delete_comment,
    "discussions.addDiscussionComment": discussions.add_comment,
}
SECRET = {"access_token", "session_key", "session_secret_key", "sig", "apiToken"}


def now_ms(world: World) -> int:
    """The sandbox's clock in milliseconds."""
    return int(world.clock.now().timestamp() * 1000)


def _shown(params: dict[str, str]) -> dict[str, str]:
    """The parameters as the journal may keep them."""
    return {key: value for key, value in params.items() if key not in SECRET}


async def _received(request: Request) -> dict[str, str]:
    """The parameters of the query and of the form."""
    params = dict(request.query_params)
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        async with request.form() as form:
            params |= {key: value for key, value in form.items() if isinstance(value, str)}
    return params


def _run(world: World, method: str, params: Params, host: str) -> Any:
    store, now = world.ok, now_ms(world)
    handler = METHODS.get(method) or PRIVATE.get(method)
    absent = OkError(3, f"Method {method} not found")
    if handler is None or method in store.behaviour.missing_methods:
        raise absent
    application = find_application(store, params)
    if method in PRIVATE and method not in application.private_methods:
        raise absent
    secret = params.text("access_token") or params.text("session_key")
    token = find_token(store, application, secret, now)
    check_signature(params, application, token)
    check_right(method, token)
    check_pace(store, method, token.access_token if token else application.application_key)
    store.publish_due(now)
    return handler(Call(store, params, application, token, now, host))


def _spoil(fault: Fault) -> Response:
    if fault.what == "error":
        return refusal(fault.error)
    if fault.what == "garbage":
        cut = json.dumps({"media_topics": [{"id": "1"}]})[:-6]
        return Response(cut, media_type=JSON)
    return spoiled_page(fault)


async def call(request: Request) -> Response:
    """Any call of any method."""
    world: World = request.app.state.world
    sent = await _received(request)
    path = request.path_params
    method = f"{path['group']}.{path['method']}" if path else sent.get("method", "")
    entry = world.journal.open(world.clock.now(), f"ok:{method}", _shown(sent))
    secret = sent.get("access_token") or sent.get("session_key", "")
    entry.token_kind = "user" if secret in world.ok.tokens else None

    def act() -> Response:
        try:
            answer = _run(world, method, Params(sent), str(request.base_url).rstrip("/"))
        except OkError as error:
            entry.outcome = f"error {error.code}"
            return refusal(as_dict(error))
        entry.outcome = "ok"
        return JSONResponse(answer, media_type=JSON)

    return await through(world.faults, f"ok:{method}", request, entry, act, spoil=_spoil)


async def _files(request: Request) -> list[bytes] | None:
    """The files of a multipart form, whatever their fields are called; None if it is none."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind != "multipart/form-data":
        return None
    try:
        async with request.form() as form:
            found = [one for _, one in form.multi_items() if isinstance(one, UploadFile)]
            return [await one.read() for one in found]
    except HTTPException:
        return None


async def upload(request: Request) -> Response:
    """The files of one upload address."""
    world: World = request.app.state.world
    sent, kind = dict(request.query_params), request.path_params["kind"]
    entry = world.journal.open(world.clock.now(), "ok:upload", {"kind": kind, **_shown(sent)})
    files = await _files(request)

    def act() -> Response:
        token, now = sent.get("apiToken", ""), now_ms(world)
        try:
            answer = uploads.receive(world.ok, kind, token, files, now)
        except OkError as error:
            entry.outcome = f"error {error.code}"
            return refusal(as_dict(error))
        entry.outcome = "ok"
        return Response() if answer is None else JSONResponse(answer, media_type=JSON)

    return await through(world.faults, "ok:upload", request, entry, act, spoil=_spoil)


async def photo(request: Request) -> Response:
    """A stored picture, for the pages."""
    world: World = request.app.state.world
    found = world.ok.photos.get(request.path_params["photo"])
    if found is None or not found.image:
        return Response(status_code=404)
    return safe(Response(found.image, media_type=found.media_type))
