"""getUpdates, and what comes through it (facts 1.6, 1.7)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.sandbox.kit import until
from tests.sandbox.kit_telegram import (
    AYAAL,
    BOT,
    CHANNEL,
    GROUP,
    OLGA,
    OTHER_BOT,
    OTHER_TOKEN,
    OWNER,
    PERSONA,
    TOKEN,
    Client,
    picture,
)

DAY = 86400


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as made:
        yield made


def polling(tg: Client, pool: ThreadPoolExecutor, **params: Any) -> Future[httpx.Response]:
    """A long poll that has begun to wait."""
    before = len(tg.control("GET", "/journal"))
    waiting = pool.submit(Client(tg.http).raw, "getUpdates", {"timeout": 50, **params})
    until(lambda: len(tg.control("GET", "/journal")) > before)
    return waiting


def kinds(updates: list[Any]) -> list[str]:
    return [kind for one in updates for kind in one if kind != "update_id"]


def outcome(tg: Client) -> str:
    return str(tg.control("GET", "/journal")[0]["outcome"])


def test_an_offset_confirms(tg: Client) -> None:
    post = tg.post()
    ids = [one["update_id"] for one in tg.updates()]
    ids += [tg.comment(post) and tg.updates()[-1]["update_id"] for _ in range(3)]
    assert ids == list(range(ids[0], ids[0] + 4))
    assert [one["update_id"] for one in tg.updates(limit=2)] == ids[:2]
    assert [one["update_id"] for one in tg.updates(offset=ids[1])] == ids[1:]
    assert [one["update_id"] for one in tg.updates()] == ids[1:]
    assert [one["update_id"] for one in tg.updates(offset=-1)] == ids[3:]
    assert tg.call("getWebhookInfo")["pending_update_count"] == 1
    assert tg.updates(offset=ids[3] + 1) == []


def test_a_long_poll_ends_with_the_first_update(tg: Client, pool: ThreadPoolExecutor) -> None:
    waiting = polling(tg, pool)
    tg.post()
    assert kinds(waiting.result(5).json()["result"]) == ["message"]
    assert outcome(tg) == "ok"
    assert tg.raw("getUpdates", {"offset": -5, "timeout": -3}).json()["ok"] is True


def test_a_second_consumer_ends_the_first(tg: Client, pool: ThreadPoolExecutor) -> None:
    first = polling(tg, pool)
    second = polling(tg, pool)
    answer = first.result(5)
    assert (answer.status_code, answer.json()["error_code"]) == (409, 409)
    assert answer.json()["description"] == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    assert tg.updates() == []
    assert second.result(5).status_code == 409
    assert outcome(tg) == "error 409"


def test_a_webhook_excludes_polling(tg: Client, pool: ThreadPoolExecutor) -> None:
    waiting = polling(tg, pool)
    assert tg.refusal("setWebhook", url="http://example.ru/").startswith("400 ")
    assert tg.call("setWebhook", url="https://example.ru/hook") is True
    assert waiting.result(5).json()["description"] == ("Conflict: terminated by setWebhook request")
    assert tg.refusal("getUpdates").startswith(
        "409 Conflict: can't use getUpdates method while webhook is active"
    )
    assert tg.call("getWebhookInfo")["url"] == "https://example.ru/hook"
    tg.post()
    assert tg.call("deleteWebhook") is True
    assert kinds(tg.updates()) == ["message"]
    assert tg.call("deleteWebhook", drop_pending_updates=True) is True
    assert tg.updates() == []


def test_a_poll_ends_when_its_client_leaves(tg: Client) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(
            f"{tg.http}/telegram/bot{TOKEN}/getUpdates",
            json={"timeout": 50},
            timeout=0.1,
            verify=False,
        )
    until(lambda: outcome(tg) == "client left")


def test_a_poll_ends_when_the_sandbox_is_reset(tg: Client, pool: ThreadPoolExecutor) -> None:
    waiting = polling(tg, pool)
    tg.control("POST", "/reset")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        waiting.result(5)


def test_the_choice_of_kinds_persists_and_looks_forward(tg: Client) -> None:
    post = tg.post()
    assert kinds(tg.updates(allowed_updates=["edited_message"])) == ["message"], "it came before"
    comment = tg.comment(post)
    tg.control("PATCH", f"/telegram/comments/{GROUP}/{comment}", {"text": "Когда?"})
    tg.call("banChatMember", chat_id=GROUP, user_id=AYAAL)
    assert kinds(tg.news()) == ["message", "edited_message"]
    assert tg.call("getWebhookInfo")["allowed_updates"] == ["edited_message"]
    tg.updates(allowed_updates=["chat_member"])
    tg.call("unbanChatMember", chat_id=GROUP, user_id=AYAAL)
    (update,) = tg.news()
    change = update["chat_member"]
    assert (change["old_chat_member"]["status"], change["from"]["id"]) == ("kicked", BOT)
    tg.updates(allowed_updates=[])
    tg.call("banChatMember", chat_id=GROUP, user_id=OLGA)
    assert tg.news() == [], "chat_member comes only when asked for"


def test_the_fuse_against_haste(tg: Client) -> None:
    tg.control("POST", "/telegram/limits", {"enabled": True})
    post = tg.post()
    tg.comment(post)
    assert len(tg.updates(offset=5)) == 2
    assert len(tg.updates(offset=5)) == 1, "the same offset at once: one update"


def test_updates_older_than_a_day_are_gone(tg: Client) -> None:
    post = tg.post()
    old = tg.comment(post)
    tg.clock(DAY - 60)
    assert len(tg.updates()) == 2
    tg.clock(DAY + 1)
    assert tg.updates() == []
    tg.control("PATCH", f"/telegram/comments/{GROUP}/{old}", {"text": "Правка"})
    assert kinds(tg.news()) == ["edited_message"], "an edit counts from its own time"
    tg.comment(post, date=tg.state()["now"] - DAY)
    assert tg.news() == [], "a message a day old is not delivered at all"


def test_a_post_comes_as_a_copy_in_the_group_and_no_other_way(tg: Client) -> None:
    post = tg.post()
    (update,) = tg.news()
    copy = update["message"]
    assert copy["chat"] == {"id": GROUP, "type": "supergroup", "title": "Жатай: обсуждение"}
    assert copy["from"]["id"] == 777000
    assert copy["sender_chat"]["id"] == CHANNEL
    assert copy["is_automatic_forward"] is True
    origin = copy["forward_origin"]
    assert (origin["type"], origin["chat"]["id"], origin["message_id"]) == (
        "channel",
        CHANNEL,
        post,
    )
    by_hand = {"chat_id": CHANNEL, "text": "Вручную"}
    tg.control("POST", "/telegram/posts", by_hand)
    assert sorted(kinds(tg.news())) == ["channel_post", "message"]
    tg.control("PATCH", f"/telegram/posts/{CHANNEL}/{post}", {"text": "Чужая правка"})
    assert kinds(tg.news()) == ["edited_message"], "not even an edit by another comes back"
    tg.call("sendMessage", chat_id=GROUP, text="Сообщение бота")
    assert tg.news() == []


def test_each_item_of_an_album_is_forwarded(tg: Client) -> None:
    media = [{"type": "photo", "media": "attach://a"}] * 3
    sent = tg.call("sendMediaGroup", chat_id=CHANNEL, media=media, files={"a": picture()})
    copies = [one["message"] for one in tg.news()]
    assert [one["forward_origin"]["message_id"] for one in copies] == [
        one["message_id"] for one in sent
    ]
    assert len({one["media_group_id"] for one in copies}) == 1
    tg.comment(sent[2]["message_id"])
    assert tg.news()[0]["message"]["message_thread_id"] == copies[0]["message_id"]


def test_the_copy_may_be_late_or_lost(tg: Client, pool: ThreadPoolExecutor) -> None:
    tg.control("POST", "/telegram/forwards", {"delay_seconds": 30})
    post = tg.post()
    assert tg.news() == []
    body = {"chat_id": CHANNEL, "post_id": post, "user_id": AYAAL, "text": "x"}
    tg.control("POST", "/telegram/comments", body, status=404)
    waiting = polling(tg, pool)
    tg.clock(31)
    (update,) = waiting.result(5).json()["result"]
    assert update["message"]["forward_origin"]["message_id"] == post
    assert update["message"]["date"] == update["message"]["forward_origin"]["date"] + 30
    tg.news()
    gone = tg.post("Удалят раньше")
    tg.call("deleteMessage", chat_id=CHANNEL, message_id=gone)
    tg.control("POST", "/telegram/forwards", {"delivery": False, "delay_seconds": 0})
    tg.post("Потеряется")
    tg.clock(1000)
    assert tg.news() == []
    tg.control("POST", "/telegram/forwards", {"delivery": True})
    tg.post("Дойдёт")
    assert [one["message"]["text"] for one in tg.news()] == ["Дойдёт"]


def test_comments_and_who_wrote_them(tg: Client) -> None:
    post = tg.post()
    first = tg.comment(post)
    tg.comment(post, "Ответ", OLGA, reply_to=first)
    tg.comment(post, "Реклама", as_chat=PERSONA)
    tg.comment(post, "Разъясняем", OWNER, anonymous=True)
    tg.comment(post, "", media=["photo"])
    written = [one["message"] for one in tg.news()][1:]
    assert {one["message_thread_id"] for one in written} == {1}
    assert [one["reply_to_message"]["message_id"] for one in written] == [1, first, 1, 1, 1]
    assert all("reply_to_message" not in one["reply_to_message"] for one in written)
    assert [one["from"]["id"] for one in written] == [AYAAL, OLGA, 136817688, 1087968824, AYAAL]
    assert [one.get("sender_chat", {}).get("id") for one in written] == [
        None,
        None,
        PERSONA,
        GROUP,
        None,
    ]
    assert "text" not in written[4]
    assert "caption" not in written[4]
    assert written[4]["photo"]
    tg.control("PATCH", f"/telegram/comments/{GROUP}/{first}", {"html": "<b>Ну</b> когда?"})
    (edit,) = tg.news()
    assert edit["edited_message"]["edit_date"] >= edit["edited_message"]["date"]
    tg.control("DELETE", f"/telegram/comments/{GROUP}/{first}")
    assert tg.news() == [], "there is no update about a deleted message"


def test_privacy_mode_without_rights(tg: Client) -> None:
    member = {"chat_id": GROUP, "user_id": OTHER_BOT, "status": "member"}
    tg.control("POST", "/telegram/members", member)
    assert kinds(tg.news(token=OTHER_TOKEN)) == ["my_chat_member"]
    post = tg.post()
    own: dict[str, Any] = {"chat_id": GROUP, "text": "Я бот", "reply_parameters": {"message_id": 1}}
    said = tg.call("sendMessage", token=OTHER_TOKEN, **own)["message_id"]
    tg.comment(post, "Обычный")
    command = tg.comment(post, "/help")
    answer = tg.comment(post, "Ответ боту", reply_to=said)
    heard = [one["message"]["message_id"] for one in tg.news(token=OTHER_TOKEN)]
    assert heard == [command, answer]
    tg.control("PATCH", f"/telegram/bots/{OTHER_BOT}", {"can_read_all_group_messages": True})
    tg.comment(post, "Теперь слышно")
    assert len(tg.news(token=OTHER_TOKEN)) == 1
    left = {"chat_id": GROUP, "user_id": OTHER_BOT, "status": "left"}
    tg.control("POST", "/telegram/members", left)
    tg.comment(post, "Уже нет")
    assert kinds(tg.news(token=OTHER_TOKEN)) == ["my_chat_member"]
    assert tg.call("getMe", token=OTHER_TOKEN)["can_read_all_group_messages"] is True
