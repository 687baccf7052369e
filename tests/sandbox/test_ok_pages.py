from __future__ import annotations

import json
import re

import httpx
import pytest

from tests.sandbox.ok_kit import ADMIN, AYAAL, GID, OLGA, OkClient, picture

EVIL = "<script>alert('x')</script>"
FEED = f"/ok/group/{GID}"


def press(ok: OkClient, path: str, **form: str) -> httpx.Response:
    answer = ok.web.post(path, data=form, follow_redirects=True)
    assert answer.status_code == 200
    return answer


def test_a_person_can_play_a_resident(ok: OkClient) -> None:
    at = f"{FEED}/topic/{ok.post()}"
    page = press(ok, f"{at}/comment", user_id=OLGA, text="Когда дадут воду?").text
    assert "Когда дадут воду?" in page
    first = ok.state()["comments"][0]
    page = press(ok, f"{at}/comment", user_id=AYAAL, text="И мне", reply_to=first["id"]).text
    assert "кому: Ольга Иванова" in page
    assert "2 комментария" in page
    assert [one["author_ref"] for one in ok.state()["comments"]] == [
        f"user:{OLGA}",
        f"user:{AYAAL}",
    ]
    assert (
        "Ничего не сохранено: текст пуст" in press(ok, f"{at}/comment", user_id=OLGA, text=" ").text
    )


def test_a_moderator_removes_blocks_and_unblocks(ok: OkClient) -> None:
    topic = ok.post()
    at = f"{FEED}/topic/{topic}"
    rude, mild = ok.comment(topic, "Оскорбление"), ok.comment(topic, "Реклама", OLGA)
    page = press(ok, f"{at}/remove", comment_id=mild).text
    assert "Комментарий удалён модератором: Мария Слепцова" in page
    assert ok.state()["groups"][0]["blocks"] == {}
    page = press(ok, f"{at}/remove", comment_id=rude, block="1").text
    assert "Чёрный список · 1" in page
    assert ok.comments(topic)["comments"] == []
    kept = {one["id"]: one for one in ok.state()["comments"]}
    assert (kept[rude]["deleted_by"], kept[rude]["deleted_as"]) == (ADMIN, "moderator")
    assert "автор заблокирован" in press(ok, f"{at}/comment", user_id=AYAAL, text="Ещё").text
    press(ok, f"{FEED}/unblock", user_id=AYAAL)
    assert ok.state()["groups"][0]["blocks"] == {}
    assert "Ещё" in press(ok, f"{at}/comment", user_id=AYAAL, text="Ещё").text
    last = ok.comments(topic)["comments"][0]["id"]
    press(ok, f"{at}/remove", comment_id=last, block="1", keep="1")
    assert len(ok.comments(topic)["comments"]) == 1
    assert list(ok.state()["groups"][0]["blocks"]) == [AYAAL]
    assert "комментария или темы уже нет" in press(ok, f"{at}/remove", comment_id=rude).text
    press(ok, f"{FEED}/unblock", user_id=AYAAL)
    page = press(ok, f"{FEED}/block", user_id=AYAAL, reason="п. 4.3").text
    assert "п. 4.3" in page.split("Чёрный список · 1")[1]
    told = ok.call("group.getUserGroupsByIds", group_id=GID, uids=AYAAL)
    assert told[0]["block_reason"] == "п. 4.3"


def test_nobody_blocks_the_groups_own_staff(ok: OkClient) -> None:
    topic = ok.post()
    at = f"{FEED}/topic/{topic}"
    press(ok, f"{at}/comment", user_id="group", text="Наш ответ")
    ours = ok.comments(topic, fields="comment.*")["comments"][0]
    assert (ours["author_ref"], ours["author_id"]) == (f"group:{GID}", GID)
    page = press(ok, f"{at}/remove", comment_id=ours["id"], block="1").text
    assert "Не заблокирован: это сотрудник группы" in page
    assert "официальный ответ" in page


