"""Reposts, pins, residents' entries, discussions, the staff's view, late lists, quotas."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.kit import ADMIN, AYAAL, GID, OLGA, Client

WALL: dict[str, Any] = {"owner_id": -GID}
PAGE: dict[str, Any] = {"group_id": GID}


def wall(vk: Client, **params: Any) -> list[dict[str, Any]]:
    return list(vk.call("wall.get", "service-1", **WALL, **params)["items"])


def by_hand(vk: Client, group_id: int, text: str, **more: Any) -> int:
    body = {"group_id": group_id, "text": text, **more}
    return int(vk.control("POST", "/vk/posts", body)["post_id"])


def test_a_repost_shows_what_it_repeats(vk: Client) -> None:
    source = by_hand(vk, 2, "От соседей")
    made = vk.call("wall.repost", object=f"wall-2_{source}", **PAGE, message="Важно")
    shown = wall(vk)[0]
    assert (shown["id"], shown["text"], shown["from_id"]) == (made["post_id"], "Важно", -GID)
    original = shown["copy_history"][0]
    assert (original["owner_id"], original["id"], original["text"]) == (-2, source, "От соседей")
    again = vk.call("wall.repost", object=f"wall-{GID}_{made['post_id']}", **PAGE)
    assert wall(vk)[0]["copy_history"][0]["owner_id"] == -2
    assert again["reposts_count"] >= 1
    found = vk.call("wall.getReposts", "service-1", owner_id=-2, post_id=source)["items"]
    assert {one["id"] for one in found} == {made["post_id"], again["post_id"]}
    vk.control("DELETE", f"/vk/posts/2/{source}")
    assert wall(vk)[0]["copy_history"][0]["is_deleted"] is True


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"object": "wall-1_99"}, 100),
        ({"object": "photo-1_1"}, 100),
        ({}, 100),
        ({"object": "wall-1_1", "group_id": 99}, 125),
        ({"object": "wall-1_1", "group_id": 2}, 214),
    ],
)
def test_a_repost_that_cannot_be(vk: Client, params: dict[str, Any], code: int) -> None:
    vk.post()
    assert vk.refusal("wall.repost", **(PAGE | params)) == code
    assert len(vk.state()["posts"]) == 1


def test_the_pinned_post_comes_first_whatever_its_age(vk: Client) -> None:
    posts = [vk.post(str(n)) for n in range(3)]
    vk.call("wall.pin", **WALL, post_id=posts[0])
    shown = wall(vk)
    assert [one["text"] for one in shown] == ["0", "2", "1"]
    assert [one.get("is_pinned") for one in shown] == [1, None, None]
    group = vk.call("groups.getById", **PAGE, fields="fixed_post")["groups"][0]
    assert group["fixed_post"] == posts[0]
    vk.call("wall.pin", **WALL, post_id=posts[1])
    assert wall(vk)[0]["id"] == posts[1]
    vk.call("wall.unpin", **WALL, post_id=posts[1])
    assert wall(vk)[0]["id"] == posts[2]
    assert vk.refusal("wall.pin", **WALL, post_id=99) == 104
    assert vk.refusal("wall.pin", "ayaal-1", **WALL, post_id=posts[0]) == 210


def test_comments_are_closed_and_opened(vk: Client) -> None:
    post = vk.post()
    at = {**WALL, "post_id": post}
    assert vk.call("wall.closeComments", "community-1", **at) == 1
    assert vk.refusal("wall.createComment", "ayaal-1", **at, message="x") == 213
    assert wall(vk)[0]["comments"]["can_post"] == 0
    assert vk.call("wall.openComments", "community-1", **at) == 1
    assert vk.comment(post, "x") > 0


def test_residents_write_on_an_open_wall(vk: Client) -> None:
    vk.post("Новость")
    mine = vk.call("wall.post", "ayaal-1", **WALL, message="Вопрос")["post_id"]
    hers = by_hand(vk, GID, "Жалоба", user_id=OLGA)
    assert [one["from_id"] for one in wall(vk, filter="others")] == [OLGA, AYAAL]
    assert [one["text"] for one in wall(vk, filter="owner")] == ["Новость"]
    edit = {**WALL, "message": "Нет"}
    assert vk.refusal("wall.edit", **edit, post_id=mine) == 210, "nobody edits another's entry"
    assert vk.call("wall.edit", "ayaal-1", **edit, post_id=mine)["post_id"] == mine
    assert vk.call("wall.delete", **WALL, post_id=hers) == 1
    vk.call("groups.ban", **PAGE, owner_id=AYAAL)
    assert vk.refusal("wall.post", "ayaal-1", **WALL, message="Ещё") == 214
    vk.control("PATCH", f"/vk/groups/{GID}", {"wall": 2})
    body = {**PAGE, "text": "x", "user_id": OLGA}
    vk.control("POST", "/vk/posts", body, status=403)


def test_a_discussion_is_read_and_cleaned(vk: Client) -> None:
    body = {**PAGE, "title": "Дороги", "text": "Пишите сюда", "user_id": OLGA}
    topic = vk.control("POST", "/vk/topics", body)
    for n in range(3):
        vk.control("POST", "/vk/remarks", {**PAGE, **topic, "user_id": AYAAL, "text": str(n)})
    shown = vk.call("board.getTopics", "service-1", **PAGE, preview=1)["items"][0]
    assert (shown["title"], shown["comments"]) == ("Дороги", 4)
    assert shown["first_comment"] == "Пишите сюда"
    page = vk.call("board.getComments", "service-1", **PAGE, **topic, count=2, offset=2, extended=1)
    assert (page["count"], [one["text"] for one in page["items"]]) == (4, ["1", "2"])
    assert [one["id"] for one in page["profiles"]] == [AYAAL]
    last = {**PAGE, **topic, "comment_id": page["items"][-1]["id"]}
    back = vk.call("board.getComments", **PAGE, **topic, sort="desc")["items"]
    assert [one["text"] for one in back] == ["2", "1", "0", "Пишите сюда"]
    assert vk.call("board.deleteComment", "community-1", **last) == 1
    assert vk.refusal("board.deleteComment", "community-1", **last) == 104
    assert vk.call("board.getComments", **PAGE, **topic)["count"] == 3
    assert vk.state()["remarks"][-1]["deleted_by"] == -GID
    assert vk.call("board.restoreComment", **last) == 1
    assert vk.refusal("board.restoreComment", **last) == 104
    assert vk.refusal("board.deleteComment", "ayaal-1", **last) == 15
    assert vk.refusal("board.getComments", **PAGE, topic_id=99) == 104


def test_comments_under_a_picture(vk: Client) -> None:
    photo = vk.photo()
    number = photo.rpartition("_")[2]
    for text in ("Первый", "Второй"):
        body = {**PAGE, "photo": photo, "user_id": AYAAL, "text": text}
        remark = vk.control("POST", "/vk/remarks", body)["comment_id"]
    page = vk.call("photos.getComments", **WALL, photo_id=number, sort="desc", extended=1)
    assert [one["text"] for one in page["items"]] == ["Второй", "Первый"]
    vk.control("DELETE", f"/vk/remarks/{GID}/{remark}")
    assert vk.call("photos.getComments", **WALL, photo_id=number)["count"] == 1
    vk.control("DELETE", f"/vk/remarks/{GID}/{remark}", status=404)
    assert vk.refusal("photos.getComments", **WALL, photo_id=1) == 200


def test_the_settings_show_what_was_edited(vk: Client) -> None:
    words = {"obscene_words": "дурак,болван", "obscene_stopwords": 1, "age_limits": 2}
    vk.call("groups.edit", "community-1", **PAGE, **words, description="Описание")
    shown = vk.call("groups.getSettings", **PAGE)
    assert shown["obscene_words"] == ["дурак", "болван"]
    assert (shown["obscene_stopwords"], shown["obscene_filter"], shown["age_limits"]) == (1, 0, 2)
    assert (shown["description"], shown["address"]) == ("Описание", "adm_zhatay")
    assert vk.refusal("groups.getSettings", "ayaal-1", **PAGE) == 15


def test_the_status_line(vk: Client) -> None:
    vk.call("status.set", **PAGE, text="Приём по вторникам")
    assert vk.call("status.get", "ayaal-1", **PAGE) == {"text": "Приём по вторникам"}
    assert vk.refusal("status.set", **PAGE, text="д" * 141) == 100
    assert vk.refusal("status.set", "ayaal-1", **PAGE, text="x") == 15


def test_who_runs_the_page(vk: Client) -> None:
    vk.control("PATCH", f"/vk/groups/{GID}", {"managers": {str(OLGA): 1}})
    call = {**PAGE, "filter": "managers"}
    roles = {one["id"]: one["role"] for one in vk.call("groups.getMembers", **call)["items"]}
    assert roles == {ADMIN: "administrator", OLGA: "moderator"}
    for token, code in (("ayaal-1", 15), ("service-1", 15)):
        assert vk.refusal("groups.getMembers", token, **call) == code
    assert vk.refusal("groups.getMembers", **PAGE) == 100


def test_figures_by_days(vk: Client) -> None:
    vk.comment(vk.post(), "x")
    today, yesterday = vk.call("stats.get", **PAGE, intervals_count=2)
    assert (today["activity"]["comments"], yesterday["activity"]["comments"]) == (1, 0)
    assert today["period_from"] == yesterday["period_to"] + 1
    assert vk.refusal("stats.get", "ayaal-1", **PAGE) == 15


def test_lists_may_be_late(vk: Client) -> None:
    vk.control("POST", "/vk/limits", {"post_visible_after": 30, "comment_visible_after": 10})
    post = vk.post("Пост")
    assert wall(vk) == []
    assert vk.call("wall.getById", posts=f"-{GID}_{post}")["items"]
    at = {**WALL, "post_id": post}
    vk.call("wall.createComment", "community-1", **at, message="Ответ")
    vk.comment(post, "Житель")
    now = [one["text"] for one in vk.call("wall.getComments", **at)["items"]]
    assert now == ["Житель"]
    vk.control("POST", "/clock", {"offset_seconds": 11})
    assert len(vk.call("wall.getComments", **at)["items"]) == 2
    assert wall(vk) == []
    vk.control("POST", "/clock", {"offset_seconds": 31})
    assert [one["id"] for one in wall(vk)] == [post]


def test_the_wall_is_read_so_often_a_day(vk: Client) -> None:
    assert vk.control("POST", "/vk/limits", {})["wall_get_per_day"] == 5000
    vk.control("POST", "/vk/limits", {"wall_get_per_day": 2})
    for _ in range(2):
        wall(vk)
    assert vk.refusal("wall.get", "service-1", **WALL) == 29
    assert vk.call("wall.get", **WALL)["count"] == 0, "each token has its own"
    vk.control("POST", "/clock", {"offset_seconds": 24 * 3600 + 1})
    assert wall(vk) == []
