"""The channel for people: what it tells and what can be pressed."""

from __future__ import annotations

import re

import pytest

from tests.sandbox.max_kit import AYAAL, CHANNEL, GROUP, OLGA, OWNER, Max, hung

EVIL = "<script>alert('x')</script>"
HOME = "/max/web/zhatay_adm"


def press(mx: Max, deed: str, **form: str) -> str:
    """Press a button; the page one lands on."""
    answer = mx.web.post(f"{HOME}/do/{deed}", data=form, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def test_the_channel_tells_what_happened(mx: Max) -> None:
    html = "<b>Вода</b> <a href='https://zhatay.example.ru/1'>тут</a>"
    post = mx.send(html, format="html", attachments=[hung("image", mx.image())])
    mx.call("PUT", f"/chats/{CHANNEL}/pin", body={"message_id": post})
    gone = mx.by_hand("Ошибка")
    mx.call("DELETE", "/messages", message_id=gone)
    by_bot, by_author = mx.resident(post, "Грубость"), mx.resident(post, "Зря", user_id=OLGA)
    mx.call("DELETE", f"/messages/{post}/comments", comment_id=by_bot)
    mx.control("DELETE", f"/max/comments/{by_author}")
    mx.resident(post, "Когда?")
    feed, page = mx.web.get(HOME).text, mx.web.get(f"{HOME}/{post}").text
    assert "<b>Вода</b>" in feed
    assert '<a href="https://zhatay.example.ru/1" rel="nofollow noopener">тут</a>' in feed
    assert "Закреплено" in feed
    assert "1 комментарий" in feed
    assert "1 204 подписчика" in feed
    assert "Пост удалён администратором: бот «Жатай»" in feed
    picture = re.search(r'<img src="(/max-upload/content/\d+)"', feed)
    assert picture is not None
    assert mx.web.get(picture[1]).headers["content-type"] == "image/png"
    assert "Комментарий удалён администратором: бот «Жатай»" in page
    assert "Комментарий удалён автором" in page
    assert page.index("Грубость") < page.index("Когда?")


def test_the_owner_keeps_order_by_pressing(mx: Max) -> None:
    press(mx, "publish", text="Строка\r\nдругая")
    post = mx.state()["posts"][0]
    assert (post["text"], post["by_hand"], post["author"]) == ("Строка\nдругая", True, OWNER)
    mid = post["mid"]
    comment = mx.resident(mid, "Грубость")
    assert "Комментарий удалён администратором: Мария Слепцова" in press(
        mx, "remove", post=mid, id=comment
    )
    assert "автор заблокирован" in press(mx, "block", post=mid, id=comment)
    assert mx.state()["channels"][0]["blocks"][0]["user_id"] == AYAAL
    assert "Комментарий не добавлен" in press(
        mx, "comment", post=mid, user_id=str(AYAAL), text="Ещё"
    )
    assert "Никто не заблокирован" in press(mx, "unblock", user_id=str(AYAAL))
    press(mx, "edit", post=mid, text="Исправлено")
    assert mx.posts()[0]["body"]["text"] == "Исправлено"
    assert "Новое описание" in press(mx, "describe", text="Новое описание")
    assert mx.call("GET", f"/chats/{CHANNEL}")["description"] == "Новое описание"
    press(mx, "delete", post=mid)
    assert mx.posts() == []
    assert "того, что вы выбрали, уже нет" in press(mx, "delete", post=mid)


def test_a_person_can_play_a_resident(mx: Max) -> None:
    post = mx.send()
    page = press(mx, "comment", post=post, user_id=str(OLGA), text="Когда?")
    assert "Ольга Иванова" in page
    comment = mx.comments(post)[0]["body"]["mid"]
    page = press(mx, "comment", post=post, user_id=str(AYAAL), text="Скоро", id=comment)
    assert "в ответ: Ольга Иванова" in page
    assert "текст пуст" in press(mx, "comment", post=post, user_id=str(OLGA), text=" ")
    assert "уже нет" in press(mx, "comment", post=post, user_id="нет", text="x")
    assert "уже нет" in press(mx, "block", post=post)
    assert len(mx.comments(post)) == 2
    mx.control("PATCH", f"/max/channels/{CHANNEL}", {"comments": False})
    assert "Комментарии выключены" in mx.web.get(f"{HOME}/{post}").text


def test_nothing_written_by_people_is_markup(mx: Max) -> None:
    mx.control("POST", "/max/users", {"user_id": 5, "first_name": EVIL})
    changed = {"title": EVIL, "description": EVIL}
    mx.control("PATCH", f"/max/channels/{CHANNEL}", changed)
    evil_link = f'<b>{"&lt;script&gt;"}</b><a href="javascript:alert(1)">x</a>'
    post = mx.send(evil_link, format="html")
    mx.by_hand(EVIL)
    comment = mx.resident(post, EVIL, user_id=5)
    mx.control("PATCH", f"/max/comments/{comment}", {"text": EVIL * 2})
    mx.control("POST", "/max/blocks", {"chat_id": CHANNEL, "user_id": 5})
    for path in ("/", HOME, f"{HOME}/{post}"):
        page = mx.web.get(path)
        assert "<script" not in page.text, path
        assert 'href="javascript' not in page.text, path
        assert "&lt;script&gt;" in page.text, path
        assert "default-src 'none'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", [HOME, "/max/web/severnaya"])
def test_pages_are_russian_and_load_nothing_from_elsewhere(mx: Max, path: str) -> None:
    mx.by_hand("Новость")
    mx.by_hand("Сосед", chat_id=GROUP)
    page = mx.web.get(path).text
    assert '<html lang="ru">' in page
    assert not re.findall(r'src="(?:https?:)?//|<link[^>]+href="(?:https?:)?//|url\(', page)
    visible = re.sub(r"<(style|head)>.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{3,}", visible)) == {"MAX"}


@pytest.mark.parametrize("path", ["/max/web/nobody", f"{HOME}/mid.00"])
def test_pages_that_are_not(mx: Max, path: str) -> None:
    answer = mx.web.get(path)
    assert (answer.status_code, "Такой страницы нет" in answer.text) == (404, True)
    assert mx.web.post(f"{HOME}/do/explode").status_code == 404


def test_a_channel_without_a_link_goes_by_its_number(mx: Max) -> None:
    body = {"chat_id": -9, "title": "Закрытый", "owner_id": OWNER}
    assert mx.control("POST", "/max/channels", body)["name"] == "-9"
    assert "Закрытый" in mx.web.get("/max/web/-9").text
    mx.control("POST", "/max/channels", body | {"chat_id": 9}, status=400)
    mx.control("POST", "/max/channels", body | {"owner_id": 12345}, status=404)
    mx.control("POST", "/max/channels", body | {"admins": {}}, status=400)
    mx.control("PATCH", "/max/channels/all", {}, status=400)
