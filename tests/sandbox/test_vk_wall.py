from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.kit import ADMIN, GID, Client

WALL: dict[str, Any] = {"owner_id": -GID}


def posts(vk: Client, **params: Any) -> list[dict[str, Any]]:
    return list(vk.call("wall.get", "service-1", **WALL, **params)["items"])


def test_a_post_stands_as_it_was_sent(vk: Client) -> None:
    text = "Отключение воды 17 сентября.\n\nул. Ленина, 1–15 <b>&amp;</b> 🚰"
    first = vk.post(text, attachments="https://example.ru/1")
    shown = posts(vk)[0]
    assert (shown["id"], shown["text"], shown["from_id"]) == (first, text, -GID)
    assert "edited" not in shown
    assert shown["attachments"][0]["link"]["url"] == "https://example.ru/1"


def test_the_same_guid_gives_the_first_post(vk: Client) -> None:
    first = vk.post("Один", guid="g-1")
    assert vk.post("Другой текст", guid="g-1") == first
    assert vk.post("Один", guid="g-2") != first
    by_admin = vk.call("wall.post", **WALL, message="Один", from_group=1, guid="g-1")["post_id"]
    assert by_admin not in {first}, "another token, another post"
    assert [one["text"] for one in posts(vk)] == ["Один", "Один", "Один"]


def test_an_edit_is_marked_and_drops_what_is_not_sent_again(vk: Client) -> None:
    post = vk.post("Было", attachments="https://example.ru/1")
    vk.call("wall.edit", "community-1", **WALL, post_id=post, message="Стало")
    shown = posts(vk)[0]
    assert (shown["text"], shown["attachments"]) == ("Стало", [])
    assert shown["edited"] >= shown["date"]


def test_a_removed_post_is_gone_and_comes_back(vk: Client) -> None:
    post = vk.post()
    vk.call("wall.delete", **WALL, post_id=post)
    assert posts(vk) == []
    assert vk.call("wall.getById", "service-1", posts=f"-{GID}_{post}") == {"items": []}
    assert vk.refusal("wall.delete", **WALL, post_id=post) == 104
    assert vk.refusal("wall.edit", **WALL, post_id=post, message="x") == 210
    assert vk.refusal("wall.getComments", **WALL, post_id=post) == 212
    assert vk.state()["posts"][0]["deleted_by"] == ADMIN
    vk.call("wall.restore", **WALL, post_id=post)
    assert [one["id"] for one in posts(vk)] == [post]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, 100),
        ({"message": "д" * 16385}, 100),
        ({"message": "x", "attachments": "https://a.ru/1,https://b.ru/2"}, 222),
        ({"message": "x", "owner_id": "стена"}, 100),
        ({"message": "x", "owner_id": ""}, 100),
        ({"message": "x", "publish_date": 1000}, 214),
    ],
)
def test_a_bad_post_is_refused_and_leaves_nothing(
    vk: Client, params: dict[str, Any], code: int
) -> None:
    assert vk.refusal("wall.post", "community-1", **(WALL | params)) == code
    assert vk.state()["posts"] == []


def test_the_longest_text_is_taken(vk: Client) -> None:
    assert vk.post("д" * 16384) == 1


def test_the_fifty_first_post_of_a_day_is_refused(vk: Client) -> None:
    for n in range(50):
        vk.post(f"Пост {n}")
    body = vk.raw("wall.post", "community-1", **WALL, message="Лишний")["error"]
    assert body["error_code"] == 214
    assert "you can only add 50 posts a day" in body["error_msg"]
    vk.control("POST", "/clock", {"offset_seconds": 24 * 3600 + 1})
    assert vk.post("Завтра") == 51


def test_pages_of_the_wall(vk: Client) -> None:
    for n in range(5):
        vk.post(f"Пост {n}")
    answer = vk.call("wall.get", "service-1", **WALL, offset=1, count=2)
    assert answer["count"] == 5
    assert [one["text"] for one in answer["items"]] == ["Пост 3", "Пост 2"]


def test_a_postponed_post_comes_out_under_another_id(vk: Client) -> None:
    later = vk.call("utils.getServerTime") + 600
    old = vk.call("wall.post", **WALL, from_group=1, message="Потом", publish_date=later)
    again = {"from_group": 1, "message": "Тоже", "publish_date": later}
    assert vk.refusal("wall.post", **WALL, **again) == 214
    assert posts(vk) == []
    assert vk.call("wall.get", **WALL, filter="postponed")["items"][0]["post_type"] == "postpone"
    vk.control("POST", "/clock", {"offset_seconds": 601})
    shown = posts(vk)[0]
    assert shown["postponed_id"] == old["post_id"] != shown["id"]


def test_posts_made_by_hand(vk: Client) -> None:
    body = {"group_id": GID, "text": "Руками", "date": 1_700_000_000}
    post = vk.control("POST", "/vk/posts", body)["post_id"]
    assert posts(vk)[0]["date"] == 1_700_000_000
    vk.control("PATCH", f"/vk/posts/{GID}/{post}", {"text": "Исправлено"})
    assert posts(vk)[0]["edited"]
    vk.control("DELETE", f"/vk/posts/{GID}/{post}")
    assert posts(vk) == []
    vk.control("DELETE", f"/vk/posts/{GID}/{post}", status=404)


def test_the_passport_of_the_page(vk: Client) -> None:
    fields = "description,verified,site,members_count"
    before = vk.call("groups.getById", "service-1", group_id=GID, fields=fields)["groups"][0]
    assert (before["verified"], before["members_count"]) == (1, 5121)
    vk.call(
        "groups.edit",
        "community-1",
        group_id=GID,
        description="Официальный аккаунт",
        title="Жатай",
        website="https://new.example.ru",
    )
    after = vk.call("groups.getById", "service-1", group_id="adm_zhatay", fields=fields)
    group = after["groups"][0]
    assert (group["description"], group["name"]) == ("Официальный аккаунт", "Жатай")
    assert (group["site"], group["screen_name"]) == ("https://new.example.ru", "adm_zhatay")
    bare = vk.call("groups.getById", "service-1", group_id=GID)["groups"][0]
    assert "description" not in bare
    assert vk.refusal("groups.getById", "service-1", group_id="nobody") == 125
    assert vk.refusal("groups.edit", group_id=GID, screen_name="Ы") == 1260
