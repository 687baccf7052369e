"""What people may press on the pages."""

from __future__ import annotations

from typing import Any

from tests.sandbox.kit import AYAAL, GID, OLGA, Client, picture

PAGE = f"/vk/club{GID}"
EVIL = "<script>alert('x')</script>"


def press(vk: Client, path: str, files: Any = None, **values: Any) -> str:
    answer = vk.web.post(path, data=values, files=files, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def test_an_administrator_removes_restores_and_blocks(vk: Client) -> None:
    base = f"/vk/wall-{GID}_{vk.post()}"
    comment = vk.comment(int(base.rpartition("_")[2]), "Оскорбление")
    shown = press(vk, f"{base}/remove_comment", comment_id=comment)
    assert "Комментарий удалён администратором страницы" in shown
    kept = vk.state()["comments"][0]
    assert (kept["deleted_as"], kept["deleted_by"]) == ("admin", 0)
    press(vk, f"{base}/restore_comment", comment_id=comment)
    assert vk.state()["comments"][0]["deleted"] is False
    shown = press(vk, f"{base}/block", user_id=AYAAL, reason=2, days=7, comment="п. 4.3")
    assert "Заблокирован до" in shown
    info = vk.call("groups.getBanned", group_id=GID)["items"][0]["ban_info"]
    assert (info["reason"], info["comment"]) == (2, "п. 4.3")
    assert info["end_date"] - info["date"] == 7 * 24 * 3600
    assert "Никто не заблокирован" in press(vk, f"{PAGE}/unblock", user_id=AYAAL)
    assert "уже нет" in press(vk, f"{PAGE}/unblock", user_id=AYAAL)
    assert "уже нет" in press(vk, f"{base}/block", user_id=100), "an administrator"


def test_an_administrator_publishes_with_a_picture_and_a_document(vk: Client) -> None:
    files = {"picture": ("a.png", picture()), "document": ("приказ.pdf", b"%PDF")}
    shown = press(vk, f"{PAGE}/publish", files, text="Вручную", user_id=0)
    kept = vk.call("wall.get", owner_id=-GID)["items"][0]
    assert (kept["text"], kept["from_id"]) == ("Вручную", -GID)
    assert [one["type"] for one in kept["attachments"]] == ["photo", "doc"]
    path = kept["attachments"][0]["photo"]["sizes"][0]["url"].removeprefix(vk.http)
    assert f'<img src="{path}"' in shown
    assert "приказ.pdf" in shown
    bad = press(vk, f"{PAGE}/publish", {"picture": ("a.png", b"text")}, text="Плохая")
    assert "не картинка" in bad
    assert "текст пуст" in press(vk, f"{PAGE}/publish", text=" ")
    press(vk, f"{PAGE}/publish", text="От жителя", user_id=OLGA)
    assert [one["from_id"] for one in vk.state()["posts"]] == [-GID, OLGA]


def test_an_administrator_changes_pins_closes_and_removes_a_post(vk: Client) -> None:
    post = vk.post("Было")
    base = f"/vk/wall-{GID}_{post}"
    assert "изменена" in press(vk, f"{base}/change_post", text="Стало")
    assert "запись закреплена" in press(vk, f"{base}/pin")
    assert "запись закреплена" not in press(vk, f"{base}/unpin")
    assert "Комментарии закрыты" in press(vk, f"{base}/close")
    assert "Комментарии закрыты" not in press(vk, f"{base}/open")
    assert "Запись удалена администратором страницы" in press(vk, f"{base}/remove_post")
    assert "уже нет" in press(vk, f"{base}/change_post", text="Поздно")
    press(vk, f"{base}/restore_post")
    assert vk.call("wall.get", owner_id=-GID)["items"][0]["text"] == "Стало"
    assert vk.web.post(f"{base}/no_such_act").status_code == 404


def test_an_administrator_changes_the_description(vk: Client) -> None:
    press(vk, f"{PAGE}/describe", text="Новое описание", status="Приём по вторникам")
    group = vk.call("groups.getById", group_id=GID, fields="description,status")["groups"][0]
    assert (group["description"], group["status"]) == ("Новое описание", "Приём по вторникам")


def test_a_repost_is_seen_with_its_source(vk: Client) -> None:
    source = vk.control("POST", "/vk/posts", {"group_id": 2, "text": "От соседей"})["post_id"]
    vk.call("wall.repost", object=f"wall-2_{source}", group_id=GID, message="Важно")
    shown = vk.web.get(PAGE).text
    assert "От соседей" in shown
    assert "Чужое сообщество" in shown
    vk.control("DELETE", f"/vk/posts/2/{source}")
    assert "Исходная запись удалена" in vk.web.get(PAGE).text


def test_discussions_and_pictures_have_pages(vk: Client) -> None:
    body = {"group_id": GID, "title": "Дороги", "text": EVIL, "user_id": OLGA}
    number = vk.control("POST", "/vk/topics", body)["topic_id"]
    photo = vk.photo()
    assert f"/vk/topic-{GID}_{number}" in vk.web.get(PAGE).text
    for path in (f"/vk/topic-{GID}_{number}", f"/vk/{photo}"):
        assert "Яма" in press(vk, f"{path}/write", user_id=AYAAL, text="Яма")
        remark = vk.state()["remarks"][-1]["id"]
        assert "удалён администратором" in press(vk, f"{path}/remove", comment_id=remark)
        press(vk, f"{path}/restore", comment_id=remark)
        assert vk.state()["remarks"][-1]["deleted"] is False
        assert "текст пуст" in press(vk, f"{path}/write", user_id=AYAAL, text="")
        assert "уже нет" in press(vk, f"{path}/remove", comment_id=999)
        assert "<script" not in vk.web.get(path).text
    vk.call("groups.ban", group_id=GID, owner_id=AYAAL)
    told = press(vk, f"/vk/topic-{GID}_{number}/write", user_id=AYAAL, text="Ещё")
    assert "автор заблокирован" in told
    for path in ("/vk/photo-1_1", f"/vk/topic-{GID}_99", "/vk/media/photo-1_1.jpg"):
        assert vk.web.get(path).status_code == 404


def test_media_of_all_kinds_are_seen_and_are_no_markup(vk: Client) -> None:
    names = [
        vk.control("POST", "/vk/media", {"kind": kind, "owner_id": -GID, "text": EVIL})["name"]
        for kind in ("photo", "doc", "video", "poll")
    ]
    vk.post(EVIL, attachments=",".join(names))
    shown = vk.web.get(PAGE).text
    assert "<script" not in shown
    assert shown.count("&lt;script&gt;") > 4
    assert "Опрос" in shown
