"""Our records as VK's JSON objects (objects.json, version 5.199)."""

from collections.abc import Iterable
from typing import Any, Protocol

from sandbox.vk.access import Call
from sandbox.vk.attachments import is_link
from sandbox.vk.media_objects import medium_object
from sandbox.vk.records import EDITOR, Ban, Comment, Group, Post, User
from sandbox.vk.store import Store

GROUP_FIELDS = ("description", "status", "site", "activity", "members_count", "wall", "verified")


class Viewer(Protocol):
    """Who looks: a call, or Long Poll. `origin` begins the addresses of files."""

    @property
    def store(self) -> Store:
        """Where everything is."""
        ...

    @property
    def origin(self) -> str:
        """For instance http://127.0.0.1:8080."""
        ...

    def level(self, group_id: int) -> int:
        """The viewer's role in the community."""
        ...


def group_object(group: Group, call: Call, fields: Iterable[str] = ()) -> dict[str, Any]:
    """groups_group_full: the basic members, and of the others those asked for (facts A5)."""
    shown: dict[str, Any] = {
        "id": group.group_id,
        "name": group.name,
        "screen_name": group.screen_name,
        "is_closed": 0,
        "type": "page",
    }
    if call.token.kind == "user":
        level = call.level(group.group_id)
        shown |= {"is_admin": int(level > 0), "is_member": int(level > 0), "is_advertiser": 0}
        if level:
            shown["admin_level"] = level
    if "fixed_post" in fields and group.pinned is not None:
        shown["fixed_post"] = group.pinned
    for name in set(fields) & set(GROUP_FIELDS):
        value = getattr(group, name)
        shown[name] = int(value) if isinstance(value, bool) else value
    return shown


def user_object(user: User) -> dict[str, Any]:
    """users_user_full; of a person who is deactivated the schema's users_user_min alone."""
    first, last = user.shown()
    shown: dict[str, Any] = {"id": user.user_id, "first_name": first, "last_name": last}
    if user.deactivated:
        return shown | {"deactivated": user.deactivated}
    return shown | {"is_closed": False, "can_access_closed": True}


def likes(count: int = 0) -> dict[str, Any]:
    """base_likes_info; what is liked is said by a lever."""
    return {"count": count, "can_like": 1, "user_likes": 0}


def attachment_object(name: str, viewer: Viewer) -> dict[str, Any]:
    """wall_wallpost_attachment of a link or of a medium that exists."""
    if is_link(name):
        return {"type": "link", "link": {"url": name, "title": name, "caption": name.split("/")[2]}}
    return medium_object(viewer.store.media.standing(name), viewer.origin)


def post_object(post: Post, viewer: Viewer) -> dict[str, Any]:
    """wall_wallpost_full; `edited` only after an edit."""
    store = viewer.store
    group = store.group(post.group_id)
    opened = int(not post.comments_closed and group.wall not in {0, 3})
    copies = store.copies(post)
    shown: dict[str, Any] = {
        "inner_type": "wall_wallpost",
        "id": post.id,
        "owner_id": -post.group_id,
        "from_id": post.from_id,
        "date": post.date,
        "text": post.text,
        "post_type": "postpone" if post.postponed else "post",
        "type": "post",
        "attachments": [attachment_object(one, viewer) for one in post.attachments],
        "comments": {
            "count": store.counted(post),
            "can_post": opened,
            "groups_can_post": bool(opened),
        },
        "likes": likes(post.likes),
        "reposts": {"count": len(copies), "wall_count": len(copies), "user_reposted": 0},
        "views": {"count": post.views},
        "donut": {"is_donut": False},
        "marked_as_ads": 0,
    }
    if viewer.level(post.group_id) >= EDITOR:
        shown |= {"can_edit": 1, "can_delete": 1, "can_pin": 1, "created_by": post.created_by}
        shown["comments"] |= {"can_close": opened, "can_open": int(post.comments_closed)}
    if group.pinned == post.id:
        shown["is_pinned"] = 1
    if post.edited is not None:
        shown["edited"] = post.edited
    if post.copyright:
        shown["copyright"] = {"link": post.copyright, "name": post.copyright, "type": "link"}
    if post.postponed_id is not None:
        shown["postponed_id"] = post.postponed_id
    if post.copy_of is not None:
        shown["copy_history"] = [_original(post.copy_of, viewer)]
    return shown


def _original(name: tuple[int, int], viewer: Viewer) -> dict[str, Any]:
    """The reposted post, or the little that is left of it."""
    post = viewer.store.post(*name)
    if post is not None:
        return post_object(post, viewer)
    gone = {"inner_type": "wall_wallpost", "type": "post", "is_deleted": True}
    return gone | {"id": name[1], "owner_id": -name[0]}


def comment_object(
    comment: Comment, viewer: Viewer, *, preview: int = 0, with_likes: bool = False
) -> dict[str, Any]:
    """wall_wall_comment without its thread. A removed one keeps neither text nor author."""
    gone = comment.deleted_at is not None
    text = "" if gone else comment.text
    shown: dict[str, Any] = {
        "id": comment.id,
        "from_id": 0 if gone else comment.user_id,
        "date": comment.date,
        "text": f"{text[:preview]}…" if 0 < preview < len(text) else text,
        "post_id": comment.post_id,
        "owner_id": -comment.group_id,
        "parents_stack": [] if comment.root is None else [comment.root],
    }
    if gone:
        shown["deleted"] = True
    if comment.reply_to is not None:
        addressee = viewer.store.comments[comment.group_id, comment.reply_to]
        shown |= {"reply_to_comment": comment.reply_to, "reply_to_user": addressee.user_id}
    if comment.attachments and not gone:
        shown["attachments"] = [attachment_object(one, viewer) for one in comment.attachments]
    if with_likes and not gone:
        shown["likes"] = likes()
    return shown


def ban_object(ban: Ban, call: Call) -> dict[str, Any]:
    """groups_owner_xtr_ban_info; `admin_id` is left out where nobody knows who it was."""
    info: dict[str, Any] = {
        "date": ban.date,
        "end_date": ban.end_date,
        "reason": ban.reason,
        "comment": ban.comment,
        "comment_visible": ban.comment_visible,
    }
    if ban.admin_id > 0:
        info["admin_id"] = ban.admin_id
    if ban.user_id < 0:
        group = call.store.group(-ban.user_id)
        return {"type": "group", "group": group_object(group, call), "ban_info": info}
    profile = user_object(call.store.users[ban.user_id])
    return {"type": "profile", "profile": profile, "ban_info": info}


def people(ids: Iterable[int], call: Call) -> dict[str, Any]:
    """The `profiles` and `groups` of an extended answer."""
    users = {one: call.store.users[one] for one in ids if one in call.store.users}
    groups = {-one: call.store.groups[-one] for one in ids if -one in call.store.groups}
    fields = call.params.listed("fields")
    return {
        "profiles": [user_object(user) for user in users.values()],
        "groups": [group_object(group, call, fields) for group in groups.values()],
    }
