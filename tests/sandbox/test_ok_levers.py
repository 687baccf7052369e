from __future__ import annotations

from typing import Any

import httpx
import pytest

from sandbox.server import world_of
from tests.sandbox.ok_kit import (
    ADMIN,
    AYAAL,
    EDITOR,
    GID,
    KEY,
    OK_STATE,
    OLGA,
    SECRET,
    TOKEN,
    OkClient,
    picture,
    text_of,
)

POST: dict[str, Any] = {"type": "GROUP_THEME", "gid": GID, "attachment": text_of("Пост")}


def fault(ok: OkClient, where: str, what: str, when: str, **more: Any) -> None:
    body = {"where": where, "what": what, "when": when, "times": 1, **more}
    ok.control("POST", "/faults", body)


def texts(ok: OkClient) -> list[str]:
    return [one["text"] for one in ok.state()["topics"]]


@pytest.mark.parametrize(("when", "standing"), [("before", []), ("after", ["Пост"])])
def test_faults_in_oks_own_words(ok: OkClient, when: str, standing: list[str]) -> None:
    where = "ok:mediatopic.post"
    error = {"error_code": 2, "error_msg": "SERVICE : Service is temporary unavailable"}
    fault(ok, where, "error", when, error=error)
    answer = ok.raw("mediatopic.post", **POST)
    assert answer.json() == {**error, "error_data": None}
    assert answer.headers["invocation-error"] == "2"
    assert texts(ok) == standing
    fault(ok, where, "drop", when)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        ok.raw("mediatopic.post", **POST)
    fault(ok, where, "status", when, status=503)
    assert ok.web.post("/ok/fb.do", data=ok.params("mediatopic.post")).status_code == 503
    fault(ok, where, "garbage", when)
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        ok.raw("mediatopic.post", **POST).json()
    assert texts(ok) == standing * 3


def test_an_upload_can_fail_too(ok: OkClient) -> None:
    url = ok.call("photosV2.getUploadUrl", gid=GID)["upload_url"]
    fault(ok, "ok:upload", "error", "before", error={"error_code": 30})
    files = {"pic1": ("1.png", picture())}
    assert ok.web.post(url, files=files).json()["error_code"] == 30
    fault(ok, "ok:*", "status", "after")
    assert ok.web.post(url, files=files).status_code == 502
    assert ok.state()["photos"][0]["width"] == 40


def test_a_place_of_faults_is_a_room_of_the_sandbox(ok: OkClient) -> None:
    for where in ("moon:*", "mail", "tests:x", "ok/x"):
        ok.control("POST", "/faults", {"where": where, "what": "drop"}, status=400)
    ok.control("POST", "/faults", {"where": "ok:*", "what": "error"}, status=400)
    for where in ("*", "ok:*", "ok", "smtp:mail", "site:rss"):
        ok.control("POST", "/faults", {"where": where, "what": "drop"})


def test_a_topic_and_a_comment_are_seen_later(ok: OkClient) -> None:
    later = {"topics_seen_after": 60, "comments_seen_after": 30}
    ok.control("POST", "/ok/behaviour", later)
    topic = ok.post("Пост")
    comment = ok.comment(topic, "Эй")
    assert (ok.topics(), ok.comments(topic)["comments"]) == ([], [])
    assert ok.call("group.getStatTopics", gid=GID)["topics"] == []
    assert ok.call("discussions.getList")["discussions"] == []
    assert ok.call("mediatopic.getByIds", topic_ids=topic)["media_topics"]
    at = {"discussionId": topic, "discussionType": "GROUP_TOPIC", "comment_id": comment}
    assert ok.call("discussions.getComment", **at)["text"] == "Эй"
    ok.control("POST", "/clock", {"offset_seconds": 31})
    assert len(ok.comments(topic)["comments"]) == 1
    assert ok.topics() == []
    ok.control("POST", "/clock", {"offset_seconds": 61})
    assert [one["id"] for one in ok.topics()] == [topic]


