import re
from datetime import timedelta
from typing import Any

import pytest

from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.transport import Reply
from gospablik.networks.verdicts import ByHand, could_not_read, outcome
from gospablik.networks.vk.answers import judge, new_id, require_one
from gospablik.networks.vk.codes import CODES, SUBCODES, meaning
from gospablik.outcomes import NeedsPerson, NothingHappened, Refused, Unknown
from tests.gospablik.networks.fake_vk import as_json

HAND = ByHand("https://vk.com/wall-77_5", "Нажмите.")


def failure(status: int, body: bytes, headers: dict[str, str] | None = None) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        judge(Reply(status, headers or {}, body))
    return caught.value


def error_body(code: Any, message: str = "words", **more: Any) -> bytes:
    return as_json({"error": {"error_code": code, "error_msg": message, **more}})


def test_a_response_comes_out() -> None:
    assert judge(Reply(200, {}, b'{"response":{"post_id":17}}')) == {"post_id": 17}
    assert judge(Reply(200, {}, b'{"response":0}')) == 0


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>blocked</html>"),
        (200, b""),
        (200, b'{"response":{"post_id":1'),
        (200, b"\xff\xfe"),
        (200, b"[" * 100_000),
        (200, b"[]"),
        (200, b"null"),
        (200, b"{}"),
        (200, b'{"error":null}'),
        (200, b'{"error":{}}'),
        (200, b'{"error":{"error_code":"6"}}'),
        (200, b'{"error":{"error_code":true}}'),
        (301, b""),
        (201, b'{"response":{"post_id":1}}'),
        (403, b"<html>"),
        (404, b'{"response":1}'),
        (500, b'{"response":1}'),
        (502, b"<html>"),
        (503, b'{"error":{"error_code":6,"error_msg":"x"}}'),
        (504, b""),
    ],
)
def test_what_proves_nothing_is_unknown(status: int, body: bytes) -> None:
    error = failure(status, body)
    assert error.kind is Kind.UNKNOWN
    assert isinstance(outcome(error, HAND), Unknown)


@pytest.mark.parametrize(
    ("code", "wait"),
    [
        (6, timedelta(seconds=1)),
        (9, timedelta(minutes=10)),
        (29, timedelta(hours=3)),
        (5, timedelta(minutes=30)),
        (1116, timedelta(minutes=30)),
        (1117, timedelta(minutes=30)),
        (223, timedelta(minutes=10)),
    ],
)
def test_what_proves_that_nothing_happened(code: int, wait: timedelta) -> None:
    came_to = outcome(failure(200, error_body(code)), HAND)
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == wait


@pytest.mark.parametrize("code", [1, 10, 32, 36, 43, 777, 99999, -1])
def test_codes_that_leave_it_open(code: int) -> None:
    assert isinstance(outcome(failure(200, error_body(code)), HAND), Unknown)


@pytest.mark.parametrize("code", [14, 17, 24, 25, 3300, 3301, 3302, 3303, 3304, 23, 703, 27, 1051])
def test_codes_that_need_a_person(code: int) -> None:
    came_to = outcome(failure(200, error_body(code)), HAND)
    assert isinstance(came_to, NeedsPerson)
    assert (came_to.link, came_to.press) == (HAND.link, HAND.press)


@pytest.mark.parametrize("code", [8, 18, 100, 104, 113, 125, 213, 222, 119, 260])
def test_codes_that_refuse(code: int) -> None:
    assert isinstance(outcome(failure(200, error_body(code)), HAND), Refused)


@pytest.mark.parametrize("code", [7, 15, 200, 203, 210, 211, 212, 214])
def test_a_missing_right_is_an_errand_that_says_how_to_get_it_back(code: int) -> None:
    came_to = outcome(failure(200, error_body(code)), HAND)
    assert isinstance(came_to, NeedsPerson)
    assert (came_to.link, came_to.press) == (HAND.link, HAND.press)
    assert "Чтобы дальше делала программа: проверьте права ключа и роль" in came_to.why


@pytest.mark.parametrize("subcode", [1133, 1134])
def test_a_missing_right_asks_for_another_key(subcode: int) -> None:
    error = failure(200, error_body(15, error_subcode=subcode))
    assert error.kind is Kind.WRONG_TOKEN
    assert f"15/{subcode}" in error.why
    assert failure(200, error_body(15)).kind is Kind.NO_RIGHT


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Access to adding post denied: you can only add 50 posts a day", Kind.LATER),
        ("Access to adding post denied: a post is already scheduled for this time", Kind.REFUSED),
        ("Access to adding post denied: can only schedule 25 posts on a day", Kind.REFUSED),
        ("Access to adding post denied", Kind.NO_RIGHT),
    ],
)
def test_214_is_a_limit_a_refusal_or_a_missing_right(message: str, kind: Kind) -> None:
    assert failure(200, error_body(214, message)).kind is kind


@pytest.mark.parametrize(
    ("asked", "seconds"), [("7", 7), ("", 60), ("Wed, 21 Oct 2026 07:28:00 GMT", 60), ("0", 1)]
)
def test_429_is_turned_away(asked: str, seconds: int) -> None:
    error = failure(429, b"slow down", {"retry-after": asked} if asked else {})
    assert (error.kind, error.wait) == (Kind.LATER, timedelta(seconds=seconds))


def test_an_error_with_another_status_is_still_vks_word() -> None:
    assert failure(401, error_body(5)).kind is Kind.DEAD_TOKEN


def test_what_vk_repeats_of_the_request_is_left_behind() -> None:
    body = error_body(
        14,
        "Captcha needed",
        redirect_uri="https://id.vk.ru/not_robot_captcha?session_token=SECRET",
        request_params=[{"key": "message", "value": "SECRET"}],
    )
    error = failure(200, body)
    came_to = outcome(error, HAND)
    for shown in (str(error), repr(error), repr(came_to), str(could_not_read(error, "Записи."))):
        assert "SECRET" not in shown


def test_vks_words_stay_on_one_short_line() -> None:
    why = failure(200, error_body(7, "a\n\tb" + "х" * 1000)).why
    assert "«a b" in why
    assert "\n" not in why
    assert len(why) < 350


@pytest.mark.parametrize("code", [*CODES, 150, 9998])
def test_every_code_speaks_russian_and_says_what_next(code: int) -> None:
    known = meaning(code)
    assert re.fullmatch(r"[^A-Za-z]+", known.words)
    assert known.todo.endswith(".")
    waits = known.kind in {Kind.LATER, Kind.DEAD_TOKEN}
    assert (known.wait is not None) == waits


def test_subcodes_refine_known_codes() -> None:
    assert {code for code, _ in SUBCODES} <= set(CODES)


@pytest.mark.parametrize(
    "response", [{}, None, 1, [], {"post_id": "5"}, {"post_id": 0}, {"post_id": True}]
)
def test_a_write_without_its_number_is_unknown(response: Any) -> None:
    with pytest.raises(NetworkError) as caught:
        new_id(response, "post_id")
    assert caught.value.kind is Kind.UNKNOWN


@pytest.mark.parametrize("response", [0, True, None, {}, "1"])
def test_a_yes_is_one(response: Any) -> None:
    require_one(1)
    with pytest.raises(NetworkError):
        require_one(response)
