"""board.getTopics, getComments, deleteComment, restoreComment (facts A7)."""

from typing import Any

from sandbox.vk.access import Call
from sandbox.vk.errors import VkError, invalid
from sandbox.vk.groups import own
from sandbox.vk.objects import likes, people
from sandbox.vk.records import MODERATOR, Group, Remark, Topic


def _group(call: Call) -> Group:
    group = call.store.groups.get(call.params.needed("group_id", minimum=1))
    if group is None:
        raise VkError(125)
    return group


def _topic_object(topic: Topic, call: Call) -> dict[str, Any]:
    """board_topic; with `preview` also the first (1) or last (2) remark."""
    remarks = call.store.remarks.standing(topic.group_id, f"topic{topic.id}")
    last = remarks[-1] if remarks else None
    shown: dict[str, Any] = {
        "id": topic.id,
        "title": topic.title,
        "created": topic.created,
        "created_by": topic.created_by,
        "updated": last.date if last else topic.created,
        "updated_by": last.user_id if last else topic.created_by,
        "is_closed": int(topic.closed),
        "is_fixed": 0,
        "comments": len(remarks),
    }
    preview = call.params.integer("preview", 0, minimum=0, maximum=2)
    length = call.params.integer("preview_length", 90, minimum=0)
    if preview and remarks:
        text = remarks[0 if preview == 1 else -1].text
        name = "first_comment" if preview == 1 else "last_comment"
        shown[name] = text[:length] if length else text
    return shown


def get_topics(call: Call) -> dict[str, Any]:
    """board.getTopics. `order`: 1 updated, 2 created; negative the other way round."""
    group = _group(call)
    asked = {int(one) for one in call.params.listed("topic_ids") if one.isdigit()}
    every = [one for one in call.store.remarks.topics.values() if one.group_id == group.group_id]
    shown = [_topic_object(one, call) for one in every if not asked or one.id in asked]
    order = call.params.integer("order", 1, minimum=-2, maximum=2) or 1
    by = "updated" if abs(order) == 1 else "created"
    shown.sort(key=lambda one: (one[by], one["id"]), reverse=order > 0)
    offset = call.params.integer("offset", 0, minimum=0)
    count = call.params.integer("count", 40, minimum=0, maximum=100)
    page = shown[offset : offset + count]
    answer = {"count": len(shown), "items": page, "default_order": 1, "can_add_topics": 0}
    if call.params.flag("extended"):
        authors = [one[name] for one in page for name in ("created_by", "updated_by")]
        answer |= people(authors, call)
    return answer


def _topic(call: Call, group: Group) -> Topic:
    topic = call.store.remarks.topics.get((group.group_id, call.params.needed("topic_id")))
    if topic is None:
        raise VkError(104)
    return topic


def get_comments(call: Call) -> dict[str, Any]:
    """board.getComments: one discussion from its beginning, or from start_comment_id on."""
    group = _group(call)
    topic = _topic(call, group)
    order = call.params.text("sort", "asc")
    if order not in {"asc", "desc"}:
        raise invalid("sort is invalid")
    remarks = call.store.remarks.standing(group.group_id, f"topic{topic.id}")
    remarks = remarks[::-1] if order == "desc" else remarks
    start = call.params.integer("start_comment_id", 0, minimum=0)
    offset = call.params.integer("offset", 0)
    if start:
        before = (one.id > start if order == "desc" else one.id < start for one in remarks)
        offset += sum(before)
    offset = max(offset, 0)
    count = call.params.integer("count", 20, minimum=0, maximum=100)
    page = remarks[offset : offset + count]
    more = {"likes": likes()} if call.params.flag("need_likes") else {}
    items = [
        {"id": one.id, "from_id": one.user_id, "date": one.date, "text": one.text, **more}
        for one in page
    ]
    answer = {"count": len(remarks), "items": items}
    if start:
        answer["real_offset"] = offset
    if call.params.flag("extended"):
        answer |= people([one.user_id for one in page], call)
    return answer


def _named(call: Call) -> Remark:
    """The remark of the call, standing or not (104 if there never was one)."""
    group = own(call, MODERATOR)
    topic = _topic(call, group)
    remark = call.store.remarks.all.get((group.group_id, call.params.needed("comment_id")))
    if remark is None or remark.place != f"topic{topic.id}":
        raise VkError(104)
    return remark


def delete_comment(call: Call) -> int:
    """board.deleteComment; one that is gone already is «not found»."""
    remark = _named(call)
    if remark.deleted_at is not None:
        raise VkError(104)
    call.store.remarks.delete(remark, call.actor, call.now)
    return 1


def restore_comment(call: Call) -> int:
    """board.restoreComment."""
    remark = _named(call)
    if remark.deleted_at is None:
        raise VkError(104)
    call.store.remarks.restore(remark)
    return 1
