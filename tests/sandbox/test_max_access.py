"""Who may call what, how often, and what the journal keeps of it."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.max.limits import Rates
from tests.sandbox.max_kit import AYAAL, BOT, CHANNEL, GROUP, OTHER, OWNER, TOKEN, Max, Refusal

ALL = ["read_all_messages", "write", "edit", "delete", "pin_message", "change_chat_info"]


def grant(mx: Max, *rights: str) -> None:
    admins = [{"user_id": BOT, "permissions": list(rights)}]
    mx.control("PATCH", f"/max/channels/{CHANNEL}", {"admins": admins})


@pytest.mark.parametrize("token", [None, "", f"Bearer {TOKEN}", "nobody"])
def test_only_the_bare_token_opens(mx: Max, token: str | None) -> None:
    answer = mx.raw("GET", "/me", token=token, access_token=TOKEN)
    assert (answer.status_code, answer.json()["code"]) == (401, "verify.token")


def test_a_token_that_was_revoked_or_changed(mx: Max) -> None:
    mx.control("PATCH", f"/max/bots/{BOT}", {"revoked": True})
    assert mx.refusal("GET", "/me") == (401, "verify.token")
    new = {"user_id": BOT, "first_name": "Жатай", "username": "zhatay_bot", "token": "fresh-one"}
    assert mx.control("POST", "/max/bots", new)["token"] == "fres…"
    assert mx.refusal("GET", "/me") == (401, "verify.token")
    assert mx.call("GET", "/me", token="fresh-one")["user_id"] == BOT


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/chats"),
        ("GET", "/chats/zhatay_adm"),
        ("DELETE", f"/chats/{CHANNEL}"),
        ("POST", f"/chats/{CHANNEL}/members"),
        ("GET", "/nothing/at/all"),
    ],
)
def test_paths_that_are_gone_or_never_were(mx: Max, method: str, path: str) -> None:
    assert mx.refusal(method, path) == (404, "not.found")


def test_a_method_that_is_not_allowed_and_a_body_that_is_no_json(mx: Max) -> None:
    assert mx.refusal("PUT", "/me") == (405, "method.not.allowed")
    headers = {"authorization": TOKEN}
    for content in (b"{", b"[1]", b'{"text": "\\ud800"}'):
        answer = mx.web.post(f"/max/messages?chat_id={CHANNEL}", content=content, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (400, "proto.payload")
    assert mx.refusal("POST", "/messages", chat_id=CHANNEL, body={"text": 5})[1] == "proto.payload"


def test_chats_of_others_and_chats_that_are_not(mx: Max) -> None:
    assert mx.refusal("GET", "/chats/-5") == (404, "chat.not.found")
    assert mx.refusal("GET", f"/chats/{CHANNEL}", token=OTHER) == (403, "access.denied")
    asked: dict[str, Any] = {"chat_id": CHANNEL, "token": OTHER}
    assert mx.refusal("GET", "/messages", **asked) == (403, "access.denied")
    assert mx.refusal("POST", "/messages", body={"text": "Я"}, **asked) == (403, "access.denied")
    assert mx.refusal("GET", f"/messages/{mx.send()}", token=OTHER) == (404, "not.found")
    assert mx.refusal("POST", "/messages", user_id=AYAAL, body={"text": "Вам"})[0] == 404


def test_every_right_opens_its_own_door(mx: Max) -> None:
    post = mx.send()
    comment = mx.resident(post)
    under = f"/messages/{post}/comments"
    doors: dict[str, tuple[str, str, dict[str, Any]]] = {
        "write": ("POST", "/messages", {"chat_id": CHANNEL, "body": {"text": "Ещё"}}),
        "edit": ("PUT", "/messages", {"message_id": post, "body": {"text": "Иначе"}}),
        "pin_message": ("PUT", f"/chats/{CHANNEL}/pin", {"body": {"message_id": post}}),
        "change_chat_info": ("PATCH", f"/chats/{CHANNEL}", {"body": {"title": "Жатай"}}),
        "read_all_messages": ("GET", under, {}),
        "delete": ("DELETE", under, {"comment_id": comment}),
    }
    for right, (method, path, more) in doors.items():
        grant(mx, *(one for one in ALL if one != right))
        assert mx.refusal(method, path, **more) == (403, "access.denied"), right
        grant(mx, *ALL)
        mx.call(method, path, **more)
    for right in ("edit", "delete"):  # they hold only together with read_all_messages
        grant(mx, right)
        method = "PUT" if right == "edit" else "DELETE"
        answer = mx.refusal(method, "/messages", message_id=post, body={"text": "Иначе"})
        assert answer == (403, "access.denied")


def test_nobody_blocks_in_a_channel_but_a_human(mx: Max) -> None:
    asked = {"user_id": AYAAL, "block": "true"}
    assert mx.refusal("DELETE", f"/chats/{CHANNEL}/members", **asked) == (403, "access.denied")
    wrong = {"admins": [{"user_id": BOT, "permissions": ["add_remove_members"]}]}
    mx.control("PATCH", f"/max/channels/{CHANNEL}", wrong, status=400)
    me = mx.call("GET", f"/chats/{CHANNEL}/members/me")
    assert sorted(me["permissions"]) == sorted(ALL)


def test_a_group_chat_lets_the_bot_remove_and_block(mx: Max) -> None:
    path = f"/chats/{GROUP}/members"
    assert mx.call("DELETE", path, user_id=AYAAL, block="true") == {"success": True}
    assert mx.call("DELETE", path, user_id=AYAAL)["success"] is False
    assert mx.call("DELETE", path, user_id=OWNER)["success"] is False
    group = mx.state()["channels"][1]
    assert ([one["user_id"] for one in group["blocks"]], group["members"]) == ([AYAAL], {})
    assert mx.call("POST", "/messages", chat_id=GROUP, body={"text": "Да", "notify": False})


def test_members_come_page_by_page(mx: Max) -> None:
    path = f"/chats/{CHANNEL}/members"
    first = mx.call("GET", path, count=3)
    second = mx.call("GET", path, count=3, marker=first["marker"])
    ids = [one["user_id"] for one in first["members"] + second["members"]]
    assert (ids[:2], len(ids), second["marker"]) == ([OWNER, BOT], 4, None)
    assert first["members"][0]["is_owner"]
    named = mx.call("GET", path, user_ids=f"{AYAAL},5")["members"]
    assert [(one["user_id"], one["permissions"]) for one in named] == [(AYAAL, None)]
    admins = mx.call("GET", f"{path}/admins")["members"]
    assert [one["user_id"] for one in admins] == [OWNER, BOT]
    assert mx.refusal("GET", path, count=101) == (400, "proto.payload")


def test_the_journal_never_keeps_a_token(mx: Max) -> None:
    mx.raw("GET", "/me", access_token=TOKEN)
    mx.raw("GET", f"/chats/{TOKEN}")
    mx.raw("GET", f"/{TOKEN}")
    mx.call("POST", "/messages", chat_id=CHANNEL, body={"text": f"Ключ {TOKEN}"})
    hook = {"url": "https://zhatay.example.ru/hook", "secret": "very-secret"}
    mx.call("POST", "/subscriptions", body=hook)
    journal = mx.control("GET", "/journal")
    assert [one["where"] for one in journal] == [
        "max:GET /me",
        "max:GET /chats/{chatId}",
        "max:GET ?",
        "max:POST /messages",
        "max:POST /subscriptions",
    ]
    assert TOKEN not in str(journal)
    assert "very-secret" not in str(journal)
    assert TOKEN not in str(mx.state()["bots"])
    assert [one["token_kind"] for one in journal] == ["bot"] * 5
    assert journal[3]["params"] == {"chat_id": str(CHANNEL), "text": "Ключ …"}


def test_limits_answer_429(mx: Max) -> None:
    post = mx.send()
    mx.control("POST", "/max/limits", {"enabled": True, "chat": 0})
    for method in ("POST", "PUT", "DELETE"):
        query = {"chat_id": CHANNEL} if method == "POST" else {"message_id": post}
        answer = mx.refusal(method, "/messages", body={"text": "Ещё"}, **query)
        assert answer == (429, "too.many.requests")
    assert mx.posts()
    mx.control("POST", "/max/limits", {"updates": 0})
    assert mx.refusal("GET", "/updates", timeout=0)[0] == 429
    mx.control("POST", "/max/limits", {"overall": 0, "retry_after": 7})
    with pytest.raises(Refusal) as caught:
        mx.call("GET", "/me")
    assert (caught.value.status, caught.value.headers["retry-after"]) == (429, "7")
    shown = mx.control("POST", "/max/limits", {"enabled": False, "retry_after": 0})
    assert (shown["image_bytes"], shown["image_side"]) == (52428800, 7680)
    assert mx.call("GET", "/me")


def test_a_window_slides_and_a_refused_call_counts_nowhere() -> None:
    now = 100.0
    rates = Rates(lambda: now)
    both = {"all": 3, "chat": 2}
    assert [rates.admits(both) for _ in range(3)] == [True, True, False]
    assert [rates.admits({"all": 3}) for _ in range(2)] == [True, False]
    now = 101.0
    assert rates.admits(both)
