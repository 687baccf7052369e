"""VK's part of /control/: address, method, lever; and of the initial state."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request

from sandbox.fields import Fields
from sandbox.vk import controls, hands
from sandbox.world import World

Lever = Callable[[World, Fields, Request], Any]


def _plain(pull: Callable[[World, Fields], Any]) -> Lever:
    return lambda world, body, request: pull(world, body)


def _one(pull: Callable[[World, Fields, int, int], Any]) -> Lever:
    """A lever of one object of a community: /<group>/<id>."""
    return lambda world, body, request: pull(
        world, body, request.path_params["group"], request.path_params["id"]
    )


def _gone(pull: Callable[[World, int, int], Any]) -> Lever:
    """The same without a body."""
    return _one(lambda world, body, group_id, number: pull(world, group_id, number))


LEVERS: list[tuple[str, str, Lever]] = [
    ("/vk/groups", "POST", _plain(controls.put_group)),
    (
        "/vk/groups/{id:int}",
        "PATCH",
        lambda w, b, r: controls.patch_group(w, b, r.path_params["id"]),
    ),
    ("/vk/users", "POST", _plain(controls.put_user)),
    (
        "/vk/users/{id:int}",
        "PATCH",
        lambda w, b, r: controls.patch_user(w, b, r.path_params["id"]),
    ),
    ("/vk/tokens", "POST", _plain(controls.put_token)),
    (
        "/vk/tokens/{name}",
        "PATCH",
        lambda w, b, r: controls.patch_token(w, b, r.path_params["name"]),
    ),
    ("/vk/limits", "POST", _plain(controls.put_limits)),
    ("/vk/access", "POST", _plain(controls.put_access)),
    ("/vk/longpoll", "POST", _plain(controls.pull_long_poll)),
    ("/vk/posts", "POST", _plain(hands.add_post)),
    ("/vk/posts/{group:int}/{id:int}", "PATCH", _one(hands.patch_post)),
    ("/vk/posts/{group:int}/{id:int}", "DELETE", _gone(hands.delete_post)),
    ("/vk/comments", "POST", _plain(hands.add_comment)),
    ("/vk/comments/{group:int}/{id:int}", "PATCH", _one(hands.patch_comment)),
    ("/vk/comments/{group:int}/{id:int}", "DELETE", _gone(hands.delete_comment)),
    ("/vk/media", "POST", _plain(hands.add_medium)),
    ("/vk/media/{name}", "DELETE", lambda w, b, r: hands.delete_file(w, r.path_params["name"])),
    ("/vk/topics", "POST", _plain(hands.add_topic)),
    ("/vk/remarks", "POST", _plain(hands.add_remark)),
    ("/vk/remarks/{group:int}/{id:int}", "DELETE", _gone(hands.delete_remark)),
    ("/vk/state", "GET", lambda w, b, r: controls.state(w)),
]
PARTS: dict[str, Callable[[World, Fields], Any]] = {
    "groups": controls.put_group,
    "users": controls.put_user,
    "tokens": controls.put_token,
    "media": hands.add_medium,
    "posts": hands.add_post,
    "comments": hands.add_comment,
    "topics": hands.add_topic,
    "remarks": hands.add_remark,
}
