"""The levers of VK: make communities, people, tokens; act as a resident or by hand."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sandbox.fields import BadRequestError, Fields, UnknownObjectError
from sandbox.vk.access import ACCESS, KINDS
from sandbox.vk.records import ADMINISTRATOR, Comment, Group, Post, Token, User
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
    return asdict(group)


def put_user(world: World, body: Fields) -> Json:
    """Make a person."""
    user = User(body.integer("user_id"), body.text("first_name"), body.text("last_name", ""))
    world.vk.users[user.user_id] = user
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
    more = body.data.get("admin_levels") or {}
    levels |= {int(group): int(level) for group, level in dict(more).items()}
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
        levels = Fields(body.data["admin_levels"]).data
        token.levels = {int(group): int(level) for group, level in levels.items()}
    return _token(token)


def _token(token: Token) -> Json:
    shown = asdict(token)
    return shown | {"scopes": sorted(token.scopes), "token": token.token[:4] + "…"}


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


def add_post(world: World, body: Fields) -> Json:
    """A post made in the browser by an administrator."""
    group = world.vk.group(body.integer("group_id"))
    now = world.clock.unix()
    post = Post(
        id=world.vk.next_id(group.group_id),
        group_id=group.group_id,
        from_id=-group.group_id,
        created_by=0,
        date=body.integer("date", now),
        text=body.text("text"),
        by_hand=True,
        comments_closed=body.flag("comments_closed"),
    )
    return {"post_id": world.vk.add_post(post).id}


def patch_post(world: World, body: Fields, group_id: int, post_id: int) -> Json:
    """An edit in the browser."""
    post = _post(world, group_id, post_id)
    if "text" in body:
        world.vk.edit_post(post, body.text("text"), world.clock.unix())
    post.comments_closed = body.flag("comments_closed", post.comments_closed)
    return {"post_id": post.id}


def delete_post(world: World, group_id: int, post_id: int) -> Json:
    """A removal in the browser by an unnamed administrator."""
    post = _post(world, group_id, post_id)
    post.deleted_at, post.deleted_by = world.clock.unix(), 0
    return {"post_id": post.id}


def add_comment(world: World, body: Fields) -> Json:
    """A resident writes; ClosedError (403) when that is impossible, with the reason."""
    post = _post(world, body.integer("group_id"), body.integer("post_id"))
    author = body.integer("user_id")
    if author not in world.vk.users and -author not in world.vk.groups:
        raise UnknownObjectError(f"no person {author}")
    reply_to = body.optional_integer("reply_to")
    now = world.clock.unix()
    comment = world.vk.add_comment(post, author, body.text("text"), now, reply_to)
    return {"comment_id": comment.id}


def patch_comment(world: World, body: Fields, group_id: int, comment_id: int) -> Json:
    """The author changes his comment."""
    comment = _comment(world, group_id, comment_id)
    world.vk.edit_comment(comment, body.text("text"), world.clock.unix())
    return {"comment_id": comment.id}


def delete_comment(world: World, group_id: int, comment_id: int) -> Json:
    """The author removes his comment."""
    comment = _comment(world, group_id, comment_id)
    world.vk.delete_comment(comment, comment.user_id, world.clock.unix())
    return {"comment_id": comment.id}


def _post(world: World, group_id: int, post_id: int) -> Post:
    world.vk.publish_due(world.clock.unix())
    post = world.vk.post(group_id, post_id)
    if post is None:
        raise UnknownObjectError(f"no post {post_id} on the wall of {group_id}")
    return post


def _comment(world: World, group_id: int, comment_id: int) -> Comment:
    comment = world.vk.comment(group_id, comment_id)
    if comment is None:
        raise UnknownObjectError(f"no comment {comment_id} on the wall of {group_id}")
    return comment


def state(world: World) -> Mapping[str, Any]:
    """Everything, removed things too; times are unix seconds, bans only those that hold."""
    now = world.clock.unix()
    vk = world.vk
    vk.publish_due(now)
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
        "banned": [
            asdict(ban) | {"group_id": gid, "admin": ban.admin_id}
            for gid in groups
            for ban in vk.banned(gid, now)
        ],
    }
