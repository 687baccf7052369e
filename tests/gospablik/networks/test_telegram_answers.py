import json
import re
from datetime import timedelta
from typing import Any

import pytest

from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.telegram.answers import judge, message_id, require_true
from gospablik.networks.telegram.codes import CODES, WORDS, meaning
from gospablik.networks.transport import Reply
from gospablik.networks.verdicts import ByHand, outcome
from gospablik.outcomes import NeedsPerson, NothingHappened, Refused, Unknown

HAND = ByHand("https://t.me/adm_town/57", "Нажмите.")


def failure(status: int, body: bytes, headers: dict[str, str] | None = None) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        judge(Reply(status, headers or {}, body))
    return caught.value


def refusal(code: int, description: str, **more: Any) -> NetworkError:
    body = {"ok": False, "error_code": code, "description": description, **more}
    return failure(code, json.dumps(body).encode())


def test_a_result_comes_out() -> None:
    assert judge(Reply(200, {}, b'{"ok":true,"result":{"message_id":1}}')) == {"message_id": 1}
    assert judge(Reply(200, {}, b'{"ok":true,"result":[]}')) == []
    assert judge(Reply(200, {}, b'{"ok":true,"result":null}')) is None


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, b"<html>blocked</html>"),
        (200, b""),
        (200, b'{"ok":true,"result":{"message_id":1'),
        (200, b"\xff\xfe"),
        (200, b"[" * 100_000),
        (200, b"null"),
        (200, b"{}"),
        (200, b'{"ok":true}'),
        (200, b'{"ok":"true","result":1}'),
        (200, b'{"ok":1,"result":1}'),
        (200, b'{"ok":false}'),
        (400, b'{"ok":false,"error_code":"400"}'),
        (400, b'{"ok":false,"error_code":true}'),
        (201, b'{"ok":true,"result":1}'),
        (301, b""),
        (403, b"<html>"),
        (404, b"<html>"),
        (418, b'{"ok":false,"error_code":418,"description":"x"}'),
        (500, b'{"ok":true,"result":1}'),
        (500, b'{"ok":false,"error_code":400,"description":"x"}'),
        (502, b"<html>"),
        (503, b'{"ok":false,"error_code":400,"description":"x"}'),
        (200, b'{"ok":false,"error_code":500,"description":"Internal Server Error: restart"}'),
    ],
)
def test_what_proves_nothing_is_unknown(status: int, body: bytes) -> None:
    error = failure(status, body)
    assert error.kind is Kind.UNKNOWN
    assert isinstance(outcome(error, HAND), Unknown)


def test_429_waits_a_second_longer_than_it_asks() -> None:
    error = refusal(429, "Too Many Requests: retry after 7", parameters={"retry_after": 7})
    assert (error.kind, error.code) == (Kind.LATER, 429)
    assert error.wait == timedelta(seconds=8)
    assert isinstance(outcome(error, HAND), NothingHappened)


@pytest.mark.parametrize("parameters", [None, [], {}, {"retry_after": "7"}, {"retry_after": -1}])
def test_429_without_a_fit_wait(parameters: Any) -> None:
    body = json.dumps({"ok": False, "error_code": 429, "parameters": parameters}).encode()
    assert failure(429, body, {"retry-after": "9"}).wait == timedelta(seconds=10)
    assert failure(429, body).wait == timedelta(seconds=61)


def test_what_stands_between_us_may_turn_us_away() -> None:
    assert failure(429, b"<html>", {"retry-after": "9"}).wait == timedelta(seconds=9)
    large = failure(413, b"<html>Request Entity Too Large</html>")
    assert large.kind is Kind.REFUSED
    assert "велик" in large.why


