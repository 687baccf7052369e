"""wall.repost, getReposts (facts A6)."""

import re
from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid, missing
from sandbox.vk.objects import people, post_object
from sandbox.vk.records import EDITOR, Post
from sandbox.vk.wall import check_quota


def _object(call: Call) -> Post:
    """The standing post that `object` names, as wall-1_2."""
    name = re.fullmatch(r"wall-(\d+)_(\d+)", call.params.needed_text("object"))
    found = call.store.post(int(name.group(1)), int(name.group(2))) if name else None
    if found is None:
        raise invalid("object is invalid")
    return found


def repost(call: Call) -> dict[str, Any]:
    """wall.repost to the wall of a community; a repost of a repost shows the first original."""
    source = _object(call)
    group_id = call.params.integer("group_id", 0, minimum=0)
    if not group_id:
        raise missing("group_id")
    if group_id not in call.store.groups:
        raise VkError(125)
    call.require_level(group_id, EDITOR, VkError(214))
    check_quota(call, group_id)
    new = Post(
        id=call.store.next_id(group_id),
        group_id=group_id,
        from_id=-group_id,
        created_by=call.actor,
        date=call.now,
        text=call.params.text("message"),
        copy_of=source.copy_of or (source.group_id, source.id),
        visible_from=call.now + call.store.limits.post_visible_after,
    )
    call.store.add_post(new)
    call.store.events.add(source.group_id, "wall_repost", new)
    reposts = len(call.store.copies(source)) or 1
    return {
        "success": 1,
        "post_id": new.id,
        "reposts_count": reposts,
        "wall_repost_count": reposts,
        "mail_repost_count": 0,
        "likes_count": 0,
    }


def get_reposts(call: Call) -> dict[str, Any]:
    """wall.getReposts."""
    source = call.standing_post(call.params.community(), 210)
    offset = call.params.integer("offset", 0, minimum=0)
    count = call.params.integer("count", 20, minimum=0, maximum=1000)
    page = call.store.copies(source)[offset : offset + count]
    owners = [owner for one in page for owner in (-one.group_id, one.from_id)]
    return {"items": [post_object(one, call) for one in page], **people(owners, call)}
