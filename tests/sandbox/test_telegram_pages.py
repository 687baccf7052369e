from __future__ import annotations

import re

import pytest

from tests.sandbox.kit_telegram import (
    AYAAL,
    CHANNEL,
    GROUP,
    OLGA,
    OWNER,
    PERSONA,
    Client,
    picture,
)

EVIL = "<script>alert('x')</script>"
FEED = "/telegram/s/adm_zhatay"


def press(tg: Client, message: int, deed: str, chat: str = "2", **fields: str) -> str:
    """Press a button; the page that is shown then."""
    answer = tg.web.post(f"/telegram/c/{chat}/{message}/{deed}", data=fields, follow_redirects=True)
    assert answer.status_code == 200
    return answer.text


def test_the_feed_shows_the_channel(tg: Client) -> None:
    tg.control("POST", "/telegram/posts", {"chat_id": CHANNEL, "text": "Главное", "pinned": True})
    post = tg.post('<b>Вода</b> <a href="https://zhatay.ru/1">тут</a>', parse_mode="HTML")
    media = [{"type": "photo", "media": "attach://a", "caption": "Снимки"}] * 2
    album = tg.call("sendMediaGroup", chat_id=CHANNEL, media=media, files={"a": picture()})
    tg.comment(post)
    page = tg.web.get(FEED).text
    assert "2 310 подписчиков" in page
    assert "Закреплено" in page
    assert "<b>Вода</b>" in page
    assert '<a class="preview" href="https://zhatay.ru/1"' in page
    assert f'data-post="adm_zhatay/{post}"' in page
    assert "1 комментарий" in page
    assert "размещено вручную" in page
    assert page.count("<article") == 3, "an album is one post, a service message is none"
    images = re.findall(r'<img src="([^"]+)"', page)
    assert len(images) == 2
    image = tg.web.get(images[0])
    assert (image.headers["content-type"], image.content[:2]) == ("image/jpeg", b"\xff\xd8")
    first = album[0]["message_id"]
    assert page.index(f'data-post="adm_zhatay/{first}"') < page.index("<b>Вода</b>")
    assert tg.web.get("/telegram/s/nobody").status_code == 404


def test_the_feed_has_pages(tg: Client) -> None:
    for number in range(22):
        tg.post(f"Запись {number}")
    page = tg.web.get(FEED).text
    assert page.count("<article") == 20
    older = tg.web.get(FEED + re.findall(r'href="(\?before=\d+)"', page)[0]).text
    assert re.findall(r"Запись \d+", older) == ["Запись 1", "Запись 0"]


def test_a_post_tells_what_happened_under_it(tg: Client) -> None:
    post = tg.post()
    bad, own = tg.comment(post, "Оскорбление"), tg.comment(post, "Передумала", OLGA)
    tg.comment(post, "Ответ", OLGA, reply_to=bad)
    tg.comment(post, "Реклама", as_chat=PERSONA)
    tg.comment(post, "Разъясняем", OWNER, anonymous=True)
    tg.call("deleteMessage", chat_id=GROUP, message_id=bad)
    tg.control("DELETE", f"/telegram/comments/{GROUP}/{own}")
    tg.call("banChatMember", chat_id=GROUP, user_id=AYAAL)
    page = tg.web.get(f"/telegram/adm_zhatay/{post}").text
    assert "Сообщение удалено ботом «Жатай»" in page
    assert "Сообщение удалено автором" in page
    assert "Айаал Петров: Оскорбление" in page, "what the answer answers"
    assert "Новости Айаала" in page
    assert "Жатай: обсуждение · администратор" in page
    assert "Заблокирован бессрочно" in page
    linked = tg.web.get(f"/telegram/c/2/{bad}").text
    assert f'row here" id="c{bad}"' in linked
    assert f'row here" id="c{bad}"' in tg.web.get(f"/telegram/adm_zhatay/{post}?comment={bad}").text
    tg.call("deleteMessage", chat_id=CHANNEL, message_id=post)
    assert "Сообщение удалено ботом" in tg.web.get(f"/telegram/c/1/{post}").text
    assert tg.web.get("/telegram/c/1/99").status_code == 404


