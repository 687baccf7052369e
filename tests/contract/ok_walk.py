"""Every method of OK's stand-in used at least once."""

from __future__ import annotations

import json
from typing import Any

from sandbox.ok.api import PRIVATE
from tests.sandbox.ok_kit import AYAAL, GID, KEY, OLGA, OkClient, picture, text_of

WHOLE = {"fields": "media_topic.*"}
SENT: dict[str, Any] = {"type": "GROUP_THEME", "gid": GID}


def walk(ok: OkClient) -> None:
    """Use all methods, the closed ones last; be refused."""
    topic = on_the_wall(ok)
    at_a_topic(ok, topic)
    about_the_group(ok)
    with_more_rights(ok, topic)
    ok.refusal("mediatopic.edit", gid=GID, topic_id="1", attachment=text_of("x"))


def on_the_wall(ok: OkClient) -> str:
    """Topics of all kinds of blocks, one that waits and one that goes and comes back."""
    (photo,) = ok.upload(picture()).values()
    video = ok.call("video.getUploadUrl", gid=GID, file_name="a.mp4", file_size=0)
    ok.web.post(video["upload_url"], files={"file": ("a.mp4", bytes(20_000))}).raise_for_status()
    ok.call("video.update", vid=video["video_id"], title="Снегопад")
    blocks = [
        {"type": "text", "text": "Вода"},
        {"type": "photo", "list": [{"id": photo}]},
        {"type": "movie", "list": [{"id": video["video_id"]}]},
        {"type": "link", "url": "https://example.ru/1"},
        {"type": "poll", "question": "Парк?", "answers": [{"text": "Да"}, {"text": "Нет"}]},
    ]
    topic = str(ok.call("mediatopic.post", **SENT, attachment=json.dumps({"media": blocks})))
    ok.call("mediatopic.getByIds", topic_ids=topic, **WHOLE)
    ok.call("mediatopic.edit", gid=GID, topic_id=topic, attachment=text_of("Стало"))
    gone = ok.call("mediatopic.deleteTopic", gid=GID, topic_id=topic)
    ok.call("mediatopic.restoreTopic", restore_id=gone["restore_id"])
    (shown,) = ok.topics()
    ok.call("mediatopic.getTopics", gid=GID)
    (kept,) = ok.state()["topics"]
    ok.call("group.pinGroupFeed", pin_id=kept["pin_id"])
    waiting = postponed(ok)
    ok.call("mediatopic.getByIds", topic_ids=f"{shown['id']},{waiting}", media_limit=3, **WHOLE)
    ok.control("POST", "/clock", {"offset_seconds": 7200})
    ok.topics()
    ok.call("mediatopic.getRepublishedTopic", topic_id=waiting)
    return topic


def postponed(ok: OkClient) -> str:
    """A topic that comes out in an hour."""
    at = str(ok.state()["now_ms"] + 3_600_000)
    attachment = text_of("Потом", publishAtMs=at)
    return str(ok.call("mediatopic.post", **SENT, attachment=attachment))


def at_a_topic(ok: OkClient, topic: str) -> None:
    """Comments by both methods, and the lists of discussions."""
    first = ok.comment(topic, "Когда?")
    ok.comment(topic, "Вечером", OLGA, reply_to=first)
    ok.comments(topic)
    at = {"discussionId": topic, "discussionType": "GROUP_TOPIC"}
    ok.comments(topic, fields="comment.*", direction="BACKWARD", anchor="LAST")
    ok.call("discussions.getComment", **at, comment_id=first, fields="comment.*")
    entity = {"entityId": topic, "entityType": "GROUP_TOPIC"}
    ok.call("discussions.getDiscussionComments", **entity)
    ok.call("discussions.getDiscussionCommentsCount", **entity)
    ok.call("discussions.getList")
    ok.control("PATCH", f"/ok/topics/{topic}", {"views": 5})
    ok.call("group.getStatTopics", gid=GID)


def about_the_group(ok: OkClient) -> None:
    """The group, its people, the key, addresses."""
    ok.call("group.getInfo", uids=GID)
    ok.call("group.getCounters", group_id=GID, counterTypes="members,themes,black_list")
    ok.call("group.getMembers", uid=GID, count=2)
    ok.control("POST", "/ok/blocks", {"group_id": GID, "user_id": OLGA, "reason": "п. 4.3"})
    ok.call("group.getUserGroupsByIds", group_id=GID, uids=f"{AYAAL},{OLGA}")
    ok.call("users.getLoggedInUser")
    ok.call("users.getCurrentUser")
    ok.call("users.hasAppPermission", ext_perm="GROUP_CONTENT")
    ok.call("users.getCallsLeft", methods="mediatopic.post,mediatopic.edit")
    ok.call("url.getInfo", url="https://ok.ru/admzhatay")
    ok.call("share.fetchLinkV2", url="https://example.ru/1")
    ok.call("shortlink.create", url="https://example.ru/1")


def with_more_rights(ok: OkClient, topic: str) -> None:
    """What OK opens to privileged applications alone."""
    ok.control("PATCH", f"/ok/applications/{KEY}", {"private_methods": [*PRIVATE]})
    entity = {"entityId": topic, "entityType": "GROUP_TOPIC", "as_admin": "true"}
    made = ok.call("discussions.addDiscussionComment", **entity, comment="Разбираемся")
    at = {"discussionId": topic, "discussionType": "GROUP_TOPIC", "comment_id": made["id"]}
    ok.call("discussions.deleteDiscussionComment", **at)
