"""The initial state: the same shapes as the controls, in one JSON object."""

import json
from pathlib import Path
from typing import Any

from sandbox.fields import BadRequestError, Fields
from sandbox.site import controls as site
from sandbox.telegram import controls as telegram
from sandbox.vk import controls as vk
from sandbox.world import World

OBJECTS = {"limits": vk.put_limits, "access": vk.put_access, **telegram.OBJECTS}
PARTS = {
    "groups": vk.put_group,
    "users": vk.put_user,
    "tokens": vk.put_token,
    "posts": vk.add_post,
    "comments": vk.add_comment,
    "items": site.add_item,
    **telegram.PARTS,
}


def settle(world: World, state: dict[str, Any]) -> None:
    """Fill the world. Lists: groups, users, tokens, posts, comments, items and PARTS of others.

    Objects: OBJECTS, and mode (of the site). An unknown part is an error, not silence.
    """
    unknown = set(state) - set(PARTS) - set(OBJECTS) - {"mode"}
    if unknown:
        raise BadRequestError(f"no such part of the state: {', '.join(sorted(unknown))}")
    for name, put in OBJECTS.items():
        put(world, Fields(state.get(name, {})))
    for part, put in PARTS.items():
        for one in state.get(part, []):
            put(world, Fields(one))
    if "mode" in state:
        site.put_mode(world, Fields(state["mode"]))


def read(path: Path) -> dict[str, Any]:
    """The state in a file."""
    return dict(Fields(json.loads(path.read_text(encoding="utf-8"))).data)
