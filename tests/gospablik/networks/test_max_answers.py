import json
from datetime import timedelta
from typing import Any

import pytest

from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.max.answers import (
    judge,
    made_id,
    require_success,
    upload_place,
    uploaded_token,
)
from gospablik.networks.max.codes import CODES, FRAGMENTS, STATUSES
from gospablik.networks.transport import Reply

NOT_READY = "Key: errors.process.attachment.video.not.processed"


def reply(status: int, body: Any, **headers: str) -> Reply:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return Reply(status, headers, raw)


def refusal(answer: Reply) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        judge(answer)
    return caught.value


def test_a_success_is_its_object() -> None:
    assert judge(reply(200, {"message": {}})) == {"message": {}}
    assert judge(reply(200, {"success": True})) == {"success": True}


@pytest.mark.parametrize(
    ("status", "code", "message", "kind"),
    [
        (401, "verify.token", "Invalid access_token", Kind.DEAD_TOKEN),
        (401, "other", "", Kind.DEAD_TOKEN),
        (400, "attachment.not.ready", NOT_READY, Kind.LATER),
        (400, "proto.payload", NOT_READY, Kind.LATER),
        (400, "proto.payload", "comment_id", Kind.REFUSED),
        (400, "proto.payload", "text: size must be between 0 and 4000", Kind.REFUSED),
        (400, "any", "File extension is forbidden", Kind.REFUSED),
        (400, "nobody.knows", "", Kind.REFUSED),
        (403, "access.denied", "", Kind.NO_RIGHT),
        (403, "nobody.knows", "", Kind.NO_RIGHT),
        (404, "not.found", "", Kind.ALREADY),
        (404, "nobody.knows", "", Kind.ALREADY),
        (404, "chat.not.found", "", Kind.REFUSED),
        (405, "method.not.allowed", "", Kind.PERSON),
        (500, "internal.error", "id 7", Kind.UNKNOWN),
        (503, "service.unavailable", "", Kind.UNKNOWN),
        (409, "nobody.knows", "", Kind.UNKNOWN),
        (502, "nobody.knows", "", Kind.UNKNOWN),
    ],
)
def test_what_an_error_asks_of_us(status: int, code: str, message: str, kind: Kind) -> None:
    error = refusal(reply(status, {"code": code, "message": message}))
    assert (error.kind, error.code) == (kind, code)
    assert code in error.why
    assert message in error.why
    assert error.todo.endswith(".")


def test_every_code_and_status_has_words_and_a_next_step() -> None:
    for known in (*CODES.values(), *STATUSES.values(), *FRAGMENTS.values()):
        assert known.words
        assert known.todo.endswith(".")
        assert (known.wait is not None) == (known.kind in {Kind.LATER, Kind.DEAD_TOKEN})


@pytest.mark.parametrize(
    ("message", "kind"),
    [("No rights", Kind.REFUSED), ("", Kind.REFUSED), (NOT_READY, Kind.LATER)],
)
def test_status_200_may_be_a_no(message: str, kind: Kind) -> None:
    error = refusal(reply(200, {"success": False, "message": message}))
    assert error.kind is kind
    assert message in error.why


@pytest.mark.parametrize("body", [b"", b"<html>502</html>", b"[]", b"null", b"7", b"[" * 100_000])
@pytest.mark.parametrize("status", [200, 301, 400, 403, 404, 500, 502])
def test_what_is_no_json_object_proves_nothing(status: int, body: bytes) -> None:
    assert refusal(reply(status, body)).kind is Kind.UNKNOWN


def test_what_the_status_proves_by_itself() -> None:
    assert refusal(reply(401, b"Unauthorized")).kind is Kind.DEAD_TOKEN
    assert refusal(reply(413, b"<html>")).kind is Kind.REFUSED
    assert refusal(reply(400, {"error": "x"})).kind is Kind.UNKNOWN


@pytest.mark.parametrize(("header", "seconds"), [("7", 7), ("", 5), ("soon", 5), ("-1", 5)])
def test_too_many_is_later(header: str, seconds: int) -> None:
    error = refusal(reply(429, b"slow down", **{"retry-after": header}))
    assert (error.kind, error.wait) == (Kind.LATER, timedelta(seconds=seconds))


def test_a_long_message_is_shortened_and_of_one_line() -> None:
    error = refusal(reply(400, {"code": "c", "message": "а\nб" * 500}))
    assert len(error.why) < 300
    assert "\n" not in error.why


def test_the_id_of_what_was_made() -> None:
    assert made_id({"message": {"body": {"mid": "mid.1"}}}) == "mid.1"
    for body in (None, {}, {"mid": None}):
        with pytest.raises(NetworkError):
            made_id({"message": {"body": body}})
    for answer in ({}, {"message": None}):
        with pytest.raises(NetworkError) as caught:
            made_id(answer)
        assert caught.value.kind is Kind.UNKNOWN


def test_success_is_said_in_so_many_words() -> None:
    require_success({"success": True})
    for answer in ({}, {"success": "true"}, {"success": 1}, {"message": "ok"}):
        with pytest.raises(NetworkError) as caught:
            require_success(answer)
        assert caught.value.kind is Kind.UNKNOWN


def test_where_to_send_a_file() -> None:
    assert upload_place({"url": "https://iu.oneme.ru/x"}) == ("https://iu.oneme.ru/x", "")
    assert upload_place({"url": "https://vu.okcdn.ru/x", "token": "t"})[1] == "t"
    with pytest.raises(NetworkError):
        upload_place({"token": "t"})


@pytest.mark.parametrize(
    ("body", "given", "token"),
    [
        ({"photos": {"abc": {"token": "p"}, "def": {"token": "q"}}}, "", "p"),
        ({"token": "f"}, "", "f"),
        (b"<retval>1</retval>", "v", "v"),
        (b'<?xml version="1.0"?>\n<retval> 1 </retval>', "v", "v"),
    ],
)
def test_the_token_of_a_file(body: Any, given: str, token: str) -> None:
    assert uploaded_token(reply(200, body), given) == token


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b"<retval>0</retval>", Kind.UNKNOWN),
        (200, b'{"photos": {"abc": {"tok', Kind.UNKNOWN),
        (200, {"photos": {}}, Kind.UNKNOWN),
        (200, {"photos": []}, Kind.UNKNOWN),
        (200, {"error_code": 1}, Kind.UNKNOWN),
        (200, b"<html>", Kind.UNKNOWN),
        (302, b"", Kind.UNKNOWN),
        (403, b"", Kind.REFUSED),
        (413, b"", Kind.REFUSED),
        (500, b"", Kind.UNKNOWN),
        (429, b"", Kind.LATER),
    ],
)
def test_a_file_that_was_not_taken(status: int, body: Any, kind: Kind) -> None:
    with pytest.raises(NetworkError) as caught:
        uploaded_token(reply(status, body), "v")
    assert caught.value.kind is kind


def test_retval_without_a_token_is_no_file() -> None:
    with pytest.raises(NetworkError):
        uploaded_token(reply(200, b"<retval>1</retval>"), "")
