"""The levers of the site: publish, correct, remove, break."""

from dataclasses import asdict
from typing import Any

from sandbox.fields import Fields, UnknownObjectError
from sandbox.site.items import MODES, Item
from sandbox.world import World

ENCODINGS = ("utf-8", "windows-1251")


def add_item(world: World, body: Fields) -> dict[str, Any]:
    """Publish a piece of news; `published_at` null means «without a date»."""
    number = body.optional_integer("id")
    item = Item(world.site.free_id() if number is None else number, body.text("title", ""))
    world.site.items[item.id] = item
    return patch_item(world, body, item.id)


def patch_item(world: World, body: Fields, item_id: int) -> dict[str, Any]:
    """Correct the named members."""
    item = _item(world, item_id)
    for name in ("title", "announce", "text", "category"):
        if name in body:
            setattr(item, name, body.text(name, ""))
    if "published_at" in body:
        item.published_at = body.moment("published_at")
    if "picture" in body:
        item.picture = body.optional_text("picture")
    item.gallery = body.texts("gallery", item.gallery)
    item.files = body.texts("files", item.files)
    if "broken" in body:
        item.broken = body.choice("broken", ("", "link", "title", "both"), "")
    return shown(item)


def delete_item(world: World, item_id: int) -> dict[str, Any]:
    """Remove a piece of news; its page answers 404."""
    _item(world, item_id)
    del world.site.items[item_id]
    return {"id": item_id}


def put_mode(world: World, body: Fields) -> dict[str, Any]:
    """How the site answers; the members not named stay."""
    mode = world.site.mode
    mode.mode = body.choice("mode", MODES, mode.mode)
    mode.encoding = body.choice("encoding", ENCODINGS, mode.encoding)
    mode.articles = body.choice("articles", ("ok", "down"), mode.articles)
    mode.dateless = body.choice("dateless", ("omit", "now"), mode.dateless)
    mode.full_text = body.flag("full_text", mode.full_text)
    mode.seconds = body.number("seconds", mode.seconds)
    return asdict(mode)


def shown(item: Item) -> dict[str, Any]:
    """The item as controls answer it."""
    moment = None if item.published_at is None else item.published_at.isoformat()
    return asdict(item) | {"published_at": moment}


def state(world: World) -> dict[str, Any]:
    """All items and the mode."""
    items = [shown(item) for item in world.site.listed()]
    return {"items": items, "mode": asdict(world.site.mode)}


def _item(world: World, item_id: int) -> Item:
    if item_id not in world.site.items:
        raise UnknownObjectError(f"no item {item_id} on the site")
    return world.site.items[item_id]
