"""What we ask OK, as values. Nothing here touches a socket, and no key is ever a parameter.

Parameters and fields are those of the shared facts, parts B2, B5 and B7; the tests hold them to it.
OK turns a whole call down for one unknown field, so only fields that clients have seen are named.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gospablik.clock import require_aware
from gospablik.networks.ok.methods import METHODS

PAGE_SIZE = 100
_TOPIC = "GROUP_TOPIC"
_COMMENT_FIELDS = (
    "comment.ID,comment.TEXT,comment.DATE,comment.AUTHOR_ID,comment.AUTHOR_NAME,"
    "comment.AUTHOR_REF,comment.REPLY_TO_COMMENT_ID,comment.TYPE"
)
_ATTACHMENTS = ",comment.ATTACHMENTS"
"""The one field that no client was seen to ask for; answers have it (facts B5)."""
_GROUP_FIELDS = "uid,name,description,members_count,status,homepage_url,gos_org"
_TOPIC_FIELDS = "media_topic.*"


@dataclass(frozen=True, slots=True)
class Request:
    """A method of OK and its parameters, already as text, without key and signature.

    No parameter is ever empty: clients that drop an empty one after signing it are refused.
    """

    method: str
    params: Mapping[str, str]

    @property
    def writes(self) -> bool:
        """Whether the call may change anything."""
        return METHODS[self.method].writes

    def form(self) -> dict[str, str]:
        """The parameters with the method's name among them, as fb.do wants it."""
        return {**self.params, "method": self.method}


def _paged(anchor: str | None) -> dict[str, str]:
    return {"count": str(PAGE_SIZE)} | ({"anchor": anchor} if anchor else {})


# Posts.


def topics(group_id: int, *, anchor: str | None = None) -> Request:
    """A sheet of the group's topics, newest first after the pinned one."""
    params = {"gid": str(group_id), "fields": _TOPIC_FIELDS, **_paged(anchor)}
    if anchor:
        params["direction"] = "FORWARD"
    return Request("mediatopic.getTopics", params)


def stat_topics(group_id: int, *, since: datetime, anchor: str | None = None) -> Request:
    """A sheet of the ids of those topics since then that somebody beside the author has seen."""
    start = str(int(require_aware(since).timestamp() * 1000))
    params = {"gid": str(group_id), "start_time": start, "fields": "ID,CREATED_MS"}
    return Request("group.getStatTopics", params | _paged(anchor))


def topics_by_id(topic_ids: list[str]) -> Request:
    """Topics by id: one of them whole, of several the first three blocks, which OK allows."""
    params = {"topic_ids": ",".join(topic_ids), "fields": _TOPIC_FIELDS}
    if len(topic_ids) > 1:
        params["media_limit"] = "3"
    return Request("mediatopic.getByIds", params)


def publish(group_id: int, attachment: str) -> Request:
    """A topic in the group. Nothing makes a repeat of it harmless."""
    params = {"type": "GROUP_THEME", "gid": str(group_id), "attachment": attachment}
    return Request("mediatopic.post", params)


def edit(group_id: int, topic_id: str, attachment: str) -> Request:
    """Another attachment in place of the whole old one."""
    params = {"topic_id": topic_id, "gid": str(group_id), "attachment": attachment}
    return Request("mediatopic.edit", params)


def delete(group_id: int, topic_id: str) -> Request:
    """Take a topic off the group."""
    return Request("mediatopic.deleteTopic", {"topic_id": topic_id, "gid": str(group_id)})


def pin(pin_id: str) -> Request:
    """Pin what is not pinned, and unpin what is."""
    return Request("group.pinGroupFeed", {"pin_id": pin_id})


def photo_url(group_id: int) -> Request:
    """An address to send one photograph for a topic of the group to."""
    return Request("photosV2.getUploadUrl", {"gid": str(group_id), "count": "1"})


def video_url(group_id: int, *, name: str, size: int) -> Request:
    """An address to send one video to, without a line of its own in the group's feed."""
    params = {"gid": str(group_id), "file_name": name, "file_size": str(size), "post_form": "true"}
    return Request("video.getUploadUrl", params)


def finish_video(video_id: str, *, title: str) -> Request:
    """Name an uploaded video, which makes it usable."""
    return Request("video.update", {"vid": video_id, "title": title})


# Comments.


def comments(
    topic_id: str,
    *,
    anchor: str | None = None,
    newest: bool = False,
    attachments: bool = False,
) -> Request:
    """A sheet of comments, from the oldest or the newest on; with what is attached if asked.

    What nobody has read yet stays unread at the site.
    """
    return Request(
        "discussions.getComments",
        {
            "discussionId": topic_id,
            "discussionType": _TOPIC,
            "anchor": anchor or ("LAST" if newest else "FIRST"),
            "direction": "BACKWARD" if newest else "FORWARD",
            "count": str(PAGE_SIZE),
            "mark_as_read": "false",
            "fields": _COMMENT_FIELDS + (_ATTACHMENTS if attachments else ""),
        },
    )


def comments_by_offset(topic_id: str, *, offset: int) -> Request:
    """The same by the older method."""
    return Request(
        "discussions.getDiscussionComments",
        {
            "entityId": topic_id,
            "entityType": _TOPIC,
            "offset": str(offset),
            "count": str(PAGE_SIZE),
        },
    )


def comment(topic_id: str, comment_id: str) -> Request:
    """One comment."""
    return Request(
        "discussions.getComment",
        {
            "discussionId": topic_id,
            "discussionType": _TOPIC,
            "comment_id": comment_id,
            "fields": _COMMENT_FIELDS,
        },
    )


# The group and its people.


def group_info(group_id: int) -> Request:
    """What the group says of itself, with the mark of a state body (`gos_org`)."""
    return Request("group.getInfo", {"uids": str(group_id), "fields": _GROUP_FIELDS})


def staff(group_id: int, *, anchor: str | None = None) -> Request:
    """A sheet of administrators and moderators. Here the group goes by the name of `uid`."""
    params = {"uid": str(group_id), "statuses": "ADMIN,MODERATOR"}
    return Request("group.getMembers", params | _paged(anchor))


def counters(group_id: int) -> Request:
    """How many members and topics the group has."""
    params = {"group_id": str(group_id), "counterTypes": "members,themes"}
    return Request("group.getCounters", params)


def membership(group_id: int, user_id: str) -> Request:
    """What a person is in the group: a member, on its staff, blocked."""
    return Request("group.getUserGroupsByIds", {"group_id": str(group_id), "uids": user_id})


# The key.


def owner_id() -> Request:
    """Whose key it is."""
    return Request("users.getLoggedInUser", {})


def owner() -> Request:
    """The same with the name."""
    return Request("users.getCurrentUser", {})


def permission(user_id: str, name: str) -> Request:
    """Whether the application has a permission of the key's owner."""
    return Request("users.hasAppPermission", {"uid": user_id, "ext_perm": name})


def calls_left(user_id: str, methods: list[str]) -> Request:
    """How many calls of these methods are left."""
    return Request("users.getCallsLeft", {"uid": user_id, "methods": ",".join(methods)})
