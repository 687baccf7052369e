"""The initial state: the same shapes as the controls, in one JSON object."""

import json
from pathlib import Path
from typing import Any

from sandbox.fields import BadRequestError, Fields
from sandbox.max import controls as max_controls
from sandbox.max.levers import PARTS as MAX_PARTS
from sandbox.site import controls as site
from sandbox.vk import controls as vk
from sandbox.world import World

PARTS = {
    "groups": vk.put_group,
    "users": vk.put_user,
    "tokens": vk.put_token,
    "posts": vk.add_post,
    "comments": vk.add_comment,
    "items": site.add_item,
    **MAX_PARTS,
}
OBJECTS = {"limits", "access", "mode", "max_limits", "max_settings"}


def settle(world: World, state: dict[str, Any]) -> None:
    """Fill the world. Lists: groups, users, tokens, posts, comments, items and the max_ ones.

    Objects: limits, access, mode (of the site), max_limits, max_settings. An unknown part is an
    error, not silence.
    """
    unknown = set(state) - set(PARTS) - OBJECTS
    if unknown:
        raise BadRequestError(f"no such part of the state: {', '.join(sorted(unknown))}")
    vk.put_limits(world, Fields(state.get("limits", {})))
    vk.put_access(world, Fields(state.get("access", {})))
    max_controls.put_limits(world, Fields(state.get("max_limits", {})))
    max_controls.put_settings(world, Fields(state.get("max_settings", {})))
    for part, put in PARTS.items():
        for one in state.get(part, []):
            put(world, Fields(one))
    if "mode" in state:
        site.put_mode(world, Fields(state["mode"]))


def read(path: Path) -> dict[str, Any]:
    """The state in a file."""
    return dict(Fields(json.loads(path.read_text(encoding="utf-8"))).data)
