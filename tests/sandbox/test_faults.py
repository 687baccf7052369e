"""Each fault, as a client really meets it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.sandbox.kit import GID, Client, until

WALL: dict[str, Any] = {"owner_id": -GID}
SENT = {"v": "5.199", "access_token": "community-1", "owner_id": -GID, "message": "Пост"}


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor() as made:
        yield made


def post(vk: Client, **options: Any) -> httpx.Response:
    return httpx.post(
        f"{vk.http}/vk/method/wall.post", data=SENT, **{"timeout": 10, "verify": False, **options}
    )


def texts(vk: Client) -> list[str]:
    return [one["text"] for one in vk.state()["posts"]]


def held(vk: Client) -> int:
    return int(vk.control("GET", "/faults")[0]["holding"])


@pytest.mark.parametrize(("when", "standing"), [("before", []), ("after", ["Пост"])])
def test_drop_breaks_the_connection(vk: Client, when: str, standing: list[str]) -> None:
    vk.fault("vk:wall.post", "drop", when)
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        post(vk)
    assert texts(vk) == standing
    assert post(vk).json()["response"]


@pytest.mark.parametrize(("when", "standing"), [("before", []), ("after", ["Пост"])])
def test_hold_lasts_until_released(
    vk: Client, pool: ThreadPoolExecutor, when: str, standing: list[str]
) -> None:
    fault = vk.fault("vk:wall.post", "hold", when)
    waiting: Future[httpx.Response] = pool.submit(post, vk)
    until(lambda: held(vk) == 1)
    time.sleep(0.3)
    assert not waiting.done()
    assert texts(vk) == standing
    assert "hold" in vk.control("GET", "/journal")[-1]["outcome"]
    vk.control("DELETE", f"/faults/{fault}")
    assert waiting.result(5).json() == {"response": {"post_id": 1}}
    assert texts(vk) == ["Пост"]
    assert vk.control("GET", "/journal")[-1]["outcome"] == "ok"


@pytest.mark.parametrize(("when", "standing"), [("before", []), ("after", ["Пост"])])
def test_a_client_that_leaves_while_held_is_noticed(
    vk: Client, when: str, standing: list[str]
) -> None:
    vk.fault("vk:wall.post", "hold", when)
    with pytest.raises(httpx.ReadTimeout):
        post(vk, timeout=0.3)
    until(lambda: held(vk) == 0)
    vk.control("DELETE", "/faults")
    assert texts(vk) == standing
    assert "client left" in vk.control("GET", "/journal")[-1]["outcome"]


@pytest.mark.parametrize("when", ["before", "after"])
def test_delay_is_late_but_right(vk: Client, when: str) -> None:
    vk.fault("vk:wall.post", "delay", when, seconds=0.4)
    began = time.monotonic()
    assert post(vk).json() == {"response": {"post_id": 1}}
    assert time.monotonic() - began >= 0.4


@pytest.mark.parametrize(("when", "standing"), [("before", []), ("after", ["Пост"])])
def test_an_error_in_vks_own_words(vk: Client, when: str, standing: list[str]) -> None:
    error = {"error_code": 9, "error_msg": "Flood control", "error_subcode": 7}
    vk.fault("vk:wall.post", "error", when, error=error)
    body = post(vk).json()["error"]
    assert error.items() <= body.items()
    assert {"key": "method", "value": "wall.post"} in body["request_params"]
    assert texts(vk) == standing


@pytest.mark.parametrize(("when", "standing"), [("before", []), ("after", ["Пост"])])
def test_a_status_and_a_page_instead_of_json(vk: Client, when: str, standing: list[str]) -> None:
    vk.fault("vk:wall.post", "status", when, status=502)
    answer = post(vk)
    assert (answer.status_code, answer.headers["content-type"][:9]) == (502, "text/html")
    assert texts(vk) == standing


@pytest.mark.parametrize(("when", "standing"), [("before", []), ("after", ["Пост"])])
def test_garbage_is_no_json(vk: Client, when: str, standing: list[str]) -> None:
    vk.fault("vk:wall.post", "garbage", when)
    answer = post(vk)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        answer.json()
    assert texts(vk) == standing


def test_a_captcha_has_its_members_and_a_solved_one_passes(vk: Client) -> None:
    vk.fault("vk:*", "error", times=None, error={"error_code": 14})
    body = vk.raw("wall.post", "community-1", **WALL, message="Пост")["error"]
    assert {"captcha_sid", "captcha_img", "redirect_uri"} <= set(body)
    assert texts(vk) == []
    assert vk.post("Пост", success_token="решено") == 1


def test_times_wildcards_and_hits(vk: Client) -> None:
    vk.fault("vk:wall.*", "error", times=2, error={"error_code": 10})
    assert [vk.refusal("wall.get", **WALL) for _ in range(2)] == [10, 10]
    assert vk.call("wall.get", **WALL)["count"] == 0
    assert vk.call("groups.getById", group_id=GID)
    shown = vk.control("GET", "/faults")[0]
    assert (shown["hits"], shown["where"], shown["holding"]) == (2, "vk:wall.*", 0)
    vk.control("DELETE", "/faults/99", status=404)
    vk.control("POST", "/faults", {"where": "moon", "what": "drop"}, status=400)
    vk.control("POST", "/faults", {"where": "vk:*", "what": "explode"}, status=400)
    vk.control("POST", "/faults", {"where": "vk:*", "what": "error"}, status=400)


def test_many_can_be_held_at_once(vk: Client, pool: ThreadPoolExecutor) -> None:
    vk.fault("vk:wall.post", "hold", "after", times=None)
    waiting = [pool.submit(post, vk) for _ in range(4)]
    until(lambda: held(vk) == 4)
    assert texts(vk) == ["Пост"] * 4
    vk.control("DELETE", "/faults")
    assert sorted(one.result(5).json()["response"]["post_id"] for one in waiting) == [1, 2, 3, 4]


def test_a_reset_hangs_up_on_the_held(vk: Client, pool: ThreadPoolExecutor) -> None:
    vk.fault("vk:wall.post", "hold", "before")
    waiting = pool.submit(post, vk)
    until(lambda: held(vk) == 1)
    vk.control("POST", "/reset")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        waiting.result(5)
    assert texts(vk) == []


def test_the_site_suffers_too(vk: Client) -> None:
    vk.control("POST", "/site/items", {"id": 7, "title": "Новость", "text": "Текст"})
    vk.fault("site:rss", "drop")
    with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
        vk.web.get("/site/rss.xml")
    vk.fault("site:article", "status", status=500)
    assert vk.web.get("/site/news/7/").status_code == 500
    vk.fault("site:*", "garbage")
    assert b"\xff" in vk.web.get("/site/rss.xml").content
    assert b"<rss" in vk.web.get("/site/rss.xml").content


def test_the_journal_tells_all_and_keeps_tokens_to_itself(vk: Client) -> None:
    vk.post("Пост")
    vk.refusal("wall.get", "community-1", **WALL)
    vk.refusal("wall.get", "no-such-token", **WALL)
    vk.web.get("/site/rss.xml")
    entries = vk.control("GET", "/journal")
    assert [one["where"] for one in entries] == ["vk:wall.post", *["vk:wall.get"] * 2, "site:rss"]
    assert [one["outcome"] for one in entries] == ["ok", "error 27", "error 5", "status 200"]
    assert [one["token_kind"] for one in entries] == ["community", "community", None, None]
    assert entries[0]["params"]["message"] == "Пост"
    assert "community-1" not in str(entries)
    assert "no-such-token" not in str(entries)
    assert [one["n"] for one in vk.control("GET", "/journal?since=3")] == [4]


def test_a_held_request_disturbs_nobody_else(vk: Client, pool: ThreadPoolExecutor) -> None:
    vk.fault("vk:wall.post", "hold", times=None)
    waiting = pool.submit(post, vk)
    until(lambda: held(vk) == 1)
    assert vk.call("wall.get", **WALL)["count"] == 0
    vk.control("POST", "/reset")
    assert isinstance(waiting.exception(5), httpx.HTTPError)
