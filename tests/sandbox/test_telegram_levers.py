"""The levers' own refusals, and the parts of the initial state."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sandbox import seed
from sandbox.fields import BadRequestError
from sandbox.server import world_of
from tests.sandbox.kit_telegram import AYAAL, CHANNEL, GROUP, STATE, Client


def test_the_initial_state_holds_posts_and_comments(tmp_path: Path) -> None:
    more = {
        "telegram_forwards": {"delay_seconds": 0},
        "telegram_members": [{"chat_id": GROUP, "user_id": AYAAL, "status": "member"}],
        "telegram_posts": [
            {"chat_id": CHANNEL, "html": "<b>Вода</b>", "date": 1790000000, "pinned": True},
            {"chat_id": CHANNEL, "text": "Фото", "media": ["photo", "photo"]},
        ],
        "telegram_comments": [
            {"chat_id": CHANNEL, "post_id": 1, "user_id": AYAAL, "text": "Когда?"},
            {"chat_id": CHANNEL, "post_id": 3, "user_id": AYAAL, "text": "Красиво"},
            {"chat_id": GROUP, "user_id": AYAAL, "text": "Всем привет"},
        ],
    }
    file = tmp_path / "state.json"
    file.write_text(json.dumps(STATE | more), encoding="utf-8")
    store = world_of(seed.read(file)).telegram
    first = store.messages[CHANNEL, 1]
    assert (first.text, first.date, store.chat(CHANNEL).pinned) == ("Вода", 1790000000, [1])
    assert store.messages[CHANNEL, 3].media_group_id is not None
    threads = [one.thread for one in store.history(GROUP) if one.from_id == AYAAL]
    assert threads == [store.copies[CHANNEL, 1], store.copies[CHANNEL, 3], None]
    assert store.limits.enabled is False
    with pytest.raises(BadRequestError, match="telegram_moons"):
        world_of({"telegram_moons": []})


@pytest.mark.parametrize(
    ("path", "body", "status", "told"),
    [
        ("bots", {"token": "nonsense", "username": "x"}, 400, "123456:ABC"),
        ("channels", {"chat_id": -55, "title": "x"}, 400, "-100"),
        ("channels", {"chat_id": -1007, "title": "x", "bots": "all"}, 400, "list of ids"),
        ("members", {"chat_id": CHANNEL, "user_id": AYAAL, "status": "god"}, 400, "status"),
        ("members", {"chat_id": CHANNEL, "user_id": 5, "status": "member"}, 404, "5"),
        ("members", {"chat_id": -9, "user_id": AYAAL, "status": "member"}, 404, "-9"),
        (
            "members",
            {"chat_id": GROUP, "user_id": AYAAL, "status": "left", "rights": ["can_fly"]},
            400,
            "can_fly",
        ),
        ("posts", {"chat_id": CHANNEL}, 400, "required"),
        ("posts", {"chat_id": CHANNEL, "html": "<p>x</p>"}, 400, "can't parse entities"),
        ("posts", {"chat_id": CHANNEL, "media": ["poll"]}, 400, "media must be"),
        ("comments", {"chat_id": CHANNEL, "user_id": AYAAL, "text": "x"}, 400, "post_id"),
        ("comments", {"chat_id": GROUP, "user_id": 5, "text": "x"}, 404, "no person 5"),
        (
            "comments",
            {"chat_id": GROUP, "user_id": AYAAL, "text": "x", "reply_to": 9},
            404,
            "no message 9",
        ),
    ],
)
def test_levers_say_what_is_wrong(
    tg: Client, path: str, body: dict[str, object], status: int, told: str
) -> None:
    answer = tg.control("POST", f"/telegram/{path}", body, status=status)
    assert told in answer["error"]


def test_an_answer_stays_in_its_thread(tg: Client) -> None:
    first, second = tg.post("Первый"), tg.post("Второй")
    comment = tg.comment(first)
    body = {"chat_id": CHANNEL, "post_id": second, "user_id": AYAAL, "text": "x"}
    wrong = tg.control("POST", "/telegram/comments", body | {"reply_to": comment}, status=404)
    assert "not in this thread" in wrong["error"]
    in_group = {"chat_id": GROUP, "user_id": AYAAL, "text": "x", "reply_to": comment}
    answer = tg.control("POST", "/telegram/comments", in_group)["message_id"]
    assert tg.kept(GROUP, answer)["thread"] == tg.kept(GROUP, comment)["thread"]


def test_a_human_administrator_acts(tg: Client) -> None:
    made = tg.control(
        "POST", "/telegram/posts", {"chat_id": CHANNEL, "text": "Фото", "media": ["photo"] * 2}
    )
    assert made["message_ids"] == [1, 2]
    at = f"/telegram/posts/{CHANNEL}/1"
    tg.control("PATCH", at, {"text": "Снимки", "pinned": True})
    assert tg.kept(CHANNEL, 1)["text"] == "Снимки"
    assert tg.state()["chats"][0]["pinned"] == [1]
    tg.control("PATCH", at, {"pinned": False})
    comment = tg.comment(1)
    tg.control("DELETE", f"/telegram/comments/{GROUP}/{comment}", {"by": "admin"})
    assert tg.kept(GROUP, comment)["deleted_by"] == 0
    tg.clock(5 * 86400)
    tg.control("DELETE", at)
    assert tg.kept(CHANNEL, 1)["deleted"] is True
    tg.control("PATCH", at, {"text": "Поздно"}, status=404)
    tg.control("PATCH", "/telegram/posts/x/1", {"text": "x"}, status=400)


def test_the_link_between_channel_and_group_can_be_cut(tg: Client) -> None:
    tg.control("PATCH", f"/telegram/chats/{CHANNEL}", {"linked_chat_id": 0, "title": "Канал"})
    chat = tg.call("getChat", chat_id=CHANNEL)
    assert chat["title"] == "Канал"
    assert "linked_chat_id" not in chat
    tg.post()
    assert tg.state()["copies"] == []


def test_the_state_keeps_secrets_shortened(tg: Client) -> None:
    bots = tg.state()["bots"]
    assert [one["token"] for one in bots] == ["7000001:…", "7000002:…"]
    assert bots[0]["pending"] == 0
