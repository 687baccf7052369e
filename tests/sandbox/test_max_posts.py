"""Posts: what is taken, what is refused, and how they are read back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.max_kit import CHANNEL, GROUP, OWNER, Max, Refusal, hung

PAYLOAD = (400, "proto.payload")


def refused(mx: Max, **body: Any) -> str:
    with pytest.raises(Refusal) as caught:
        mx.call("POST", "/messages", chat_id=CHANNEL, body=body)
    assert (caught.value.status, caught.value.code) == PAYLOAD
    return str(caught.value)


def texts(mx: Max, **query: Any) -> list[str]:
    return [one["body"]["text"] for one in mx.posts(**query)]


def test_a_post_of_a_channel_has_no_sender_and_a_public_address(mx: Max) -> None:
    made = mx.call("POST", "/messages", chat_id=CHANNEL, body={"text": "Вода"})["message"]
    mid = made["body"]["mid"]
    assert made["sender"] is None
    assert made["recipient"]["chat_type"] == "channel"
    assert (len(mid), mid[:4], int(mid[-16:], 16)) == (36, "mid.", made["body"]["seq"])
    assert made["url"] == f"{mx.http}/max/web/zhatay_adm/{mid}"
    assert mx.web.get(made["url"]).status_code == 200
    assert mx.call("GET", f"/messages/{mid}") == mx.posts()[0] == made
    group = mx.call("POST", "/messages", chat_id=GROUP, body={"text": "Да"})["message"]
    assert group["sender"]["is_bot"]
    assert "url" not in group


def test_what_a_post_must_be(mx: Max) -> None:
    assert "notify" in refused(mx, text="Тихо", notify=False)
    assert "empty" in refused(mx, text="")
    assert "empty" in refused(mx)
    assert "format" in refused(mx, text="*Вода*", format="markdown")
    assert "link" in refused(mx, text="Ответ", link={"type": "reply", "mid": "mid.00"})
    assert refused(mx, text="я" * 4001) == "text: size must be between 0 and 4000"
    assert refused(mx, text="😀" * 2001) == "text: size must be between 0 and 4000"
    assert refused(mx, text="x", attachments=[{"type": "poll"}])
    assert mx.posts() == []
    mx.send("я" * 4000)
    mx.send("😀" * 2000)


def test_html_becomes_markup_and_other_tags_go(mx: Max) -> None:
    html = (
        "<h1>Вода 😀</h1>\n<p>Будет <b>к <i>вечеру</i></b> &amp; "
        '<a href="https://a.ru/?x=1&amp;y=2">тут</a></p><script>x</script>'
        '<a href="max://user/777">Айаал</a><a href="">пусто</a><ul><li>раз</ul><s>нет'
    )
    mx.send(html, format="html")
    body = mx.posts()[0]["body"]
    raw = body["text"].encode("utf-16-le")
    found = [
        (one["type"], raw[2 * one["from"] : 2 * (one["from"] + one["length"])].decode("utf-16-le"))
        for one in body["markup"]
    ]
    assert body["text"] == "Вода 😀\nБудет к вечеру & тутxАйаалпусторазнет"
    assert found == [
        ("heading", "Вода 😀"),
        ("strong", "к вечеру"),
        ("emphasized", "вечеру"),
        ("link", "тут"),
        ("user_mention", "Айаал"),
        ("strikethrough", "нет"),
    ]
    assert body["markup"][3]["url"] == "https://a.ru/?x=1&y=2"
    mx.send("<b>просто</b>")
    assert texts(mx)[0] == "<b>просто</b>"


def test_an_edit_keeps_what_it_does_not_name(mx: Max) -> None:
    post = mx.send("Вода", attachments=[hung("image", mx.image())])

    def edited(**body: Any) -> tuple[str, bool]:
        assert mx.call("PUT", "/messages", message_id=post, body=body) == {"success": True}
        shown = mx.posts()[0]["body"]
        return shown["text"], shown["attachments"] is not None

    assert edited(text="Вечером") == ("Вечером", True)
    assert edited(text="Ночью", attachments=None) == ("Ночью", True)
    assert edited(attachments=[]) == ("Ночью", False)
    assert mx.refusal("PUT", "/messages", message_id=post, body={"text": ""}) == PAYLOAD
    kept = mx.state()["posts"][0]
    assert [one["text"] for one in kept["versions"]] == ["Вода", "Вечером", "Ночью", "Ночью"]


def test_only_own_posts_are_edited_but_anybodys_removed(mx: Max) -> None:
    hand = mx.by_hand("Руками")
    answer = mx.call("PUT", "/messages", message_id=hand, body={"text": "Ботом"})
    assert answer["success"] is False
    assert texts(mx) == ["Руками"]
    assert mx.call("DELETE", "/messages", message_id=hand) == {"success": True}
    assert mx.posts() == []
    again = mx.call("DELETE", "/messages", message_id=hand)
    assert again == {"success": False, "message": "Message not found"}
    assert mx.call("PUT", "/messages", message_id=hand, body={"text": "x"})["success"] is False
    assert mx.refusal("GET", f"/messages/{hand}") == (404, "not.found")
    for unknown in ("mid.00", "../etc", ""):
        assert mx.refusal("DELETE", "/messages", message_id=unknown) == PAYLOAD
    shown = mx.state()["posts"][0]
    assert (shown["deleted"], shown["by_hand"], shown["author"]) == (True, True, OWNER)


def test_lists_are_newest_first_within_bounds(mx: Max) -> None:
    mids = [mx.by_hand(str(number), timestamp=1000 * number) for number in range(1, 6)]
    assert texts(mx) == ["5", "4", "3", "2", "1"]
    assert texts(mx, count=2) == ["5", "4"]
    assert texts(mx, before=4000, after=2000) == ["4", "3", "2"]
    assert texts(mx, from_=4000, to=2000) == ["4", "3", "2"]
    mx.settings(exclusive_bounds=True)
    assert texts(mx, before=4000, after=2000) == ["3"]
    twice = {"chat_id": CHANNEL, "text": "Снова", "mid": mids[0]}
    mx.control("POST", "/max/posts", twice, status=400)
    mx.control("POST", "/max/posts", twice | {"mid": "a/b"}, status=400)
    by_id = mx.call("GET", "/messages", message_ids=f"{mids[0]},mid.00,{mids[4]}")["messages"]
    assert [one["body"]["text"] for one in by_id] == ["1", "5"]
    for wrong in ({"count": 0}, {"count": 101}, {"before": "вчера"}, {"after": -1}):
        assert mx.refusal("GET", "/messages", chat_id=CHANNEL, **wrong) == PAYLOAD
    assert mx.refusal("GET", "/messages") == PAYLOAD


def test_what_the_api_took_may_be_seen_later(mx: Max) -> None:
    mx.settings(visible_after=30)
    post = mx.send("Позже")
    mx.by_hand("Сразу")
    assert texts(mx) == ["Сразу"]
    assert mx.call("GET", f"/messages/{post}")["body"]["text"] == "Позже"
    mx.control("POST", "/clock", {"offset_seconds": 31})
    assert sorted(texts(mx)) == ["Позже", "Сразу"]


def test_a_repost_carries_the_original(mx: Max) -> None:
    first = mx.by_hand("Исходный")
    mx.send(None, link={"type": "forward", "mid": first})
    link = mx.posts()[0]["link"]
    assert (link["type"], link["message"]["text"], link["sender"]) == ("forward", "Исходный", None)


def test_one_post_is_pinned(mx: Max) -> None:
    pin, post = f"/chats/{CHANNEL}/pin", mx.send("Правила")
    assert mx.call("GET", pin) == {"message": None}
    assert mx.call("DELETE", pin)["success"] is False
    assert mx.refusal("PUT", pin, body={"message_id": "mid.00"}) == (404, "not.found")
    assert mx.refusal("PUT", pin, body={}) == PAYLOAD
    mx.call("PUT", pin, body={"message_id": post})
    assert mx.call("GET", pin)["message"]["body"]["mid"] == post
    mx.call("DELETE", "/messages", message_id=post)
    assert mx.call("GET", pin) == {"message": None}
    assert mx.call("GET", f"/chats/{CHANNEL}")["pinned_message"] is None


def test_the_passport_of_the_channel(mx: Max) -> None:
    path = f"/chats/{CHANNEL}"
    before = mx.call("GET", path)
    assert (before["type"], before["participants_count"]) == ("channel", 1204)
    assert before["link"] == f"{mx.http}/max/web/zhatay_adm"
    after = mx.call("PATCH", path, body={"description": "Новое", "title": None})
    assert (after["description"], after["title"]) == ("Новое", before["title"])
    assert mx.call("PATCH", path, body={"title": "Жатай"})["description"] == "Новое"
    assert mx.call("PATCH", path, body={"description": ""})["description"] is None
    assert mx.call("PATCH", path, body={"icon": {"url": "https://a.ru/1.png"}})["icon"] == {
        "url": "https://a.ru/1.png"
    }
    for wrong in ({"description": "я" * 16001}, {"title": ""}, {"title": "я" * 201}):
        assert mx.refusal("PATCH", path, body=wrong) == PAYLOAD
    mx.control("PATCH", f"/max/channels/{CHANNEL}", {"link": "https://max.ru/zhatay", "title": "Ж"})
    changed = mx.call("GET", path)
    assert (changed["link"], changed["title"]) == ("https://max.ru/zhatay", "Ж")