def test_topics_and_the_description_change_by_pressing(ok: OkClient) -> None:
    page = press(ok, f"{FEED}/publish", text="Новость\r\nдня", link="https://example.ru/1").text
    assert "размещена вручную: Мария Слепцова" in page
    topic = ok.topics()[0]
    assert topic["media"][0]["text"] == "Новость\nдня"
    at = f"{FEED}/topic/{topic['id']}"
    page = press(ok, f"{at}/edit", text="Исправленная новость").text
    assert "Прежние варианты: 1" in page
    assert "Описание не заполнено" in press(ok, f"{FEED}/describe", text="").text
    press(ok, f"{FEED}/describe", text="Часы приёма")
    assert (
        ok.call("group.getInfo", uids=GID, fields="description")[0]["description"] == "Часы приёма"
    )
    assert "Тема удалена модератором" in press(ok, f"{at}/delete").text
    assert ok.topics() == []
    assert "комментария или темы уже нет" in press(ok, f"{at}/edit", text="Поздно").text


def test_what_nobody_may_press_is_not_shown(ok: OkClient) -> None:
    ok.control("POST", "/ok/groups", {"group_id": "5", "name": "Пустая"})
    page = ok.web.get("/ok/group/5").text
    assert "Тем пока нет" in page
    assert "<form" not in page
    assert "ни администратора" in press(ok, "/ok/group/5/publish", text="x").text
    assert ok.web.get("/ok/group/6").status_code == 404
    assert ok.web.get(f"{FEED}/topic/1").status_code == 404
    assert ok.web.get(f"/ok/group/5/topic/{ok.post()}").status_code == 404


def test_photos_polls_links_and_waiting_topics_are_shown(ok: OkClient) -> None:
    number, token = next(iter(ok.upload(picture()).items()))
    media = [
        {"type": "photo", "list": [{"id": token}]},
        {"type": "link", "url": "https://example.ru/1"},
        {"type": "poll", "question": "Парк?", "answers": [{"text": "Да"}, {"text": "Нет"}]},
    ]
    ok.post(attachment=json.dumps({"media": media, "publishAt": "2099-12-01 10:00:00"}))
    page = ok.web.get(FEED).text
    for shown in (f'src="/ok/photo/{number}"', "Опрос: Парк?", "https://example.ru/1"):
        assert shown in page
    assert "будет опубликована 01.12.2099" in page


def test_nothing_written_by_people_is_markup(ok: OkClient) -> None:
    ok.control("POST", "/ok/users", {"user_id": 5, "first_name": EVIL})
    words = {"name": EVIL, "description": EVIL, "status": EVIL, "homepage_url": EVIL}
    ok.control("PATCH", f"/ok/groups/{GID}", words)
    topic = ok.post(EVIL)
    comment = ok.comment(topic, EVIL, "5")
    ok.control("PATCH", f"/ok/comments/{comment}", {"text": EVIL * 2})
    ok.control("POST", "/ok/blocks", {"group_id": GID, "user_id": "5", "reason": EVIL})
    for path in ("/", FEED, f"{FEED}/topic/{topic}"):
        page = ok.web.get(path)
        assert "<script" not in page.text, path
        assert "&lt;script&gt;" in page.text, path
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "script-src" not in page.headers["content-security-policy"]


@pytest.mark.parametrize("notice", ["", "?notice=gone", "?notice=<b>"])
def test_pages_are_russian_and_load_nothing_from_elsewhere(ok: OkClient, notice: str) -> None:
    ok.comment(ok.post("Пост"), "Комментарий")
    page = ok.web.get(f"{FEED}{notice}").text
    assert '<html lang="ru">' in page
    assert not re.findall(r'src="(?:https?:)?//|<link[^>]+href="(?:https?:)?//|url\(', page)
    visible = re.sub(r"<(style|head)>.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{3,}", visible)) <= {"https", "zhatay", "example"}


def test_the_front_page_leads_to_the_group(ok: OkClient) -> None:
    page = ok.web.get("/").text
    assert f'href="{FEED}"' in page
    assert "1 211 участников" in page
