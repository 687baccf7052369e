from __future__ import annotations

import re

import pytest

from tests.sandbox.kit import AYAAL, GID, OLGA, Client

EVIL = "<script>alert('x')</script>"


def test_the_wall_tells_what_happened(vk: Client) -> None:
    post = vk.post("Отключение воды")
    by_admin = vk.comment(post, "Оскорбление", AYAAL)
    by_author = vk.comment(post, "Передумала", OLGA)
    vk.call("wall.deleteComment", owner_id=-GID, comment_id=by_admin)
    vk.control("DELETE", f"/vk/comments/{GID}/{by_author}")
    vk.call("groups.ban", group_id=GID, owner_id=AYAAL, reason=2, comment="п. 4.3")
    page = vk.web.get(f"/vk/club{GID}").text
    assert "Комментарий удалён администратором: Мария Слепцова" in page
    assert "Комментарий удалён автором" in page
    assert "Заблокирован бессрочно" in page
    assert "оскорбления" in page
    assert "5 121 подписчик" in page
    vk.call("wall.delete", owner_id=-GID, post_id=post)
    assert "Запись удалена администратором" in vk.web.get(f"/vk/club{GID}").text


def test_a_person_can_play_a_resident(vk: Client) -> None:
    base = f"/vk/wall-{GID}_{vk.post()}"
    vk.web.post(f"{base}/comment", data={"user_id": OLGA, "text": "Когда?"})
    comment = vk.state()["comments"][0]
    assert (comment["user_id"], comment["text"]) == (OLGA, "Когда?")
    answer = {"user_id": AYAAL, "text": "Скоро", "reply_to": comment["id"]}
    vk.web.post(f"{base}/comment", data=answer)
    assert vk.state()["comments"][1]["root"] == comment["id"]
    vk.web.post(f"{base}/edit", data={"comment_id": comment["id"], "text": "Когда же?"})
    page = vk.web.get(base).text
    assert "Когда же?" in page
    assert "Прежние варианты: 1" in page
    vk.web.post(f"{base}/delete", data={"comment_id": comment["id"]})
    assert vk.state()["comments"][0]["deleted_as"] == "author"
    vk.call("groups.ban", group_id=GID, owner_id=OLGA)
    told = vk.web.post(
        f"{base}/comment", data={"user_id": OLGA, "text": "Ещё"}, follow_redirects=True
    )
    assert "автор заблокирован" in told.text
    assert len(vk.state()["comments"]) == 2


def test_only_what_is_gone_is_struck_through(vk: Client) -> None:
    page = vk.web.get("/").text
    struck = [line for line in page.splitlines() if "line-through" in line]
    assert [line.partition("{")[0] for line in struck] == [".gone .text"]


def test_nothing_written_by_people_is_markup(vk: Client) -> None:
    vk.control("POST", "/vk/users", {"user_id": 5, "first_name": EVIL})
    vk.control("PATCH", f"/vk/groups/{GID}", {"name": EVIL, "description": EVIL, "status": EVIL})
    post = vk.post(EVIL, attachments=f"https://a.ru/{EVIL}")
    comment = vk.comment(post, EVIL, 5)
    vk.control("PATCH", f"/vk/comments/{GID}/{comment}", {"text": EVIL * 2})
    vk.call("groups.ban", group_id=GID, owner_id=5, comment=EVIL)
    vk.control("POST", "/site/items", {"id": 1, "title": EVIL, "announce": EVIL, "text": EVIL})
    for path in ("/", f"/vk/club{GID}", f"/vk/wall-{GID}_{post}", "/site/news/", "/site/news/1/"):
        page = vk.web.get(path)
        assert "<script" not in page.text, path
        assert "&lt;script&gt;" in page.text, path
        assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", f"/vk/club{GID}", "/mail/", "/site/news/", "/nothing"])
def test_pages_are_russian_and_load_nothing_from_elsewhere(vk: Client, path: str) -> None:
    vk.post("Пост")
    page = vk.web.get(path).text
    assert '<html lang="ru">' in page
    assert not re.findall(r'src="(?:https?:)?//|<link[^>]+href="(?:https?:)?//|url\(', page)
    known = {"https", "zhatay", "example", "MAX"}  # the page's own address, a network's name
    visible = re.sub(r"<(style|head)>.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{3,}", visible)) <= {*known, "RSS", "adm", "zhatay", "cookie"}