def test_a_human_administrator_moderates_by_pressing(tg: Client) -> None:
    post = tg.post()
    comment, persona = tg.comment(post), tg.comment(post, as_chat=PERSONA)
    anonymous = tg.comment(post, user=OWNER, anonymous=True)
    assert "удалено администратором вручную" in press(tg, comment, "delete")
    assert tg.kept(GROUP, comment)["deleted_by"] == 0
    assert "сообщения уже нет" in press(tg, comment, "delete")
    page = press(tg, comment, "ban")
    assert "Заблокированные · 1" in page
    assert tg.call("getChatMember", chat_id=GROUP, user_id=AYAAL)["status"] == "kicked"
    assert "Заблокированные · 2" in press(tg, persona, "ban")
    assert "управляет группой" in press(tg, anonymous, "ban")
    assert "Заблокированные · 1" in press(tg, post, "unban", "1", who=str(PERSONA))
    assert "никто не заблокирован" in press(tg, post, "unban", "1", who=str(AYAAL))
    tg.call("restrictChatMember", chat_id=GROUP, user_id=AYAAL, permissions={})
    assert "Заблокированные · 1" in press(tg, persona, "unban", who="0")
    assert "никто не заблокирован" in press(tg, post, "unban", "1", who=str(AYAAL))
    assert tg.call("getChatMember", chat_id=GROUP, user_id=AYAAL)["status"] == "left"
    assert tg.web.post(f"/telegram/c/2/{comment}/explode").status_code == 404


def test_a_human_administrator_writes_by_pressing(tg: Client) -> None:
    files = [("photo", ("a.png", picture())), ("photo", ("b.png", picture(80, 40)))]
    tg.web.post(f"{FEED}/publish", data={"text": "Субботник"}, files=files)
    first = tg.kept(CHANNEL, 1)
    assert (first["text"], first["by"], first["media"]["kind"]) == ("Субботник", 0, "photo")
    tg.web.post(f"{FEED}/publish", data={"text": "<b>Не разметка</b>"})
    assert tg.kept(CHANNEL, 3)["text"] == "<b>Не разметка</b>"
    for fields, files, told in (
        ({"text": " "}, [], "текст пуст"),
        ({"text": "x" * 4097}, [], "слишком длинный"),
        ({"text": "x"}, [("photo", ("a.png", b"no"))], "не читается"),
    ):
        answer = tg.web.post(f"{FEED}/publish", data=fields, files=files, follow_redirects=True)
        assert told in answer.text
    assert "Закрепить" not in press(tg, 3, "pin", "1")
    assert "закреплено" not in press(tg, 3, "pin", "1")
    assert "Прежние варианты: 1" in press(tg, 3, "edit", "1", text="Поправлено")
    assert "текст пуст" in press(tg, 3, "edit", "1", text=" ")
    press(tg, 1, "delete", "1")
    assert [tg.kept(CHANNEL, one)["deleted"] for one in (1, 2, 3)] == [True, True, False]
    tg.web.post(f"{FEED}/describe", data={"description": "Новое описание"})
    assert tg.call("getChat", chat_id=CHANNEL)["description"] == "Новое описание"
    long = tg.web.post(f"{FEED}/describe", data={"description": "О" * 256}, follow_redirects=True)
    assert "слишком длинный" in long.text


