"""Bots Long Poll (facts A8)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.sandbox.kit import ADMIN, AYAAL, GID, OLGA, Client, until

WALL: dict[str, Any] = {"owner_id": -GID}
PAGE: dict[str, Any] = {"group_id": GID}
COMMENTS = {f"wall_reply_{act}": 1 for act in ("new", "edit", "delete", "restore")}


class Watch:
    """A client of Long Poll that holds every event against the schema."""

    def __init__(self, vk: Client, **wanted: int) -> None:
        self.vk = vk
        call = {**PAGE, "enabled": 1, "api_version": "5.199", **wanted}
        vk.call("groups.setLongPollSettings", "community-1", **call)
        self.renew()
        self.ts = self.server["ts"]

    def renew(self) -> None:
        self.server = self.vk.call("groups.getLongPollServer", "community-1", **PAGE)

    def ask(self, wait: float = 0, **more: Any) -> dict[str, Any]:
        return self.vk.listen(self.server, **{"ts": self.ts, "wait": wait, **more})

    def news(self, wait: float = 0) -> list[dict[str, Any]]:
        answer = self.ask(wait)
        self.ts = answer["ts"]
        return list(answer["updates"])

    def kinds(self) -> list[str]:
        return [event["type"] for event in self.news()]


def test_everything_about_a_comment_is_told(vk: Client) -> None:
    watch = Watch(vk, **COMMENTS)
    post = vk.post()
    comment = vk.comment(post, "Было")
    at = {**WALL, "comment_id": comment}
    vk.control("PATCH", f"/vk/comments/{GID}/{comment}", {"text": "Стало"})
    vk.call("wall.deleteComment", **at)
    vk.call("wall.restoreComment", **at)
    events = watch.news()
    assert [one["type"] for one in events] == list(COMMENTS)
    new, edited, deleted, restored = (one["object"] for one in events)
    assert (new["text"], new["from_id"], new["post_owner_id"]) == ("Было", AYAAL, -GID)
    assert (edited["text"], restored["text"]) == ("Стало", "Стало")
    gone = {"owner_id": -GID, "id": comment, "post_id": post, "deleter_id": ADMIN}
    assert deleted == gone
    assert {(one["group_id"], one["v"]) for one in events} == {(GID, "5.199")}
    assert len({one["event_id"] for one in events}) == 4
    assert watch.news() == []


def test_posts_bans_discussions_and_pictures_are_told(vk: Client) -> None:
    kinds = ("wall_post_new", "wall_repost", "user_block", "user_unblock")
    more = ("board_post_new", "board_post_delete", "board_post_restore", "photo_comment_new")
    watch = Watch(vk, **dict.fromkeys((*kinds, *more), 1))
    post = vk.post("С картинкой", attachments=vk.photo())
    vk.call("wall.repost", object=f"wall-{GID}_{post}", **PAGE)
    assert watch.kinds() == ["wall_post_new", "wall_post_new", "wall_repost"]
    vk.call("groups.ban", **PAGE, owner_id=AYAAL, end_date=vk.state()["now"] + 60, reason=2)
    vk.call("groups.ban", **PAGE, owner_id=OLGA)
    vk.call("groups.unban", **PAGE, owner_id=OLGA)
    vk.control("POST", "/clock", {"offset_seconds": 61})
    blocked, _, freed, expired = watch.news()
    assert blocked["object"]["unblock_date"] > 0
    assert (freed["object"]["user_id"], freed["object"]["by_end_date"]) == (OLGA, 0)
    assert (expired["object"]["user_id"], expired["object"]["by_end_date"]) == (AYAAL, 1)
    topic = vk.control("POST", "/vk/topics", {**PAGE, "title": "Дороги", "text": "Пишите"})
    remark = vk.control("POST", "/vk/remarks", {**PAGE, **topic, "user_id": OLGA, "text": "Яма"})
    vk.call("board.deleteComment", "community-1", **PAGE, **topic, **remark)
    vk.call("board.restoreComment", "community-1", **PAGE, **topic, **remark)
    photo = vk.state()["media"][0]["name"]
    vk.control("POST", "/vk/remarks", {**PAGE, "photo": photo, "user_id": OLGA, "text": "Ого"})
    assert watch.kinds() == ["board_post_new", *more]


def test_a_postponed_post_is_told_when_it_comes_out(vk: Client) -> None:
    watch = Watch(vk, wall_post_new=1)
    later = vk.state()["now"] + 600
    vk.call("wall.post", **WALL, from_group=1, message="Потом", publish_date=later)
    assert watch.kinds() == []
    vk.control("POST", "/clock", {"offset_seconds": 601})
    assert [one["object"]["text"] for one in watch.news()] == ["Потом"]


def test_only_what_was_asked_for_comes(vk: Client) -> None:
    assert vk.refusal("groups.getLongPollServer", "community-1", **PAGE) == 100
    watch = Watch(vk, wall_reply_new=1)
    comment = vk.comment(vk.post(), "Текст")
    vk.call("wall.deleteComment", **WALL, comment_id=comment)
    assert watch.kinds() == ["wall_reply_new"]
    settings = vk.call("groups.getLongPollSettings", "community-1", **PAGE)
    assert settings["is_enabled"] is True
    assert (settings["events"]["wall_reply_new"], settings["events"]["wall_post_new"]) == (1, 0)
    vk.call("groups.setLongPollSettings", "community-1", **PAGE, wall_reply_new=0)
    vk.comment(vk.post(), "Ещё")
    assert watch.kinds() == []
    assert vk.refusal("groups.getLongPollServer", "community-1", group_id=2) == 15
    assert vk.refusal("groups.getLongPollServer", "ayaal-1", **PAGE) == 15
    assert vk.refusal("groups.getLongPollServer", "service-1", **PAGE) == 28


def test_failed_1_2_3_and_what_a_client_does_then(vk: Client) -> None:
    watch = Watch(vk, **COMMENTS)
    post = vk.post()
    vk.comment(post, "Пропал")
    vk.control("POST", "/vk/longpoll", {**PAGE, "failed": 1})
    lost = watch.ask()
    assert lost["failed"] == 1
    watch.ts = lost["ts"]
    vk.comment(post, "Дошёл")
    assert [one["object"]["text"] for one in watch.news()] == ["Дошёл"]
    vk.control("POST", "/vk/longpoll", {**PAGE, "failed": 2})
    vk.comment(post, "Тоже дошёл")
    assert watch.ask() == {"failed": 2}
    watch.renew()
    assert [one["object"]["text"] for one in watch.news()] == ["Тоже дошёл"]
    vk.control("POST", "/vk/longpoll", {**PAGE, "failed": 3})
    assert watch.ask() == {"failed": 3}
    watch.renew()
    assert watch.ask()["failed"] == 1
    assert watch.ask(key="чужой") == {"failed": 2}
    assert watch.ask(ts="вчера")["failed"] == 1
    vk.control("POST", "/vk/longpoll", {**PAGE, "failed": 4}, status=400)


def test_gaps_and_repeats(vk: Client) -> None:
    watch = Watch(vk, **COMMENTS)
    post = vk.post()
    vk.control("POST", "/vk/longpoll", {**PAGE, "swallow": 2, "twice": 1})
    for n in range(4):
        vk.comment(post, str(n))
    events = watch.news()
    assert [one["object"]["text"] for one in events] == ["2", "2", "3"]
    assert events[0]["event_id"] == events[1]["event_id"] != events[2]["event_id"]
    watch.ts = "0"
    assert len(watch.news()) == 3, "who asks with an old ts is told again"


def test_a_poll_waits_and_answers_as_soon_as_something_happens(vk: Client) -> None:
    watch = Watch(vk, **COMMENTS)
    post = vk.post()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(watch.news, 60)
        until(lambda: vk.control("GET", "/journal")[-1]["outcome"] == "waiting")
        vk.comment(post, "Новость")
        assert [one["object"]["text"] for one in waiting.result(5)] == ["Новость"]
    entry = next(one for one in vk.control("GET", "/journal") if one["where"] == "vk:longpoll")
    assert entry["outcome"] == "ok"
    assert watch.server["key"] not in str(vk.control("GET", "/journal"))


def test_a_client_that_leaves_and_a_reset_end_the_wait(vk: Client) -> None:
    watch = Watch(vk, **COMMENTS)
    params = {"act": "a_check", "key": watch.server["key"], "ts": "0", "wait": 60}
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(watch.server["server"], params=params, timeout=0.1, verify=False)
    until(lambda: vk.control("GET", "/journal")[-1]["outcome"] == "client left")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(watch.ask, 60)
        until(lambda: vk.control("GET", "/journal")[-1]["outcome"] == "waiting")
        vk.control("POST", "/reset")
        assert isinstance(waiting.exception(5), httpx.HTTPError)


def test_a_fault_may_be_the_answer(vk: Client) -> None:
    watch = Watch(vk, **COMMENTS)
    vk.fault("vk:longpoll", "error", error={"failed": 2})
    assert watch.ask() == {"failed": 2}
    vk.fault("vk:longpoll", "drop")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        watch.ask()
    assert watch.news() == []


def test_a_server_for_every_poll_is_told_29(vk: Client) -> None:
    vk.control("POST", "/vk/limits", {"long_poll_servers_per_day": 2})
    watch = Watch(vk, **COMMENTS)
    watch.renew()
    assert vk.refusal("groups.getLongPollServer", "community-1", **PAGE) == 29
    vk.control("POST", "/clock", {"offset_seconds": 24 * 3600 + 1})
    watch.renew()
