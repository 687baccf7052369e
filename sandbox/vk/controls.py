"""The levers of VK: communities, people, tokens, limits, Long Poll, and everything at a glance."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sandbox.fields import BadRequestError, Fields, UnknownObjectError
from sandbox.vk.grants import ACCESS, KINDS
from sandbox.vk.records import ADMINISTRATOR, Group, Token, User
from sandbox.world import World

DEFAULT_SCOPES = {
    "community": ("wall", "photos", "docs", "manage", "messages", "stories"),
    "user": ("wall", "photos", "groups", "docs", "video", "offline"),
    "service": (),
}
Json = dict[str, Any]


def put_group(world: World, body: Fields) -> Json:
    """Make a community, or make it anew; its wall stays."""
    group_id = body.integer("group_id")
    default = f"club{group_id}"
    group = Group(group_id, body.text("name"), body.text("screen_name", default))
    world.vk.groups[group_id] = group
    return patch_group(world, body, group_id)


def patch_group(world: World, body: Fields, group_id: int) -> Json:
    """Change a community by hand."""
    group = world.vk.group(group_id)
    for name in ("name", "screen_name", "description", "site", "status", "activity"):
        if name in body:
            setattr(group, name, body.text(name))
    group.verified = body.flag("verified", group.verified)
    group.members_count = body.integer("members_count", group.members_count)
    group.wall = body.integer("wall", group.wall)
    if "managers" in body:
        group.managers = _levels(body.data["managers"])
    return asdict(group)


def put_user(world: World, body: Fields) -> Json:
    """Make a person."""
    user = User(body.integer("user_id"), body.text("first_name"), body.text("last_name", ""))
    world.vk.users[user.user_id] = user
    return asdict(user)


def patch_user(world: World, body: Fields, user_id: int) -> Json:
    """A person deletes his page or VK bans it; with "" it stands again. What he wrote stays."""
    user = world.vk.users.get(user_id)
    if user is None:
        raise UnknownObjectError(f"no person {user_id}")
    user.deactivated = body.choice("deactivated", ("", "deleted", "banned"))
    return asdict(user)


def put_token(world: World, body: Fields) -> Json:
    """Make a token. A user token with a group_id is that community's administrator's.

    `admin_level` (1-3) lowers the role; `admin_levels` {group_id: level} names several.
    """
    kind = body.choice("kind", KINDS)
    group_id, user_id = body.optional_integer("group_id"), body.optional_integer("user_id")
    if kind == "community":
        world.vk.group(body.integer("group_id"))
    if kind == "user" and body.integer("user_id") not in world.vk.users:
        raise UnknownObjectError(f"no person {user_id}")
    levels: dict[int, int] = {}
    if kind == "user" and group_id is not None:
        levels[group_id] = body.integer("admin_level", ADMINISTRATOR)
    levels |= _levels(body.data.get("admin_levels") or {})
    token = Token(
        token=body.text("token"),
        kind=kind,
        group_id=group_id if kind == "community" else None,
        user_id=user_id if kind == "user" else None,
        scopes=frozenset(body.texts("scopes", DEFAULT_SCOPES[kind])),
        levels=levels,
        revoked=body.flag("revoked"),
    )
    world.vk.tokens[token.token] = token
    return _token(token)


def patch_token(world: World, body: Fields, name: str) -> Json:
    """Revoke a token, narrow its rights or change its role."""
    token = world.vk.tokens.get(name)
    if token is None:
        raise UnknownObjectError("no such token")
    token.revoked = body.flag("revoked", token.revoked)
    token.scopes = frozenset(body.texts("scopes", tuple(token.scopes)))
    if "admin_levels" in body:
        token.levels = _levels(body.data["admin_levels"])
    return _token(token)


def _token(token: Token) -> Json:
    shown = asdict(token)
    return shown | {"scopes": sorted(token.scopes), "token": token.token[:4] + "…"}


def _levels(sent: Any) -> dict[int, int]:
    return {int(one): int(level) for one, level in Fields(sent).data.items()}


def put_limits(world: World, body: Fields) -> Json:
    """Change rates and quotas; answers all of them."""
    world.vk.limits.update(body)
    return asdict(world.vk.limits)


def put_access(world: World, body: Fields) -> Json:
    """Open or close methods to kinds of token: {"wall.delete": ["user", "community"]}."""
    for method in body.data:
        kinds = body.texts(method)
        if method not in ACCESS or not set(kinds) <= set(KINDS):
            raise BadRequestError(f"{method}: no such method or kind of token")
        world.vk_access[method] = kinds
    return {method: list(kinds) for method, kinds in world.vk_access.items()}


def pull_long_poll(world: World, body: Fields) -> Json:
    """Lose the next `swallow` events, repeat the next `twice`, answer `failed` 1, 2, 3 (A8)."""
    queue = world.vk.events.of(world.vk.group(body.integer("group_id")).group_id)
    queue.swallow = body.integer("swallow", queue.swallow)
    queue.twice = body.integer("twice", queue.twice)
    failed = body.optional_integer("failed")
    if failed is not None:
        if failed not in {1, 2, 3}:
            raise BadRequestError("failed must be 1, 2 or 3")
        queue.fail(failed)
    return {"ts": queue.ts, "swallow": queue.swallow, "twice": queue.twice}


def state(world: World) -> Mapping[str, Any]:
    """Everything, removed things too; times are unix seconds, bans only those that hold."""
    now = world.clock.unix()
    vk = world.vk
    vk.catch_up(now)
    groups = list(vk.groups)
    return {
        "now": now,
        "groups": [asdict(one) for one in vk.groups.values()],
        "users": [asdict(one) for one in vk.users.values()],
        "tokens": [_token(one) for one in vk.tokens.values()],
        "posts": [
            asdict(one) | {"deleted": one.deleted_at is not None} for one in vk.posts.values()
        ],
        "comments": [
            asdict(one) | {"deleted": one.deleted_at is not None} for one in vk.comments.values()
        ],
        "media": vk.media.shown(),
        "topics": [asdict(one) for one in vk.remarks.topics.values()],
        "remarks": [
            asdict(one) | {"deleted": one.deleted_at is not None} for one in vk.remarks.all.values()
        ],
        "banned": [
            asdict(ban) | {"group_id": gid, "admin": ban.admin_id}
            for gid in groups
            for ban in vk.banned(gid, now)
        ],
    }
