from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.kit import ADMIN, AYAAL, GID, OLGA, Client

WALL: dict[str, Any] = {"owner_id": -GID}
YEAR = 366 * 24 * 3600


def comments(vk: Client, post: int, **params: Any) -> Any:
    return vk.call("wall.getComments", "service-1", **WALL, post_id=post, **params)


def texts(page: Any) -> list[str]:
    return [one["text"] for one in page["items"]]


def test_threads_are_one_level_deep(vk: Client) -> None:
    post = vk.post()
    top = vk.comment(post, "Верх")
    below = vk.comment(post, "Ответ", OLGA, reply_to=top)
    deep = vk.comment(post, "Ответ на ответ", reply_to=below)
    vk.comment(post, "Второй верх", OLGA)
    page = comments(vk, post, thread_items_count=1, extended=1)
    assert texts(page) == ["Верх", "Второй верх"]
    assert (page["count"], page["current_level_count"]) == (4, 2)
    thread = page["items"][0]["thread"]
    assert (thread["count"], [one["id"] for one in thread["items"]]) == (2, [below])
    assert {one["id"] for one in page["profiles"]} == {AYAAL, OLGA}
    assert page["groups"][0]["id"] == GID
    level = comments(vk, post, comment_id=top)
    assert [one["id"] for one in level["items"]] == [below, deep]
    last = level["items"][-1]
    assert (last["parents_stack"], last["reply_to_comment"]) == ([top], below)
    assert last["reply_to_user"] == OLGA
    assert comments(vk, post)["items"][0]["thread"]["items"] == []


def test_paging_sorting_and_the_cursor(vk: Client) -> None:
    post = vk.post()
    ids = [vk.comment(post, str(n)) for n in range(7)]
    assert texts(comments(vk, post, count=3)) == ["0", "1", "2"]
    assert texts(comments(vk, post, count=3, offset=5)) == ["5", "6"]
    assert texts(comments(vk, post, count=2, sort="desc")) == ["6", "5"]
    page = comments(vk, post, start_comment_id=ids[3], offset=-1, count=2)
    assert texts(page) == ["2", "3"]
    back = comments(vk, post, start_comment_id=ids[3], count=2, sort="desc")
    assert texts(back) == ["3", "2"]
    assert texts(comments(vk, post, count=1, preview_length=1)) == ["0"]
    assert vk.refusal("wall.getComments", **WALL, post_id=post, thread_items_count=11) == 100
    assert vk.refusal("wall.getComments", **WALL, post_id=post, sort="best") == 100


def test_a_removed_comment_leaves_no_trace_unless_it_has_replies(vk: Client) -> None:
    post = vk.post()
    lone, top = vk.comment(post, "Один"), vk.comment(post, "Верх")
    reply = vk.comment(post, "Ответ", OLGA, reply_to=top)
    for one in (lone, top):
        vk.call("wall.deleteComment", **WALL, comment_id=one)
    page = comments(vk, post, thread_items_count=10)
    assert [one["id"] for one in page["items"]] == [top]
    assert page["items"][0]["deleted"] is True
    assert page["items"][0]["text"] == ""
    assert page["count"] == 1
    assert vk.refusal("wall.getComment", **WALL, comment_id=lone) == 15
    vk.call("wall.deleteComment", **WALL, comment_id=reply)
    assert comments(vk, post)["items"] == []
    kept = {one["id"]: one for one in vk.state()["comments"]}
    assert (kept[lone]["text"], kept[lone]["deleted_by"]) == ("Один", ADMIN)
    assert kept[lone]["deleted_as"] == "admin"


def test_a_removal_twice_and_its_undoing(vk: Client) -> None:
    comment = vk.comment(vk.post(), "Текст")
    at = {**WALL, "comment_id": comment}
    assert vk.refusal("wall.restoreComment", **at) == 243
    vk.call("wall.deleteComment", **at)
    assert vk.refusal("wall.deleteComment", **at) == 211
    assert vk.refusal("wall.deleteComment", **WALL, comment_id=999) == 104
    assert vk.call("wall.restoreComment", **at) == 1
    vk.call("wall.deleteComment", **at)
    vk.control("POST", "/clock", {"offset_seconds": 25 * 3600})
    assert vk.refusal("wall.restoreComment", **at) == 211


def test_what_the_author_removed_no_administrator_restores(vk: Client) -> None:
    comment = vk.comment(vk.post(), "Текст")
    vk.control("DELETE", f"/vk/comments/{GID}/{comment}")
    assert vk.refusal("wall.restoreComment", **WALL, comment_id=comment) == 211
    assert vk.state()["comments"][0]["deleted_as"] == "author"


