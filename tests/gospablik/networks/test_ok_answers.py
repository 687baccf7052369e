import re
from datetime import timedelta
from typing import Any

import pytest

from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.ok.answers import judge, judge_upload, new_id, require_yes
from gospablik.networks.ok.codes import CODES, meaning
from gospablik.networks.transport import Reply
from gospablik.networks.verdicts import ByHand, could_not_read, outcome
from gospablik.outcomes import NeedsPerson, NothingHappened, Refused, Unknown
from tests.gospablik.networks.fake_ok import as_json

HAND = ByHand("https://ok.ru/group/7/topic/5", "Нажмите.")
PASSING = (1, 2, 30, 31, 5000, 9999)
LATER = (7, 8, 9, 11, 26)
DEAD = (101, 102, 103, 104, 210, 453)
GONE = (300, 700, 702)
PERSON = (3, 511, 514)
NO_RIGHT = (10, 24, 50, 200)


def failure(status: int, body: bytes, headers: dict[str, str] | None = None) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        judge(Reply(status, headers or {}, body))
    return caught.value


def error_body(code: Any, message: Any = "NAME : words", **more: Any) -> bytes:
    return as_json({"error_code": code, "error_msg": message, "error_data": None, **more})


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"media_topics":[]}', {"media_topics": []}),
        (b"[]", []),
        (b'"155013581046904"', "155013581046904"),
        (b"155013581046904", 155013581046904),
        (b"true", True),
        (b"false", False),
        (b"null", None),
        (b"", None),
        (b" \n", None),
        (b'[{"error_code":10}]', [{"error_code": 10}]),
        (b'{"comments":[{"text":"error_code: 10"}]}', {"comments": [{"text": "error_code: 10"}]}),
        (b'"error_code"', "error_code"),
    ],
)
def test_a_value_comes_out_whatever_its_shape(body: bytes, value: Any) -> None:
    assert judge(Reply(200, {}, body)) == value


def test_the_header_alone_is_no_error() -> None:
    assert judge(Reply(200, {"invocation-error": "10"}, b'"17"')) == "17"
    hinted = failure(200, b"<html>", {"invocation-error": "102"})
    assert hinted.kind is Kind.UNKNOWN
    assert "102" in hinted.why
    assert "abc" not in failure(200, b"<html>", {"invocation-error": "abc"}).why


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>blocked</html>"),
        (200, b'{"comments":[{"id":"1'),
        (200, b"\xff\xfe"),
        (200, b"[" * 100_000),
        (200, b'{"error_code":null}'),
        (200, b'{"error_code":"102"}'),
        (200, b'{"error_code":true}'),
        (201, b'"17"'),
        (204, b""),
        (301, b""),
        (403, b"<html>"),
        (404, b'"17"'),
        (500, b'"17"'),
        (502, b"<html>"),
        (503, b'{"error_code":8,"error_msg":"x"}'),
    ],
)
def test_what_proves_nothing_is_unknown(status: int, body: bytes) -> None:
    error = failure(status, body)
    assert error.kind is Kind.UNKNOWN
    assert error.wait is None
    assert isinstance(outcome(error, HAND), Unknown)


@pytest.mark.parametrize("code", [*PASSING, 777, -1, 99999])
def test_codes_that_leave_a_write_open(code: int) -> None:
    error = failure(200, error_body(code))
    assert isinstance(outcome(error, HAND), Unknown)
    assert (error.wait == timedelta(seconds=1)) == (code in PASSING)


@pytest.mark.parametrize(
    ("code", "wait"),
    [
        (8, timedelta(minutes=10)),
        *((code, timedelta(hours=3)) for code in (7, 9, 11, 26)),
        *((code, timedelta(minutes=30)) for code in DEAD),
    ],
)
def test_what_proves_that_nothing_happened(code: int, wait: timedelta) -> None:
    came_to = outcome(failure(200, error_body(code)), HAND)
    assert isinstance(came_to, NothingHappened)
    assert came_to.wait == wait


@pytest.mark.parametrize("code", PERSON)
def test_codes_that_need_a_person(code: int) -> None:
    came_to = outcome(failure(200, error_body(code)), HAND)
    assert isinstance(came_to, NeedsPerson)
    assert (came_to.link, came_to.press) == (HAND.link, HAND.press)