@pytest.mark.parametrize(
    ("code", "description", "kind"),
    [
        (401, "Unauthorized", Kind.DEAD_TOKEN),
        (404, "Not Found", Kind.DEAD_TOKEN),
        (404, "Not Found: method not found", Kind.PERSON),
        (400, "Bad Request: message is not modified: specified new message …", Kind.SAME),
        (400, "Bad Request: chat description is not modified", Kind.SAME),
        (400, "Bad Request: CHAT_NOT_MODIFIED", Kind.SAME),
        (400, "Bad Request: message to delete not found", Kind.ALREADY),
        (400, "Bad Request: message can't be deleted for all users", Kind.PERSON),
        (400, "Bad Request: message can't be edited", Kind.PERSON),
        (400, "Bad Request: not enough rights to manage pinned messages", Kind.NO_RIGHT),
        (400, "Bad Request: CHAT_ADMIN_REQUIRED", Kind.NO_RIGHT),
        (400, "Bad Request: chat not found", Kind.REFUSED),
        (400, "Bad Request: user is an administrator of the chat", Kind.NO_RIGHT),
        (400, "Bad Request: something new", Kind.REFUSED),
        (400, "", Kind.REFUSED),
        (403, "Forbidden: bot was kicked from the supergroup chat", Kind.NO_RIGHT),
        (403, "Forbidden: bot is not a member of the channel chat", Kind.NO_RIGHT),
        (409, "Conflict: terminated by other getUpdates request", Kind.REFUSED),
        (409, "Conflict: can't use getUpdates method while webhook is active", Kind.REFUSED),
        (413, "Request Entity Too Large", Kind.REFUSED),
    ],
)
def test_errors_by_number_and_words(code: int, description: str, kind: Kind) -> None:
    error = refusal(code, description)
    assert error.kind is kind
    assert str(code) in error.why
    assert description in error.why


@pytest.mark.parametrize("kind", [NothingHappened, NeedsPerson, Refused])
def test_what_a_write_comes_to(kind: type) -> None:
    words = {
        NothingHappened: (401, "Unauthorized"),
        NeedsPerson: (400, "Bad Request: message can't be deleted"),
        Refused: (400, "Bad Request: chat not found"),
    }[kind]
    assert isinstance(outcome(refusal(*words), HAND), kind)


def test_every_row_is_reached() -> None:
    for number, piece, known in WORDS:
        assert piece == piece.lower()
        assert meaning(number, f"Bad Request: {piece.upper()} and more") == (piece, known)


def test_every_meaning_speaks_russian_and_says_what_next() -> None:
    for known in [*CODES.values(), *(row[2] for row in WORDS)]:
        assert re.fullmatch(r"[^A-Za-z]+", known.words)
        assert known.todo.endswith(".")
        assert (known.wait is not None) == (known.kind in {Kind.LATER, Kind.DEAD_TOKEN})


def test_its_words_stay_on_one_short_line() -> None:
    why = refusal(400, "a\n\tb" + "х" * 1000).why
    assert "«a b" in why
    assert "\n" not in why
    assert len(why) < 350


def test_ids_of_what_was_made() -> None:
    assert message_id({"message_id": 5}) == "5"
    assert message_id([{"message_id": 7}, {"message_id": 8}]) == "7"


@pytest.mark.parametrize(
    "result",
    [None, True, {}, [], {"message_id": "5"}, {"message_id": True}, {"message_id": -1}, [[]]],
)
def test_a_write_without_its_number_is_unknown(result: Any) -> None:
    with pytest.raises(NetworkError) as caught:
        message_id(result)
    assert caught.value.kind is Kind.UNKNOWN


def test_a_heavy_video_is_not_shown_yet() -> None:
    with pytest.raises(NetworkError, match="ещё не показано") as caught:
        message_id({"message_id": 0})
    assert caught.value.kind is Kind.UNKNOWN


@pytest.mark.parametrize("result", [1, None, False, {}, "true"])
def test_a_yes_is_true(result: Any) -> None:
    require_true(True)
    with pytest.raises(NetworkError):
        require_true(result)
