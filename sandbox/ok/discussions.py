"""discussions.*: reading (facts B5), and what is open to a privileged application (facts B6)."""

from typing import Any

from sandbox.fields import ClosedError, UnknownObjectError
from sandbox.ok.access import Call, asked_topic
from sandbox.ok.cursors import anchor, place
from sandbox.ok.errors import OkError, invalid
from sandbox.ok.objects import COMMENT_DEFAULT, chosen, comment_object, discussion_object
from sandbox.ok.records import MODERATORS, STAFF, Comment, Topic

DIRECTIONS = ("FORWARD", "BACKWARD", "AROUND")
Json = dict[str, Any]


def get_list(call: Call) -> Json:
    """discussions.getList of the session's person, the liveliest first."""
    category = call.params.choice("category", ("GROUP", "MY"), "GROUP")
    types = call.params.listed("types")
    count = call.params.integer("count", 20, minimum=1, maximum=100)
    start = place(call.params.text("anchor")) if "anchor" in call.params else 0
    groups = call.store.groups if not types or "GROUP_TOPIC" in types else {}
    feeds = (call.store.feed(group_id, call.now) for group_id in groups)
    topics = [one for feed in feeds for one in feed if _concerns(call, one, category)]
    topics.sort(key=lambda one: _last_activity(call, one), reverse=True)
    page = topics[start : start + count]
    shown = [discussion_object(one, call.store, call.now, call.person) for one in page]
    fields = call.params.listed("fields")
    return {
        "anchor": anchor(start + len(page)),
        "has_more": start + len(page) < len(topics),
        "discussions": [chosen(one, fields, "discussion") for one in shown],
    }


def _concerns(call: Call, topic: Topic, category: str) -> bool:
    """Whether the discussion is the person's: of a group he serves, or one he wrote in."""
    comments = call.store.discussion(topic.id, call.now)
    mine = any(one.written_by == call.person for one in comments)
    if category == "MY":
        return mine or topic.created_by == call.person
    return mine or call.role(call.store.groups[topic.group_id]) in STAFF


def _last_activity(call: Call, topic: Topic) -> tuple[int, str]:
    comments = call.store.discussion(topic.id, call.now)
    return (comments[-1].created_ms if comments else topic.created_ms), topic.id


def get_comments(call: Call) -> Json:
    """discussions.getComments: oldest first within a page, whichever way one pages."""
    topic = asked_topic(call, "discussionId", "discussionType")
    mark = call.params.flag("mark_as_read", True)
    comments = call.store.discussion(topic.id, call.now)
    if call.params.flag("includeRemoved"):
        lost = [one for one in call.store.under(topic.id) if _removed_by_others(call, one)]
        comments = sorted([*comments, *lost], key=lambda one: one.serial)
    page, has_more, onward = _page(call, topic, comments)
    if page and mark:
        key = (call.person, topic.id)
        call.store.read[key] = max(page[-1].serial, call.store.read.get(key, 0))
    return {
        "has_more": has_more,
        "anchor": anchor(onward),
        "discussionId": topic.id,
        "discussionType": "GROUP_TOPIC",
        "comments": [_shown(call, one) for one in page],
    }


def _removed_by_others(call: Call, comment: Comment) -> bool:
    """A comment of the caller's that somebody else removed."""
    return comment.written_by == call.person and comment.deleted_as == "moderator"


def _page(call: Call, topic: Topic, all_: list[Comment]) -> tuple[list[Comment], bool, int]:
    """The comments asked for, whether more lie in that direction, and the place to go on from.

    Without an anchor one begins at the oldest going forward, at the newest going backward.
    """
    direction = call.params.choice("direction", DIRECTIONS, "FORWARD")
    count = call.params.integer("count", 20, minimum=1, maximum=100)
    sent = call.params.text("anchor", "LAST" if direction == "BACKWARD" else "FIRST")
    if sent == "LAST":
        begin, end = max(len(all_) - count, 0), len(all_)
    elif sent in {"FIRST", "UNREAD"} or direction == "FORWARD":
        after = call.store.read.get((call.person, topic.id), 0) if sent == "UNREAD" else 0
        after = after if sent in {"FIRST", "UNREAD"} else place(sent)
        begin = sum(one.serial <= after for one in all_)
        end = begin + count
    elif direction == "BACKWARD":
        end = sum(one.serial < place(sent) for one in all_)
        begin = max(end - count, 0)
    else:
        begin = max(sum(one.serial < place(sent) for one in all_) - count // 2, 0)
        end = begin + count
    page = all_[begin:end]
    if direction == "BACKWARD":
        return page, begin > 0, page[0].serial if page else _same(sent)
    return page, end < len(all_), page[-1].serial if page else _same(sent)


def _same(sent: str) -> int:
    return 0 if sent in {"FIRST", "LAST", "UNREAD"} else place(sent)


def _shown(call: Call, comment: Comment) -> Json:
    fields = call.params.listed("fields")
    return chosen(
        comment_object(comment, call.store, call.host), fields, "comment", COMMENT_DEFAULT
    )


def get_discussion_comments(call: Call) -> Json:
    """discussions.getDiscussionComments: by offset; the key is really spelt so."""
    topic = asked_topic(call, "entityId", "entityType")
    offset = call.params.integer("offset", 0)
    count = call.params.integer("count", 20, minimum=1, maximum=100)
    page = call.store.discussion(topic.id, call.now)[offset : offset + count]
    return {"commentss": [_shown(call, one) for one in page]}


def get_comments_count(call: Call) -> Json:
    """discussions.getDiscussionCommentsCount."""
    topic = asked_topic(call, "entityId", "entityType")
    return {"commentsCount": len(call.store.discussion(topic.id, call.now))}


def _named(call: Call) -> Comment:
    """The standing comment of the call, or 700."""
    topic = asked_topic(call, "discussionId", "discussionType")
    comment = call.store.comment(call.params.needed("comment_id"))
    if comment is None or comment.topic_id != topic.id:
        raise OkError(700, "Comment not found")
    return comment


def get_comment(call: Call) -> Json:
    """discussions.getComment (that the object comes without a wrapping is a guess)."""
    return _shown(call, _named(call))


def delete_comment(call: Call) -> Json:
    """discussions.deleteDiscussionComment, as documented in 2017."""
    comment = _named(call)
    group = call.store.groups[comment.group_id]
    call.require(group, MODERATORS)
    spam, block = call.params.flag("mark_as_spam"), call.params.flag("block_author")
    if block:
        try:
            call.store.block(group, comment.written_by, call.person, call.now)
        except ClosedError as closed:
            raise OkError(456, str(closed)) from closed
    comment.spam = spam
    call.store.delete_comment(comment, call.person, call.now)
    return {"success": True}


def add_comment(call: Call) -> Json:
    """discussions.addDiscussionComment, as documented in 2017; `as_admin` for the group."""
    topic = asked_topic(call, "entityId", "entityType")
    text = call.params.needed("comment")
    if len(text) > call.store.limits.comment_text:
        raise invalid("comment", text[:20])
    author = f"user:{call.person}"
    if call.params.flag("as_admin"):
        call.require(call.store.groups[topic.group_id], STAFF)
        author = f"group:{topic.group_id}"
    reply_to = call.params.text("reply_to_comment_id") or None
    try:
        made = call.store.add_comment(topic, author, call.person, text, call.now, reply_to=reply_to)
    except ClosedError as closed:
        raise OkError(456, str(closed)) from closed
    except UnknownObjectError as unknown:
        raise OkError(700, "Comment not found") from unknown
    return _shown(call, made)
