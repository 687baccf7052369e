from __future__ import annotations

import base64
import re
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from tests.sandbox.ok_kit import ADMIN, AYAAL, GID, KEY, OLGA, OkClient

TYPE = {"discussionType": "GROUP_TOPIC"}
MOSCOW = timezone(timedelta(hours=3))
PRIVATE = ["discussions.deleteDiscussionComment", "discussions.addDiscussionComment"]


def texts(page: Any) -> list[str]:
    return [one["text"] for one in page["comments"]]


def test_a_comment_looks_like_the_sample(ok: OkClient) -> None:
    topic = ok.post()
    first = ok.comment(topic, "Когда дадут воду?")
    ok.comment(topic, "Мне тоже", OLGA, reply_to=first)
    page = ok.comments(topic, fields="comment.*")
    keys = {"has_more", "anchor", "discussionId", "discussionType", "comments"}
    assert set(page) == keys
    assert (page["discussionId"], page["discussionType"]) == (topic, "GROUP_TOPIC")
    question, answer = page["comments"]
    plain = {"id", "author_id", "author_name", "author_ref", "text", "date", "date_ms", "type"}
    assert set(question) == plain | {"like_count", "attachments"}
    reply = {"reply_to_comment_id", "reply_to_id", "reply_to_name"}
    assert set(answer) == set(question) | reply
    assert [answer[one] for one in sorted(reply)] == [first, AYAAL, "Айаал Петров"]
    assert (question["author_ref"], question["author_id"]) == (f"user:{AYAAL}", AYAAL)
    assert base64.b64decode(first, validate=True)
    moment = datetime.strptime(question["date"], "%Y-%m-%d %H:%M:%S").replace(tzinfo=MOSCOW)
    assert moment.timestamp() == question["date_ms"] // 1000


def test_only_the_fields_asked_for(ok: OkClient) -> None:
    topic = ok.post()
    ok.comment(topic, "Текст")
    few = ok.comments(topic, fields="comment.ID,comment.AUTHOR_NAME,comment.DATE")["comments"][0]
    assert set(few) == {"id", "author_name", "date", "date_ms"}
    assert "author_name" not in ok.comments(topic)["comments"][0]
    ok.control("POST", "/ok/behaviour", {"date_ms": False})
    bare = ok.comments(topic)["comments"][0]
    assert "date_ms" not in bare
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", bare["date"])


def test_paging_forward_misses_nothing_that_comes_meanwhile(ok: OkClient) -> None:
    topic = ok.post()
    ids = [ok.comment(topic, str(n)) for n in range(5)]
    page = ok.comments(topic, count=2)
    assert (texts(page), page["has_more"]) == (["0", "1"], True)
    ok.control("DELETE", f"/ok/comments/{ids[0]}")
    page = ok.comments(topic, count=2, anchor=page["anchor"], direction="FORWARD")
    assert (texts(page), page["has_more"]) == (["2", "3"], True)
    page = ok.comments(topic, count=2, anchor=page["anchor"])
    assert (texts(page), page["has_more"]) == (["4"], False)
    empty = ok.comments(topic, anchor=page["anchor"])
    assert (texts(empty), empty["has_more"]) == ([], False)
    assert empty["anchor"] == page["anchor"]
    ok.comment(topic, "новый")
    assert texts(ok.comments(topic, anchor=empty["anchor"])) == ["новый"]


def test_paging_backward_from_the_newest(ok: OkClient) -> None:
    topic = ok.post()
    for n in range(5):
        ok.comment(topic, str(n))
    page = ok.comments(topic, count=2, anchor="LAST", direction="BACKWARD")
    assert (texts(page), page["has_more"]) == (["3", "4"], True)
    assert ok.comments(topic, count=2, direction="BACKWARD") == page
    page = ok.comments(topic, count=2, anchor=page["anchor"], direction="BACKWARD")
    assert (texts(page), page["has_more"]) == (["1", "2"], True)
    page = ok.comments(topic, count=2, anchor=page["anchor"], direction="BACKWARD")
    assert (texts(page), page["has_more"]) == (["0"], False)
    around = ok.comments(topic, count=2, anchor=page["anchor"], direction="AROUND")
    assert texts(around) == ["0", "1"]
    assert texts(ok.comments(topic, anchor="FIRST", count=1)) == ["0"]


def test_what_is_unread_stays_so_if_asked(ok: OkClient) -> None:
    topic = ok.post()
    ok.comment(topic, "старый")
    for _ in range(2):
        page = ok.comments(topic, anchor="UNREAD", mark_as_read="false")
        assert texts(page) == ["старый"]
    ok.comments(topic)
    ok.comment(topic, "новый")
    found = ok.call("discussions.getList", category="GROUP")["discussions"][0]
    assert (found["new_comments_count"], found["total_comments_count"]) == (1, 2)
    assert texts(ok.comments(topic, anchor="UNREAD")) == ["новый"]
    assert texts(ok.comments(topic, anchor="UNREAD")) == []


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"discussionId": ""}, 100),
        ({"discussionId": "999"}, 106),
        ({"discussionType": "GROUP_PHOTO"}, 100),
        ({"count": 101}, 100),
        ({"anchor": "не якорь"}, 100),
        ({"direction": "SIDEWAYS"}, 100),
        ({"mark_as_read": "False"}, 100),
    ],
)
def test_bad_parameters(ok: OkClient, params: dict[str, Any], code: int) -> None:
    sent = {"discussionId": ok.post(), **TYPE, **params}
    assert ok.refusal("discussions.getComments", **sent) == code


