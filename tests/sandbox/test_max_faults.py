"""Each fault, as a client of MAX really meets it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.sandbox.kit import until
from tests.sandbox.max_kit import CHANNEL, Max, picture

POST = "max:POST /messages"
BROKEN = (httpx.RemoteProtocolError, httpx.ReadError)
ERROR = {"status": 503, "code": "service.unavailable", "message": "Потом"}
WHEN = pytest.mark.parametrize(("when", "standing"), [("before", []), ("after", ["Пост"])])


def post(mx: Max) -> httpx.Response:
    return mx.raw("POST", "/messages", chat_id=CHANNEL, body={"text": "Пост"})


def texts(mx: Max) -> list[str]:
    return [one["text"] for one in mx.state()["posts"]]


@WHEN
def test_drop_breaks_the_connection(mx: Max, when: str, standing: list[str]) -> None:
    mx.fault(POST, "drop", when)
    with pytest.raises(BROKEN):
        post(mx)
    assert texts(mx) == standing
    assert post(mx).status_code == 200


@WHEN
def test_an_error_in_maxs_own_words(mx: Max, when: str, standing: list[str]) -> None:
    mx.fault(POST, "error", when, error=ERROR)
    answer = post(mx)
    assert (answer.status_code, answer.json()) == (
        503,
        {"code": "service.unavailable", "message": "Потом"},
    )
    assert texts(mx) == standing


@WHEN
def test_a_page_instead_of_json_and_json_that_breaks_off(
    mx: Max, when: str, standing: list[str]
) -> None:
    mx.fault(POST, "status", when, status=502)
    answer = post(mx)
    assert (answer.status_code, answer.headers["content-type"][:9]) == (502, "text/html")
    mx.fault(POST, "garbage", when)
    answer = post(mx)
    assert answer.status_code == 200
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        answer.json()
    assert texts(mx) == standing * 2


@WHEN
def test_hold_lasts_until_released(mx: Max, when: str, standing: list[str]) -> None:
    fault = mx.fault(POST, "hold", when)
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(post, mx)
        until(lambda: mx.control("GET", "/faults")[0]["holding"] == 1)
        assert texts(mx) == standing
        mx.control("DELETE", f"/faults/{fault}")
        assert waiting.result(5).status_code == 200
    assert mx.control("GET", "/journal")[-1]["outcome"] == "ok"


@pytest.mark.parametrize(
    ("where", "method", "path"),
    [
        ("max:GET /me", "GET", "/me"),
        ("max:GET /chats/{chatId}", "GET", f"/chats/{CHANNEL}"),
        ("max:GET /messages/{messageId}/comments", "GET", "/messages/mid.00/comments"),
        ("max:* /messages*", "DELETE", "/messages"),
        ("max:GET /updates", "GET", "/updates"),
        ("max:*", "GET", "/never/was"),
    ],
)
def test_places_are_named_by_method_and_template(
    mx: Max, where: str, method: str, path: str
) -> None:
    fault = mx.fault(where, "status", status=500)
    assert mx.raw(method, path).headers["content-type"].startswith("text/html")
    assert mx.control("GET", "/faults")[0]["hits"] == 1
    assert mx.control("GET", "/journal")[-1]["outcome"] == f"fault {fault}: status"


def test_the_upload_hosts_suffer_too(mx: Max) -> None:
    url, _ = mx.open_upload("image")
    mx.fault("max:upload:image", "error", error=ERROR)
    assert mx.put_file(url, "a.png", picture()).json()["code"] == "service.unavailable"
    mx.fault("max:upload:image", "drop", "after")
    with pytest.raises(BROKEN):
        mx.put_file(url, "a.png", picture())
    assert "One url" in mx.put_file(url, "a.png", picture()).json()["message"]
    wheres = [one["where"] for one in mx.control("GET", "/journal")]
    assert wheres == ["max:POST /uploads", *["max:upload:image"] * 3]


@pytest.mark.parametrize(
    "order",
    [
        {"where": "moon", "what": "drop"},
        {"where": "mail:rcpt", "what": "drop"},
        {"where": "max", "what": "explode"},
        {"where": POST, "what": "error"},
        {"where": POST, "what": "error", "error": {"status": 400}},
        {"where": POST, "what": "error", "error": {"status": "400", "code": "x"}},
    ],
)
def test_orders_that_make_no_sense(mx: Max, order: dict[str, Any]) -> None:
    mx.control("POST", "/faults", order, status=400)


@pytest.mark.parametrize("where", ["vk:wall.post", "site:rss", "smtp", "max:*", "*"])
def test_whatever_stands_here_can_fail(mx: Max, where: str) -> None:
    mx.fault(where, "drop")