def test_an_edited_comment_bears_no_mark_but_the_state_keeps_the_versions(vk: Client) -> None:
    post = vk.post()
    comment = vk.comment(post, "Было")
    vk.control("PATCH", f"/vk/comments/{GID}/{comment}", {"text": "Стало"})
    shown = comments(vk, post)["items"][0]
    assert shown["text"] == "Стало"
    assert "edited" not in shown
    versions = vk.state()["comments"][0]["versions"]
    assert [one["text"] for one in versions] == ["Было", "Стало"]


def test_the_community_replies_once_for_each_guid(vk: Client) -> None:
    post = vk.post()
    top = vk.comment(post, "Когда?")
    sent = {**WALL, "post_id": post, "message": "Сегодня", "reply_to_comment": top, "guid": "r1"}
    first = vk.call("wall.createComment", "community-1", **sent)
    assert vk.call("wall.createComment", "community-1", **sent) == first
    assert first["parents_stack"] == [top]
    replies = comments(vk, post, comment_id=top)["items"]
    assert [(one["from_id"], one["text"]) for one in replies] == [(-GID, "Сегодня")]


def test_closed_comments(vk: Client) -> None:
    post = vk.post(close_comments=1)
    body = {"group_id": GID, "post_id": post, "user_id": AYAAL, "text": "x"}
    assert "closed" in vk.control("POST", "/vk/comments", body, status=403)["error"]
    call = {**WALL, "post_id": post, "message": "x"}
    assert vk.refusal("wall.createComment", "ayaal-1", **call) == 213
    assert comments(vk, post)["groups_can_post"] is False


def test_a_banned_resident_is_silent_until_the_ban_ends(vk: Client) -> None:
    post = vk.post()
    end = vk.call("utils.getServerTime") + 3600
    vk.call("groups.ban", group_id=GID, owner_id=AYAAL, end_date=end, reason=2, comment="4.3")
    body = {"group_id": GID, "post_id": post, "user_id": AYAAL, "text": "x"}
    assert "banned" in vk.control("POST", "/vk/comments", body, status=403)["error"]
    call = {**WALL, "post_id": post, "message": "x"}
    assert vk.refusal("wall.createComment", "ayaal-1", **call) == 213
    found = vk.call("groups.getBanned", "community-1", group_id=GID, owner_id=AYAAL)["items"][0]
    info = found["ban_info"]
    assert (found["profile"]["id"], info["admin_id"], info["end_date"]) == (AYAAL, ADMIN, end)
    assert (info["reason"], info["comment"]) == (2, "4.3")
    vk.control("POST", "/clock", {"offset_seconds": 3601})
    assert vk.refusal("groups.getBanned", group_id=GID, owner_id=AYAAL) == 104
    assert vk.state()["banned"] == []
    assert vk.comment(post, "Снова здесь") > 0


def test_unban_and_an_end_in_the_past_free(vk: Client) -> None:
    ban: dict[str, Any] = {"group_id": GID, "owner_id": AYAAL}
    vk.call("groups.ban", **ban)
    assert vk.state()["banned"][0]["end_date"] == 0
    vk.call("groups.unban", **ban)
    assert vk.refusal("groups.unban", **ban) == 104
    vk.call("groups.ban", **ban)
    vk.call("groups.ban", **ban, end_date=1000)
    assert vk.call("groups.getBanned", group_id=GID)["count"] == 0


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"owner_id": AYAAL, "reason": 5}, 100),
        ({"owner_id": AYAAL, "end_date": 4_000_000_000}, 100),
        ({}, 100),
        ({"owner_id": 999}, 113),
        ({"owner_id": ADMIN}, 15),
    ],
)
def test_a_ban_that_cannot_be(vk: Client, params: dict[str, Any], code: int) -> None:
    assert vk.refusal("groups.ban", group_id=GID, **params) == code
    assert vk.state()["banned"] == []


def test_who_deletes_himself_loses_his_name_and_not_what_he_wrote(vk: Client) -> None:
    post = vk.post()
    vk.comment(post, "Слово")
    vk.control("PATCH", f"/vk/users/{AYAAL}", {"deactivated": "deleted"})
    gone = {"id": AYAAL, "first_name": "DELETED", "last_name": "", "deactivated": "deleted"}
    page = comments(vk, post, extended=1)
    assert (texts(page), page["profiles"]) == (["Слово"], [gone])
    assert vk.call("users.get", "service-1", user_ids=AYAAL) == [gone]
    vk.call("groups.ban", group_id=GID, owner_id=AYAAL)
    assert vk.call("groups.getBanned", group_id=GID)["items"][0]["profile"] == gone
    vk.control("PATCH", f"/vk/users/{AYAAL}", {"deactivated": "banned"})
    [banned] = vk.call("users.get", "service-1", user_ids=AYAAL)
    assert (banned["first_name"], banned["deactivated"]) == ("Айаал", "banned")
    vk.control("PATCH", f"/vk/users/{AYAAL}", {"deactivated": ""})
    assert "deactivated" not in vk.call("users.get", "service-1", user_ids=AYAAL)[0]