def test_a_visitor_plays_a_resident(tg: Client) -> None:
    post = tg.post()
    page = press(tg, post, "comment", "1", voice=str(OLGA), text="Когда?")
    assert "Ольга Иванова" in page
    (update,) = tg.news()[1:]
    comment = update["message"]
    assert (comment["text"], comment["from"]["id"]) == ("Когда?", OLGA)
    as_channel = {"voice": f"{AYAAL}/{PERSONA}", "text": "Подписывайтесь"}
    press(tg, post, "comment", "1", **as_channel, reply_to=str(comment["message_id"]))
    press(tg, post, "comment", "1", voice=f"{OWNER}/anonymous", text="Скоро")
    press(tg, post, "comment", "1", voice=str(AYAAL), with_photo="1")
    written = [one["message"] for one in tg.news()]
    assert [one["from"]["id"] for one in written] == [136817688, 1087968824, AYAAL]
    assert written[0]["reply_to_message"]["message_id"] == comment["message_id"]
    assert written[2]["photo"]
    assert "Прежние варианты: 1" in press(tg, comment["message_id"], "edit", text="Когда же?")
    assert "удалено автором" in press(tg, comment["message_id"], "withdraw")
    tg.call("banChatMember", chat_id=GROUP, user_id=OLGA)
    for fields, told in (
        ({"voice": str(OLGA), "text": "Ещё"}, "автор заблокирован"),
        ({"voice": str(AYAAL), "text": " "}, "текст пуст"),
        ({"voice": str(AYAAL), "text": "x", "reply_to": "99"}, "сообщения уже нет"),
    ):
        assert told in press(tg, post, "comment", "1", **fields)
    tg.control("POST", "/telegram/forwards", {"delivery": False})
    assert "не переслана" in tg.web.get(f"/telegram/adm_zhatay/{tg.post()}").text


def test_a_message_of_the_group_stands_alone(tg: Client) -> None:
    body = {"chat_id": GROUP, "user_id": OLGA, "text": "Всем привет"}
    message = tg.control("POST", "/telegram/comments", body)["message_id"]
    page = tg.web.get(f"/telegram/c/2/{message}").text
    assert "Всем привет" in page
    assert "140 участников" in page
    assert "удалено администратором вручную" in press(tg, message, "delete")


def test_nothing_written_by_people_is_markup(tg: Client) -> None:
    tg.control("POST", "/telegram/users", {"user_id": 5, "first_name": EVIL})
    tg.control("PATCH", f"/telegram/chats/{CHANNEL}", {"title": EVIL, "description": EVIL})
    tg.control("PATCH", f"/telegram/chats/{GROUP}", {"title": EVIL})
    post = tg.post(f"{EVIL} https://a.ru/?{EVIL}")
    comment = tg.comment(post, EVIL, 5)
    tg.control("PATCH", f"/telegram/comments/{GROUP}/{comment}", {"text": EVIL * 2})
    tg.comment(post, html='<a href="https://a.ru/&quot;onclick=&quot;x">ссылка</a>')
    tg.call("banChatMember", chat_id=GROUP, user_id=5)
    tg.call("sendDocument", chat_id=CHANNEL, files={"document": (f"{EVIL}.html", EVIL.encode())})
    for path in ("/", FEED, f"/telegram/adm_zhatay/{post}", f"/telegram/c/2/{comment}"):
        page = tg.web.get(path)
        assert "<script" not in page.text, path
        assert '"onclick' not in page.text, path
        assert "&lt;script&gt;" in page.text, path
        assert "default-src 'none'" in page.headers["content-security-policy"]
    document = re.findall(r'href="(/telegram/media/[^"]+)"', tg.web.get(FEED).text)[0]
    saved = tg.web.get(document).headers
    assert saved["content-disposition"] == "attachment"
    assert saved["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("path", ["/", FEED, "/telegram/adm_zhatay/1", "/telegram/c/2/1"])
def test_pages_are_russian_and_load_nothing_from_elsewhere(tg: Client, path: str) -> None:
    tg.comment(tg.post())
    page = tg.web.get(path).text
    assert '<html lang="ru">' in page
    assert not re.findall(r'src="(?:https?:)?//|<link[^>]+href="(?:https?:)?//|url\(', page)
    visible = re.sub(r"<(style|head)>.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{3,}", visible)) <= {"adm", "zhatay", "RSS", "MAX"}