def test_a_moderator_works_by_hand(ok: OkClient) -> None:
    body = {"group_id": GID, "text": "Руками", "link": "https://a.ru/1", "moderator": EDITOR}
    topic = ok.control("POST", "/ok/topics", body)["topic_id"]
    assert [one["type"] for one in ok.topics()[0]["media"]] == ["text", "link"]
    ok.control("PATCH", f"/ok/topics/{topic}", {"text": "Исправлено"})
    shown = ok.topics()[0]
    assert [one.get("text") for one in shown["media"]] == ["Исправлено", None]
    assert shown["author_ref"] == f"group:{GID}"
    ok.control("DELETE", f"/ok/topics/{topic}", {"moderator": EDITOR})
    ok.control("DELETE", f"/ok/topics/{topic}", status=404)
    kept = ok.state()["topics"][0]
    assert (kept["by_hand"], kept["created_by"], kept["deleted_by"]) == (True, EDITOR, EDITOR)
    body["moderator"] = OLGA
    assert "does not serve" in ok.control("POST", "/ok/topics", body, status=400)["error"]


def test_controls_say_what_is_wrong(ok: OkClient) -> None:
    wrong = ok.control("POST", "/ok/users", {"user_id": "семь", "first_name": "x"}, status=400)
    assert wrong == {"error": "user_id must be a number, not 'семь'"}
    ok.control("POST", "/ok/users", {"user_id": 7, "first_name": "Семён"})
    for path, body, status in [
        ("/ok/tokens", {"access_token": "t", "application_key": KEY, "user_id": "8"}, 404),
        ("/ok/tokens", {"access_token": "t", "application_key": "C", "user_id": 7}, 404),
        ("/ok/groups", {"group_id": 1, "name": "x", "roles": {"7": "KING"}}, 400),
        ("/ok/groups", {"group_id": 1, "name": "x", "roles": {"8": "ADMIN"}}, 404),
        ("/ok/comments", {"topic_id": 9, "user_id": 7, "text": "x"}, 404),
        ("/ok/topics", {"group_id": 9, "text": "x"}, 404),
        ("/ok/behaviour", {"missing_methods": ["group.fly"]}, 400),
        ("/ok/behaviour", {"options_in": "nowhere"}, 400),
    ]:
        ok.control("POST", path, body, status=status)
    body = {"private_methods": ["group.ban"]}
    ok.control("PATCH", f"/ok/applications/{KEY}", body, status=400)
    ok.control("PATCH", f"/ok/tokens/{TOKEN}", {"permissions": ["FLY"]}, status=400)
    ok.control("PATCH", "/ok/tokens/none", {"revoked": True}, status=404)
    ok.control("POST", "/ok/groups", {"group_id": 5, "name": "Пустая"})
    told = ok.control("POST", "/ok/topics", {"group_id": 5, "text": "x"}, status=400)
    assert "nobody serves" in told["error"]


def test_a_reset_brings_the_initial_state_back(ok: OkClient) -> None:
    before = ok.state()
    ok.post()
    ok.control("PATCH", f"/ok/groups/{GID}", {"name": "Другая"})
    ok.control("POST", "/ok/limits", {"topic_text": 1})
    ok.control("POST", "/reset")
    after = ok.state()
    assert before | {"now_ms": 0} == after | {"now_ms": 0}
    assert ok.post("Длиннее одного")


def test_the_state_can_hold_topics_comments_and_levers() -> None:
    state = OK_STATE | {
        "ok_topics": [{"topic_id": "155", "group_id": GID, "text": "Вода", "created_ms": 1000}],
        "ok_comments": [{"topic_id": "155", "user_id": AYAAL, "text": "Эй", "created_ms": 2000}],
        "ok_blocks": [{"group_id": GID, "user_id": OLGA}],
        "ok_limits": {"per_second": 3},
        "ok_behaviour": {"censor": ["слово"], "date_ms": False},
    }
    world = world_of(state)
    store = world.ok
    assert (store.topics["155"].text, store.topics["155"].created_by) == ("Вода", ADMIN)
    assert [one.created_ms for one in store.under("155")] == [2000]
    assert list(store.groups[GID].blocks) == [OLGA]
    assert (store.limits.per_second, store.behaviour.censor) == (3, ("слово",))
    assert store.behaviour.date_ms is False
    assert SECRET not in str(world.journal.since(0))
