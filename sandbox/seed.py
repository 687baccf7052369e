"""The initial state: the same shapes as the controls, in one JSON object."""

import json
from pathlib import Path
from typing import Any

from sandbox.fields import BadRequestError, Fields
from sandbox.site import controls as site
from sandbox.vk import controls as vk
from sandbox.vk import levers
from sandbox.world import World

PARTS = {**levers.PARTS, "items": site.add_item}


def settle(world: World, state: dict[str, Any]) -> None:
    """Fill the world. Lists: groups, users, tokens, media, posts, comments, topics, remarks, items.

    Objects: limits, access, mode (of the site). An unknown part is an error, not silence.
    """
    unknown = set(state) - set(PARTS) - {"limits", "access", "mode"}
    if unknown:
        raise BadRequestError(f"no such part of the state: {', '.join(sorted(unknown))}")
    vk.put_limits(world, Fields(state.get("limits", {})))
    vk.put_access(world, Fields(state.get("access", {})))
    for part, put in PARTS.items():
        for one in state.get(part, []):
            put(world, Fields(one))
    if "mode" in state:
        site.put_mode(world, Fields(state["mode"]))


def read(path: Path) -> dict[str, Any]:
    """The state in a file."""
    return dict(Fields(json.loads(path.read_text(encoding="utf-8"))).data)