@pytest.mark.parametrize("code", sorted(set(CODES) - {*PASSING, *LATER, *DEAD, *PERSON, *NO_RIGHT}))
def test_codes_that_refuse(code: int) -> None:
    error = failure(200, error_body(code))
    assert isinstance(outcome(error, HAND), Refused)
    assert (error.kind is Kind.ALREADY) == (code in GONE)


@pytest.mark.parametrize("code", NO_RIGHT)
def test_a_missing_right_is_an_errand_that_says_how_to_get_it_back(code: int) -> None:
    came_to = outcome(failure(200, error_body(code)), HAND)
    assert isinstance(came_to, NeedsPerson)
    assert (came_to.link, came_to.press) == (HAND.link, HAND.press)
    assert "Чтобы дальше делала программа: проверьте права приложения" in came_to.why


def test_every_code_of_the_facts_is_translated() -> None:
    table = """1 2 30 31 5000 9999 7 8 9 11 26 3 4 100 106 120 121 140 141 160 220 10 24 50 200 210
    456 455 457 458 101 104 102 103 453 451 300 700 702 701 704 454 500 501 502 503 504 505 508 324
    511 514 600 601 602 603 604 607 1200 2001"""
    assert set(CODES) == {int(code) for code in table.split()}


@pytest.mark.parametrize("code", [*CODES, 9998])
def test_every_code_speaks_russian_and_says_what_next(code: int) -> None:
    known = meaning(code)
    assert re.fullmatch(r"[^A-Za-z]+", known.words)
    assert known.todo.endswith(".")
    waits = known.kind in {Kind.LATER, Kind.DEAD_TOKEN} or code in PASSING
    assert (known.wait is not None) == waits


def test_the_censor_says_what_to_do() -> None:
    came_to = outcome(failure(200, error_body(454, "CENSOR_MATCH : text")), HAND)
    assert isinstance(came_to, Refused)
    assert "перепишите текст" in came_to.why
    assert "454" in came_to.why


def test_429_is_turned_away() -> None:
    error = failure(429, b"slow down", {"retry-after": "7"})
    assert (error.kind, error.wait) == (Kind.LATER, timedelta(seconds=7))


def test_an_error_with_another_status_is_still_ok_s_word() -> None:
    assert failure(401, error_body(102)).kind is Kind.DEAD_TOKEN


def test_words_stay_on_one_short_line_and_data_is_left_behind() -> None:
    error = failure(200, error_body(10, "a\n\tb" + "х" * 1000, secret="SECRET"))
    assert "«a b" in error.why
    assert "\n" not in error.why
    assert len(error.why) < 350
    assert "«" not in failure(200, error_body(10, {"odd": 1})).why
    for shown in (str(error), repr(outcome(error, HAND)), str(could_not_read(error, "Записи."))):
        assert "SECRET" not in shown


def test_an_id_is_a_bare_scalar() -> None:
    assert new_id("155013581046904") == "155013581046904"
    assert new_id(155013581046904) == "155013581046904"


@pytest.mark.parametrize(
    "answer", [None, True, "", "0", 0, -1, "12a", "١٧", "9" * 5000 + "x", [], {"id": "17"}, 1.5]
)
def test_a_write_without_its_id_is_unknown(answer: Any) -> None:
    with pytest.raises(NetworkError) as caught:
        new_id(answer)
    assert caught.value.kind is Kind.UNKNOWN


def test_a_yes_is_true_or_success() -> None:
    require_yes(True)
    require_yes({"success": True, "restore_id": "x"})


@pytest.mark.parametrize("answer", [None, False, 1, "true", {}, {"success": 1}, {"success": False}])
def test_anything_else_is_no_yes(answer: Any) -> None:
    with pytest.raises(NetworkError) as caught:
        require_yes(answer)
    assert caught.value.kind is Kind.UNKNOWN


@pytest.mark.parametrize("body", [b"", b"<retval>1</retval>", b"{}", b'{"video_id":1}', b"[1]"])
def test_an_upload_host_may_say_what_it_likes(body: bytes) -> None:
    judge_upload(Reply(200, {}, body))
    judge_upload(Reply(201, {}, body))


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [(200, error_body(503), 503), (400, error_body(500), 500), (413, b"", None), (302, b"", None)],
)
def test_an_upload_host_may_refuse(status: int, body: bytes, code: int | None) -> None:
    with pytest.raises(NetworkError) as caught:
        judge_upload(Reply(status, {}, body))
    assert caught.value.code == code
