import json
import logging
from typing import Any

import pytest

from gospablik.errors import CouldNotRead
from gospablik.networks.hints import Changes
from gospablik.networks.vk import VkTokens
from tests.gospablik.networks.fake_vk import (
    ALL,
    COMMUNITY,
    GROUP,
    SECRETS,
    SERVICE,
    FakeVk,
    as_json,
)

KEY, SERVER = "key-of-the-long-poll", "https://lp.vk.test/whp/77"


def put_server(vk: FakeVk, ts: Any = "7", key: str = KEY) -> None:
    vk.put({"key": key, "server": SERVER, "ts": ts})


def begun(vk: FakeVk) -> str:
    put_server(vk)
    cursor = vk.page().changed_posts(None).cursor
    vk.asked.clear()
    return cursor


def event(kind: str, group: int = GROUP, **subject: Any) -> dict[str, Any]:
    return {"type": kind, "group_id": group, "event_id": "e", "v": "5.199", "object": subject}


def changes(vk: FakeVk, *updates: Any) -> Changes:
    cursor = begun(vk)
    vk.put_raw(200, as_json({"ts": "8", "updates": list(updates)}))
    return vk.page().changed_posts(cursor)


def test_without_a_cursor_the_polling_begins_and_all_is_to_be_read(vk: FakeVk) -> None:
    put_server(vk)
    found = vk.page().changed_posts(None)
    assert (found.again, found.outside, found.lost) == (frozenset(), False, True)
    assert vk.methods() == ["groups.getLongPollServer"]
    assert vk.keys() == [COMMUNITY]


def test_a_poll_asks_the_server_of_events_alone(vk: FakeVk) -> None:
    cursor = begun(vk)
    vk.put_raw(200, as_json({"ts": 8, "updates": []}))
    found = vk.page().changed_posts(cursor)
    assert (found.again, found.outside, found.lost) == (frozenset(), False, False)
    vk.put_raw(200, as_json({"ts": "9", "updates": []}))
    vk.page().changed_posts(found.cursor)
    first, second = vk.asked
    assert first.method == "GET"
    assert str(first.url).startswith(f"{SERVER}?")
    assert dict(first.url.params) == {"act": "a_check", "key": KEY, "ts": "7", "wait": "1"}
    assert second.url.params["ts"] == "8"
    assert vk.keys() == ["", ""]


def test_the_cursor_shows_no_key(vk: FakeVk) -> None:
    cursor = begun(vk)
    assert set(json.loads(cursor)) == {"server", "ts", "key"}
    assert not any(secret in cursor for secret in (KEY, *SECRETS))


