"""Where OK's levers hang under /control/ok, and its parts of the initial state."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from sandbox.fields import Fields
from sandbox.ok import acts, controls
from sandbox.world import World

Put = Callable[[World, Fields], Any]
PARTS: dict[str, Put] = {
    "ok_applications": controls.put_application,
    "ok_users": controls.put_user,
    "ok_groups": controls.put_group,
    "ok_tokens": controls.put_token,
    "ok_topics": acts.add_topic,
    "ok_comments": acts.add_comment,
    "ok_blocks": acts.block,
}
OBJECTS: dict[str, Put] = {
    "ok_limits": controls.put_limits,
    "ok_behaviour": controls.put_behaviour,
}


def _id(request: Request) -> str:
    return str(request.path_params["id"])


LEVERS: list[tuple[str, str, Callable[[World, Fields, Request], Any]]] = [
    ("/ok/applications", "POST", lambda w, b, r: controls.put_application(w, b)),
    ("/ok/applications/{id}", "PATCH", lambda w, b, r: controls.patch_application(w, b, _id(r))),
    ("/ok/users", "POST", lambda w, b, r: controls.put_user(w, b)),
    ("/ok/tokens", "POST", lambda w, b, r: controls.put_token(w, b)),
    ("/ok/tokens/{id}", "PATCH", lambda w, b, r: controls.patch_token(w, b, _id(r))),
    ("/ok/groups", "POST", lambda w, b, r: controls.put_group(w, b)),
    ("/ok/groups/{id}", "PATCH", lambda w, b, r: controls.patch_group(w, b, _id(r))),
    ("/ok/limits", "POST", lambda w, b, r: controls.put_limits(w, b)),
    ("/ok/behaviour", "POST", lambda w, b, r: controls.put_behaviour(w, b)),
    ("/ok/topics", "POST", lambda w, b, r: acts.add_topic(w, b)),
    ("/ok/topics/{id}", "PATCH", lambda w, b, r: acts.patch_topic(w, b, _id(r))),
    ("/ok/topics/{id}", "DELETE", lambda w, b, r: acts.delete_topic(w, b, _id(r))),
    ("/ok/comments", "POST", lambda w, b, r: acts.add_comment(w, b)),
    ("/ok/comments/{id}", "PATCH", lambda w, b, r: acts.patch_comment(w, b, _id(r))),
    ("/ok/comments/{id}", "DELETE", lambda w, b, r: acts.delete_comment(w, b, _id(r))),
    (
        "/ok/comments/{id}/picture",
        "DELETE",
        lambda w, b, r: acts.delete_picture(w, b, _id(r)),
    ),
    ("/ok/blocks", "POST", lambda w, b, r: acts.block(w, b)),
    (
        "/ok/blocks/{group}/{id}",
        "DELETE",
        lambda w, b, r: acts.unblock(w, r.path_params["group"], _id(r)),
    ),
    ("/ok/state", "GET", lambda w, b, r: controls.state(w)),
]
