"""Long polling and the subscriptions that switch it off."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.sandbox.kit import until
from tests.sandbox.max_kit import BOT, CHANNEL, OTHER, OTHER_BOT, TOKEN, Max


def poll(mx: Max, **query: Any) -> tuple[list[str], int]:
    page = mx.call("GET", "/updates", timeout=0, **query)
    found = []
    for one in page["updates"]:
        text = one.get("message", {}).get("body", {}).get("text", "")
        found.append(f"{one['update_type']} {text}".strip())
    return found, page["marker"]


def test_a_marker_is_a_promise_that_all_before_was_read(mx: Max) -> None:
    post = mx.by_hand("Один")
    mx.control("PATCH", f"/max/posts/{post}", {"text": "Два"})
    mx.control("DELETE", f"/max/posts/{post}")
    heard = ["message_created Один", "message_edited Два", "message_removed"]
    everything, marker = poll(mx, marker=1)
    assert everything == ["bot_added", "bot_added", *heard]
    assert poll(mx, marker=1, limit=3)[0] == ["bot_added", "bot_added", heard[0]]
    assert poll(mx)[0] == ["message_removed"]  # without a marker only the latest
    assert poll(mx, marker=4, types="message_created") == ([], marker)
    assert poll(mx, marker=marker) == ([], marker)  # an empty page has its marker, too
    assert poll(mx, marker=1) == ([], marker)  # read is read
    assert poll(mx, token=OTHER) == ([], 1)


def test_own_deeds_and_comments_give_no_events(mx: Max) -> None:
    _, marker = poll(mx, marker=1)
    mx.resident(mx.send())
    assert poll(mx, marker=marker) == ([], marker)
    mx.control("POST", "/max/posts", {"chat_id": CHANNEL, "text": "Руками"})
    assert poll(mx, marker=marker)[0] == ["message_created Руками"]


def test_events_live_for_a_day(mx: Max) -> None:
    mx.by_hand("Вчера")
    mx.control("POST", "/clock", {"offset_seconds": 24 * 3600 + 60})
    mx.by_hand("Сегодня")
    assert poll(mx, marker=1)[0] == ["message_created Сегодня"]


def test_an_odd_update_can_be_put_before_a_bot(mx: Max) -> None:
    body = {"user_id": OTHER_BOT, "update": {"update_type": "message_created", "user_locale": "ru"}}
    mx.control("POST", "/max/updates", body)
    update = mx.raw("GET", "/updates?timeout=0", token=OTHER).json()["updates"][0]
    assert set(update) == {"update_type", "timestamp", "user_locale"}  # no message at all


def test_it_waits_for_news(mx: Max) -> None:
    _, marker = poll(mx, marker=1)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(mx.call, "GET", "/updates", marker=marker, timeout=30)
        until(lambda: BOT in mx.state()["polling"])
        mx.by_hand("Срочно")
        page = waiting.result(5)
    assert page["updates"][0]["message"]["body"]["text"] == "Срочно"


def test_a_client_that_stops_waiting_is_let_go(mx: Max) -> None:
    _, marker = poll(mx, marker=1)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(
            f"{mx.http}/max/updates?marker={marker}",
            headers={"authorization": TOKEN},
            timeout=0.1,
            verify=False,
        )
    until(lambda: mx.state()["polling"] == [])


def test_a_subscription_switches_polling_off(mx: Max) -> None:
    hook = {"url": "https://zhatay.example.ru/hook", "secret": "abc-12"}
    assert mx.call("POST", "/subscriptions", body=hook)["success"]
    assert mx.refusal("GET", "/updates", timeout=0) == (405, "method.not.allowed")
    listed = mx.call("GET", "/subscriptions")["subscriptions"]
    assert [(one["url"], one["update_types"]) for one in listed] == [(hook["url"], None)]
    assert mx.call("DELETE", "/subscriptions", url="https://a.ru")["success"] is False
    assert mx.call("DELETE", "/subscriptions", url=hook["url"])["success"]
    assert poll(mx)[0] == ["bot_added"]
    for wrong in ("http://a.ru/hook", "https://a.ru:8443/hook"):
        answer = mx.refusal("POST", "/subscriptions", body={"url": wrong})
        assert answer == (400, "proto.payload")
    assert mx.refusal("POST", "/subscriptions", body=hook | {"secret": "a b"})[0] == 400
    assert mx.refusal("GET", "/updates", limit=0) == (400, "proto.payload")
