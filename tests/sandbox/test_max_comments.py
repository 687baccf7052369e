"""Comments under a channel's post."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.max_kit import AYAAL, CHANNEL, GROUP, OLGA, OWNER, Max, Refusal

PAYLOAD, MISSING = (400, "proto.payload"), (404, "not.found")


def path(post: str) -> str:
    return f"/messages/{post}/comments"


def answer(mx: Max, post: str, **body: Any) -> Any:
    return mx.call("POST", path(post), body=body)["message"]


def texts(mx: Max, post: str, **query: Any) -> list[str]:
    return [one["body"]["text"] for one in mx.comments(post, **query)]


def test_senders_are_hidden_unless_shown(mx: Max) -> None:
    post = mx.send()
    comment = mx.resident(post)
    answer(mx, post, text="Завтра", link={"type": "reply", "mid": comment})
    hidden = mx.comments(post)
    assert [one["sender"] for one in hidden] == [None, None]
    assert hidden[0]["link"]["message"]["mid"] == comment
    assert hidden[0]["link"]["sender"] is None
    assert {one["recipient"]["post_id"] for one in hidden} == {post}
    mx.settings(senders="shown")
    shown = mx.comments(post)
    assert [one["sender"]["is_bot"] for one in shown] == [True, False]
    assert shown[1]["sender"]["user_id"] == shown[0]["link"]["sender"]["user_id"] == AYAAL


def test_text_only_without_hyperlinks(mx: Max) -> None:
    post = mx.send()
    html = "<b>Да</b>, <a href='https://a.ru'>тут</a> <a href='max://user/777'>Айаал</a>"
    made = answer(mx, post, text=html, format="html", attachments=[{"type": "image"}])
    assert made["body"]["text"] == "Да, тут Айаал"
    assert [one["type"] for one in made["body"]["markup"]] == ["strong"]
    assert "attachments" not in made["body"]
    for wrong in (
        {"text": ""},
        {},
        {"text": "я" * 4001},
        {"text": "x", "link": {"type": "forward"}},
    ):
        assert mx.refusal("POST", path(post), body=wrong) == PAYLOAD
    stranger = mx.resident(mx.by_hand("Другой"))
    reply = {"text": "x", "link": {"type": "reply", "mid": stranger}}
    assert mx.refusal("POST", path(post), body=reply) == PAYLOAD


def test_with_comments_off_the_server_breaks(mx: Max) -> None:
    post = mx.send()
    mx.resident(post)
    mx.control("PATCH", f"/max/channels/{CHANNEL}", {"comments": False})
    with pytest.raises(Refusal, match=r"id: [0-9a-f]+$") as caught:
        answer(mx, post, text="Завтра")
    assert (caught.value.status, caught.value.code) == (500, "internal.error")
    assert len(mx.comments(post)) == 1
    body = {"post": post, "user_id": OLGA, "text": "x"}
    assert "closed" in mx.control("POST", "/max/comments", body, status=403)["error"]


def test_lists_are_newest_first_within_bounds(mx: Max) -> None:
    post = mx.send()
    mids = [mx.resident(post, str(number), timestamp=1000 * number) for number in range(1, 6)]
    assert texts(mx, post, count=2) == ["5", "4"]
    assert texts(mx, post, before=4000, after=2000) == ["4", "3", "2"]
    assert texts(mx, post, comment_ids=f"{mids[0]},{mids[1]},mid.00", count=1) == ["2", "1"]
    mx.settings(exclusive_bounds=True)
    assert texts(mx, post, before=4000, after=2000) == ["3"]
    assert mx.refusal("GET", path(post), count=101) == PAYLOAD
    one = mx.call("GET", f"{path(post)}/{mids[2]}")
    assert (one["body"]["text"], one["timestamp"]) == ("3", 3000)


def test_own_comments_are_edited_and_anybodys_removed(mx: Max) -> None:
    post = mx.send()
    theirs, mine = mx.resident(post), answer(mx, post, text="Завтра")["body"]["mid"]
    assert mx.call("PUT", path(post), comment_id=mine, body={"text": "Сегодня"})["success"]
    put = mx.call("PUT", path(post), comment_id=theirs, body={"text": "Сегодня"})
    assert put["success"] is False
    assert mx.call("DELETE", path(post), comment_id=theirs) == {"success": True}
    assert texts(mx, post) == ["Сегодня"]
    for gone in (theirs, "mid.00", "", "../x"):
        assert mx.refusal("DELETE", path(post), comment_id=gone) == PAYLOAD
        assert mx.refusal("PUT", path(post), comment_id=gone, body={"text": "x"}) == PAYLOAD
    assert mx.refusal("GET", f"{path(post)}/{theirs}") == MISSING
    shown = mx.state()["comments"][0]
    assert (shown["deleted"], shown["deleted_by"], shown["author"]) == (True, 900, AYAAL)


def test_posts_that_are_not_there(mx: Max) -> None:
    post = mx.send()
    comment = mx.resident(post)
    group = mx.call("POST", "/messages", chat_id=GROUP, body={"text": "Да"})["message"]
    for wrong in ("mid.00", comment, group["body"]["mid"]):
        assert mx.refusal("GET", path(wrong)) == MISSING
        assert mx.refusal("POST", path(wrong), body={"text": "x"}) == MISSING
    other = mx.by_hand("Другой")
    assert mx.refusal("GET", f"{path(other)}/{comment}") == MISSING
    assert mx.refusal("DELETE", path(other), comment_id=comment) == PAYLOAD
    mx.call("DELETE", "/messages", message_id=post)
    assert mx.refusal("GET", path(post)) == MISSING


def test_an_answer_may_be_seen_later(mx: Max) -> None:
    post = mx.send()
    mx.settings(visible_after=30)
    answer(mx, post, text="Позже")
    mx.resident(post, "Сразу")
    assert texts(mx, post) == ["Сразу"]
    mx.control("POST", "/clock", {"offset_seconds": 31})
    assert texts(mx, post) == ["Сразу", "Позже"]


def test_residents_and_the_administrator_at_work(mx: Max) -> None:
    post = mx.by_hand("Новость")
    first, second = mx.resident(post, "Раз"), mx.resident(post, "Два", user_id=OLGA)
    mx.control("PATCH", f"/max/comments/{first}", {"text": "Раз, два"})
    assert texts(mx, post) == ["Два", "Раз, два"]
    mx.control("DELETE", f"/max/comments/{first}")
    mx.control("DELETE", f"/max/comments/{second}", {"by": OWNER})
    assert mx.comments(post) == []
    shown = mx.state()["comments"]
    assert [one["deleted_by"] for one in shown] == [AYAAL, OWNER]
    mx.control("DELETE", f"/max/comments/{first}", status=404)
    mx.control("POST", "/max/blocks", {"chat_id": CHANNEL, "user_id": OLGA})
    body = {"post": post, "user_id": OLGA, "text": "Ещё"}
    assert "blocked" in mx.control("POST", "/max/comments", body, status=403)["error"]
    assert mx.call("GET", f"/chats/{CHANNEL}")["participants_count"] == 1203
    mx.control("DELETE", f"/max/blocks/{CHANNEL}/{OLGA}")
    mx.control("DELETE", f"/max/blocks/{CHANNEL}/{OLGA}", status=404)
    reply = mx.resident(post, "Ещё", user_id=OLGA)
    mx.resident(post, "Ответ", reply_to=reply)
    assert mx.comments(post)[0]["link"]["message"]["mid"] == reply