def test_the_key_of_events_is_not_logged_nor_told(
    vk: FakeVk, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cursor = begun(vk)
    vk.put_raw(500, f"<html>{KEY}</html>".encode())
    with pytest.raises(CouldNotRead) as caught:
        vk.page().changed_posts(cursor)
    assert "lp.vk.test/whp/77?***" in caplog.text
    assert KEY not in caplog.text + str(caught.value)


@pytest.mark.parametrize("ts", [12, "12"])
def test_lost_history_is_told_and_polling_goes_on(vk: FakeVk, ts: Any) -> None:
    cursor = begun(vk)
    vk.put_raw(200, as_json({"failed": 1, "ts": ts}))
    found = vk.page().changed_posts(cursor)
    assert found.lost
    vk.put_raw(200, as_json({"ts": "13", "updates": []}))
    assert not vk.page().changed_posts(found.cursor).lost
    assert vk.asked[-1].url.params["ts"] == "12"


def test_a_key_that_ran_out_is_replaced_and_nothing_is_lost(vk: FakeVk) -> None:
    cursor = begun(vk)
    vk.put_raw(200, as_json({"failed": 2}))
    put_server(vk, ts="99", key="a-new-key")
    vk.put_raw(200, as_json({"ts": "9", "updates": [event("wall_reply_edit", post_id=5)]}))
    found = vk.page().changed_posts(cursor)
    assert (found.again, found.lost) == (frozenset({"5"}), False)
    assert dict(vk.asked[2].url.params)["key"] == "a-new-key"
    assert dict(vk.asked[2].url.params)["ts"] == "7"
    vk.put_raw(200, as_json({"failed": 2}))
    put_server(vk)
    vk.put_raw(200, as_json({"failed": 1, "ts": 20}))
    assert vk.page().changed_posts(found.cursor).lost


def test_when_both_are_lost_polling_begins_anew(vk: FakeVk) -> None:
    cursor = begun(vk)
    vk.put_raw(200, as_json({"failed": 3}))
    put_server(vk, ts="50")
    found = vk.page().changed_posts(cursor)
    assert found.lost
    assert json.loads(found.cursor)["ts"] == "50"


@pytest.mark.parametrize("failed", [4, 5, "2"])
def test_other_failures_are_told(vk: FakeVk, failed: Any) -> None:
    cursor = begun(vk)
    vk.put_raw(200, as_json({"failed": failed, "ts": 1}))
    with pytest.raises(CouldNotRead, match="failed="):
        vk.page().changed_posts(cursor)


@pytest.mark.parametrize(
    "body", [b"<html>", b"", b"[]", b"{}", b'{"ts":"8"}', b'{"updates":[]}', b'{"ts":"8","upd']
)
def test_nonsense_is_not_read(vk: FakeVk, body: bytes) -> None:
    cursor = begun(vk)
    vk.put_raw(200, body)
    with pytest.raises(CouldNotRead, match="События"):
        vk.page().changed_posts(cursor)


@pytest.mark.parametrize("cursor", ["", "{", "null", "[]", '{"server":"x","ts":"1","key":"k"}'])
def test_a_spoilt_cursor_is_none(vk: FakeVk, cursor: str) -> None:
    put_server(vk)
    assert vk.page().changed_posts(cursor).lost


def test_a_cursor_of_a_replaced_key_is_none(vk: FakeVk) -> None:
    cursor = begun(vk)
    put_server(vk)
    assert vk.page(VkTokens("another", SERVICE)).changed_posts(cursor).lost


@pytest.mark.parametrize("server", ["http://lp.vk.test/whp", "lp.vk.test/whp"])
def test_the_key_of_events_does_not_travel_in_the_clear(vk: FakeVk, server: str) -> None:
    vk.put({"key": KEY, "server": server, "ts": "1"})
    cursor = vk.page().changed_posts(None).cursor
    vk.asked.clear()
    with pytest.raises(CouldNotRead, match="без шифрования"):
        vk.page().changed_posts(cursor)
    assert not vk.asked


def test_events_want_the_community_key(vk: FakeVk) -> None:
    with pytest.raises(CouldNotRead, match="нужен ключ сообщества"):
        vk.page(VkTokens("", SERVICE, ALL.user)).changed_posts(None)
    vk.put_error(100, "longpoll for this group is not enabled")
    with pytest.raises(CouldNotRead, match="включите их: «Управление»"):
        vk.page().changed_posts(None)


# What events say.


def test_posts_that_are_to_be_read_anew(vk: FakeVk) -> None:
    found = changes(
        vk,
        event("wall_reply_new", id=1, post_id=17, post_owner_id=-GROUP),
        event("wall_reply_edit", id=1, post_id=17),
        event("wall_reply_restore", id=2, post_id=18),
        event("wall_reply_new", id=3, post_id=21),
        event("wall_reply_delete", id=2, post_id=19, owner_id=-GROUP, deleter_id=500),
        event("wall_post_new", id=20, from_id=-GROUP, post_type="post"),
    )
    assert found.again == {"17", "18", "19"}, "число комментариев об этом не говорит"
    assert not found.outside
    assert not found.lost


@pytest.mark.parametrize(
    "update",
    [
        event("photo_comment_new", photo_id=5),
        event("video_comment_delete", video_id=9),
        event("board_post_edit", topic_id=3),
        event("photo_comment_new"),
        event("wall_post_new", id=21, from_id=500),
    ],
)
def test_what_happened_outside_the_posts_is_to_be_read(vk: FakeVk, update: Any) -> None:
    found = changes(vk, update, update)
    assert (found.again, found.outside) == (frozenset(), True)


@pytest.mark.parametrize(
    "update",
    [
        event("like_add", liker_id=500, object_id=17),
        event("group_join", user_id=500),
        event("message_typing_state", from_id=500),
        event("wall_post_new", id=30, from_id=-GROUP, post_type="postpone"),
        event("wall_schedule_post_new", id=31),
        event("wall_post_new", id=22, from_id=500, post_type="suggest"),
        event("wall_post_new", from_id=500),
        event("wall_reply_edit", id=1),
        event("market_comment_new", item_id=4),
        event("message_new", message={"text": "тайна"}),
        event("user_block", user_id=500),
        event("group_officers_edit", user_id=500),
        event("group_change_settings"),
        event("market_order_new"),
        {"type": 5},
        {"type": "wall_reply_edit", "object": []},
        None,
    ],
)
def test_what_changes_nothing_to_be_read(vk: FakeVk, update: Any) -> None:
    found = changes(vk, update)
    assert (found.again, found.outside, found.lost) == (frozenset(), False, False)