def test_the_other_way_to_read_and_to_count(ok: OkClient) -> None:
    topic = ok.post()
    for n in range(3):
        ok.comment(topic, str(n))
    entity = {"entityId": topic, "entityType": "GROUP_TOPIC"}
    page = ok.call("discussions.getDiscussionComments", **entity, offset=1, count=1)
    assert [one["text"] for one in page["commentss"]] == ["1"]
    count = ok.call("discussions.getDiscussionCommentsCount", **entity)
    assert count == {"commentsCount": 3}


def test_a_comment_that_is_gone_is_told_700(ok: OkClient) -> None:
    topic = ok.post()
    comment = ok.comment(topic, "Текст")
    at = {"discussionId": topic, **TYPE, "comment_id": comment}
    assert ok.call("discussions.getComment", **at)["text"] == "Текст"
    ok.control("PATCH", f"/ok/comments/{comment}", {"text": "Другой"})
    assert ok.call("discussions.getComment", **at)["text"] == "Другой"
    ok.control("DELETE", f"/ok/comments/{comment}", {"moderator": ADMIN})
    assert ok.refusal("discussions.getComment", **at) == 700
    assert ok.comments(topic)["comments"] == []
    kept = ok.state()["comments"][0]
    assert (kept["deleted_by"], kept["deleted_as"]) == (ADMIN, "moderator")
    assert [one["text"] for one in kept["versions"]] == ["Текст", "Другой"]
    assert ok.refusal("discussions.getComment", **{**at, "comment_id": "MTIz"}) == 700


def test_ones_own_removed_comments_may_be_asked_for(ok: OkClient) -> None:
    topic = ok.post()
    lost, taken = ok.comment(topic, "Снят", OLGA), ok.comment(topic, "Передумала", OLGA)
    ok.control("DELETE", f"/ok/comments/{lost}", {"moderator": ADMIN})
    ok.control("DELETE", f"/ok/comments/{taken}")
    sent = {"discussionId": topic, **TYPE, "includeRemoved": "true"}
    assert texts(ok.call("discussions.getComments", "olga-1", **sent)) == ["Снят"]
    assert texts(ok.call("discussions.getComments", **sent)) == []


def test_the_list_of_discussions_is_the_persons(ok: OkClient) -> None:
    quiet, lively = ok.post("Тихая"), ok.post("Живая")
    ok.post("Третья")
    ok.control("POST", "/clock", {"offset_seconds": 60})  # within one millisecond neither is later
    ok.comment(lively, "Эй", OLGA)
    told = ok.call("discussions.getList", category="GROUP", types="GROUP_TOPIC", count=2)
    assert set(told) == {"anchor", "has_more", "discussions"}
    first = told["discussions"][0]
    assert (first["object_id"], first["object_type"]) == (lively, "GROUP_TOPIC")
    assert (first["title"], first["ref_objects"]) == ("Живая", [{"type": "GROUP", "id": GID}])
    rest = ok.call("discussions.getList", category="GROUP", anchor=told["anchor"])
    assert [one["object_id"] for one in rest["discussions"]] == [quiet]
    hers = ok.call("discussions.getList", "olga-1", category="MY")["discussions"]
    assert [one["object_id"] for one in hers] == [lively]
    assert ok.call("discussions.getList", types="GROUP_PHOTO")["discussions"] == []


def test_a_privileged_application_may_delete_reply_and_block(ok: OkClient) -> None:
    topic = ok.post()
    comment = ok.comment(topic, "Оскорбление")
    at = {"discussionId": topic, **TYPE, "comment_id": comment}
    delete = "discussions.deleteDiscussionComment"
    assert ok.refusal(delete, **at) == 3
    ok.control("PATCH", f"/ok/applications/{KEY}", {"private_methods": PRIVATE})
    entity = {"entityId": topic, "entityType": "GROUP_TOPIC", "as_admin": "true"}
    ok.call(PRIVATE[1], **entity, comment="Разбираемся", reply_to_comment_id=comment)
    shown = ok.comments(topic, fields="comment.*")["comments"][-1]
    assert (shown["author_ref"], shown["reply_to_comment_id"]) == (f"group:{GID}", comment)
    assert ok.refusal(PRIVATE[1], **entity, comment="д" * 3001) == 100
    assert ok.refusal(PRIVATE[1], **entity, comment="x", reply_to_comment_id="MTIz") == 700
    assert ok.refusal(PRIVATE[1], "olga-1", **entity, comment="x") == 50
    assert ok.refusal(delete, "editor-1", **at) == 50
    assert ok.call(delete, **at, block_author="true") == {"success": True}
    assert ok.refusal(delete, **at) == 700
    seen = ok.call("group.getUserGroupsByIds", group_id=GID, uids=AYAAL)
    assert [one["status"] for one in seen] == ["BLOCKED"]
    of_staff = {"moderator": ADMIN, "as_group": True, "topic_id": topic, "text": "Наш"}
    ours = ok.control("POST", "/ok/comments", of_staff)["comment_id"]
    assert ok.refusal(delete, **{**at, "comment_id": ours}, block_author="true") == 456


def test_closed_comments_and_blocked_residents(ok: OkClient) -> None:
    topic = ok.post()
    ok.control("POST", "/ok/blocks", {"group_id": GID, "user_id": OLGA, "reason": "п. 4.3"})
    body = {"topic_id": topic, "user_id": OLGA, "text": "x"}
    assert "blocked" in ok.control("POST", "/ok/comments", body, status=403)["error"]
    ok.control("PATCH", f"/ok/topics/{topic}", {"comments_off": True})
    body["user_id"] = AYAAL
    assert "closed" in ok.control("POST", "/ok/comments", body, status=403)["error"]
    assert ok.comments(topic)["comments"] == []
