"""group.* (facts B5, B7)."""

from typing import Any

from sandbox.ok.access import Call
from sandbox.ok.cursors import anchor, place
from sandbox.ok.errors import OkError, invalid
from sandbox.ok.objects import chosen, group_object, membership_object
from sandbox.ok.records import MODERATORS, STAFF, Group, Topic

COUNTERS = (
    "themes",
    "photo_albums",
    "members",
    "videos",
    "links",
    "presents",
    "moderators",
    "join_requests",
    "black_list",
    "photos",
)
FOR_STAFF = {"moderators", "join_requests", "black_list"}


def get_info(call: Call) -> list[dict[str, Any]]:
    """group.getInfo: a bare array; groups that do not exist are left out."""
    call.params.needed("uids")
    fields = call.params.listed("fields")
    groups = call.store.groups
    found = [groups[one] for one in call.params.listed("uids", maximum=100) if one in groups]
    return [chosen(group_object(one), fields, "group") for one in found]


def get_counters(call: Call) -> dict[str, Any]:
    """group.getCounters: only the counters asked for, staff's for staff only."""
    group = call.group("group_id")
    sent = call.params.needed("counterTypes")
    asked = [one.lower() for one in call.params.listed("counterTypes")]
    if not set(asked) <= set(COUNTERS):
        raise invalid("counterTypes", sent)
    staff = call.role(group) in STAFF
    numbers = dict.fromkeys(COUNTERS, 0) | {
        "themes": len(call.store.feed(group.group_id, call.now)),
        "members": group.members_count,
        "moderators": sum(role in STAFF for role in group.roles.values()),
        "black_list": len(group.blocks),
    }
    return {"counters": {one: numbers[one] for one in asked if staff or one not in FOR_STAFF}}


def get_members(call: Call) -> dict[str, Any]:
    """group.getMembers: the people the sandbox knows, not the round figure of members_count."""
    group = call.group("uid")
    statuses = call.params.listed("statuses")
    members = []
    for user_id in sorted(set(group.roles) - set(group.blocks)):
        shown = membership_object(group, user_id)
        if shown and shown["status"] != "PASSIVE" and shown["status"] in (statuses or MEMBERS):
            members.append({"userId": user_id, "status": shown["status"]})
    page, more = _page(call, members)
    return {**more, "members": page}


MEMBERS = ("ADMIN", "MODERATOR", "ACTIVE")


def get_user_groups_by_ids(call: Call) -> list[dict[str, Any]]:
    """group.getUserGroupsByIds: who is a member, who is staff, who is blocked."""
    group = call.group("group_id")
    call.params.needed("uids")
    shown = [membership_object(group, one) for one in call.params.listed("uids", maximum=100)]
    return [one for one in shown if one is not None]


def get_stat_topics(call: Call) -> dict[str, Any]:
    """group.getStatTopics: only topics that somebody beside the author saw; times in ms."""
    group = call.group("gid")
    call.require(group, STAFF)
    start = call.params.integer("start_time", 0)
    end = call.params.integer("end_time", call.now)
    seen = [
        _statistics(call, one)
        for one in call.store.feed(group.group_id, call.now)
        if one.views and start <= one.created_ms <= end
    ]
    fields = call.params.listed("fields")
    page, more = _page(call, seen)
    return {**more, "topics": [chosen(one, fields, "topic") for one in page]}


def _statistics(call: Call, topic: Topic) -> dict[str, Any]:
    comments = len(call.store.discussion(topic.id, call.now))
    return {
        "id": topic.id,
        "created_ms": topic.created_ms,
        "reach": topic.views,
        "renderings": topic.views,
        "engagement": comments,
        "feedback_total": comments,
        "comments": comments,
        "likes": topic.likes,
        "reshares": topic.reshares,
        "negatives": 0,
        "complaints": 0,
    }


def _page(call: Call, items: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """A page by `anchor` and `count`, with where the next one begins."""
    start = place(call.params.text("anchor")) if "anchor" in call.params else 0
    count = call.params.integer("count", 50, minimum=1, maximum=100)
    end = min(start + count, len(items))
    return items[start:end], {"anchor": anchor(end), "has_more": end < len(items)}


def pin_group_feed(call: Call) -> bool:
    """group.pinGroupFeed pins, and unpins what is pinned; that it answers true is a guess.

    `pin_id` comes with the feed, which no listed method gives: here it stands in the state.
    """
    named = call.params.needed("pin_id")
    for topic in call.store.topics.values():
        if topic.pin_id == named and topic.deleted_ms is None:
            group: Group = call.store.groups[topic.group_id]
            call.require(group, MODERATORS)
            topic.pinned = not topic.pinned
            return True
    raise OkError(300, "Feed not found")
