"""The initial state: the same shapes as the controls, in one JSON object."""

import json
from pathlib import Path
from typing import Any

from sandbox.fields import BadRequestError, Fields
from sandbox.max import controls as max_controls
from sandbox.max.levers import PARTS as MAX_PARTS
from sandbox.ok import levers as ok
from sandbox.site import controls as site
from sandbox.telegram import controls as telegram
from sandbox.vk import controls as vk
from sandbox.vk import levers
from sandbox.world import World

PARTS = {
    **levers.PARTS,
    "items": site.add_item,
    "site_pages": site.put_page,
    **ok.PARTS,
    **MAX_PARTS,
    **telegram.PARTS,
}
OBJECTS = {
    "limits": vk.put_limits,
    "access": vk.put_access,
    "mode": site.put_mode,
    **ok.OBJECTS,
    **telegram.OBJECTS,
    "max_limits": max_controls.put_limits,
    "max_settings": max_controls.put_settings,
}


def settle(world: World, state: dict[str, Any]) -> None:
    """Fill the world: the objects of OBJECTS, then the lists of PARTS.

    `mode` is the site's. An unknown part is an error, not silence.
    """
    unknown = set(state) - set(PARTS) - set(OBJECTS)
    if unknown:
        raise BadRequestError(f"no such part of the state: {', '.join(sorted(unknown))}")
    for name, set_ in OBJECTS.items():
        if name in state:
            set_(world, Fields(state[name]))
    for part, put in PARTS.items():
        for one in state.get(part, []):
            put(world, Fields(one))


def read(path: Path) -> dict[str, Any]:
    """The state in a file."""
    return dict(Fields(json.loads(path.read_text(encoding="utf-8"))).data)
