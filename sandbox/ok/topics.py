"""mediatopic.* (facts B5)."""

from typing import Any

from sandbox.ok import attachment
from sandbox.ok.access import Call
from sandbox.ok.errors import OkError, invalid
from sandbox.ok.objects import TOPIC_DEFAULT, chosen, topic_object
from sandbox.ok.records import STAFF, WRITERS, Topic

SUCCESS: dict[str, Any] = {"success": True}


def post(call: Call) -> str:
    """mediatopic.post: the new topic's id as a bare string. Nothing makes it idempotent."""
    if call.params.needed("type") != "GROUP_THEME":
        raise invalid("type", call.params.text("type"))
    group = call.group("gid")
    call.require(group, WRITERS)
    content = attachment.read(call)
    topic = call.store.add_topic(
        group.group_id,
        f"group:{group.group_id}" if content.as_group else f"user:{call.person}",
        call.person,
        content.media,
        call.now,
        publish_ms=content.publish_ms,
        comments_off=content.comments_off is True,
        hidden=call.params.flag("hidden_post"),
    )
    return topic.id


def edit(call: Call) -> dict[str, Any]:
    """mediatopic.edit: the attachment takes the place of the old one, whole."""
    topic = _own(call, call.params.needed("topic_id"))
    content = attachment.read(call)
    call.store.edit_topic(topic, content.media, call.now)
    if content.comments_off is not None:
        topic.comments_off = content.comments_off
    return SUCCESS


def delete(call: Call) -> dict[str, Any]:
    """mediatopic.deleteTopic by `delete_id`, or by `topic_id` with `gid`."""
    if "delete_id" in call.params:
        named = call.params.text("delete_id")
        found = [one.id for one in call.store.topics.values() if one.delete_id == named]
        topic = _editable(call, call.standing(found[0] if found else ""))
    else:
        topic = _own(call, call.params.needed("topic_id"))
    restore_id = call.store.delete_topic(topic, call.person, call.now)
    return {**SUCCESS, "restore_id": restore_id}


def restore(call: Call) -> dict[str, Any]:
    """mediatopic.restoreTopic."""
    named = call.params.needed("restore_id")
    found = [one for one in call.store.topics.values() if one.restore_id == named]
    if not found:
        raise OkError(300, "Media topic not found")
    topic = _editable(call, found[0])
    topic.deleted_ms = topic.deleted_by = topic.restore_id = None
    return SUCCESS


def get_by_ids(call: Call) -> dict[str, Any]:
    """mediatopic.getByIds: those that stand; several ids need a `media_limit` of 1 to 3."""
    call.params.needed("topic_ids")
    ids = call.params.listed("topic_ids", maximum=100)
    if len(ids) > 1:
        call.params.needed("media_limit")
    limit = call.params.integer("media_limit", 0, minimum=1, maximum=3) or None
    found = [topic for topic in map(call.store.topic, ids) if topic is not None]
    public = [one for one in found if one.publish_ms is None or _role(call, one) in STAFF]
    return {"media_topics": [_shown(call, one, limit) for one in public]}


def get_topics(call: Call) -> dict[str, Any]:
    """mediatopic.getTopics, in no documented list: the newest topics of a group."""
    group = call.group("gid")
    count = call.params.integer("count", 20, minimum=1, maximum=100)
    page = call.store.feed(group.group_id, call.now)[:count]
    return {"media_topics": [_shown(call, topic, None) for topic in page]}


def get_republished(call: Call) -> str:
    """mediatopic.getRepublishedTopic: under which id a topic that waited came out."""
    named = call.params.needed("topic_id")
    for topic in call.store.topics.values():
        if topic.waited_as == named:
            return topic.id
    raise OkError(300, "Media topic not found")


def _role(call: Call, topic: Topic) -> str:
    return call.role(call.store.groups[topic.group_id])


def _shown(call: Call, topic: Topic, limit: int | None) -> dict[str, Any]:
    full = topic_object(topic, call.store, call.now, _role(call, topic), limit)
    return chosen(full, call.params.listed("fields"), "media_topic", TOPIC_DEFAULT)


def _own(call: Call, topic_id: str) -> Topic:
    """The standing topic of the group named by `gid`, if the caller may change it."""
    group = call.group("gid")
    topic = call.standing(topic_id)
    if topic.group_id != group.group_id:
        raise OkError(300, "Media topic not found")
    return _editable(call, topic)


def _editable(call: Call, topic: Topic) -> Topic:
    call.require(call.store.groups[topic.group_id], WRITERS)
    return topic
