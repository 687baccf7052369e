import logging

import httpx
import pytest

from gospablik.errors import OfficeError
from gospablik.networks import pace
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.max import MaxPage, MaxToken, requests
from gospablik.networks.max.client import MaxClient
from gospablik.networks.max.requests import Request
from gospablik.networks.transport import Deadline, Upload
from gospablik.outcomes import NeedsPerson
from tests.gospablik.networks.fake_max import (
    CHAT,
    SECRET,
    TOKEN,
    FakeMax,
    played,
    the_page,
)

READ, WRITE = requests.me(), requests.delete("mid.1")


def client(fake: FakeMax, token: MaxToken = TOKEN) -> MaxClient:
    return MaxClient("https://max.test/", token, fake.http())


def deadline(seconds: float = 9) -> Deadline:
    made = Deadline(MaxPage.limit)
    made._ends += seconds - made.left()
    return made


def ask(fake: FakeMax, request: Request, seconds: float = 9) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        client(fake).ask(request, deadline(seconds))
    return caught.value


def test_the_key_travels_bare_in_the_header_only(fake: FakeMax) -> None:
    fake.put({"user_id": 1})
    assert client(fake).ask(READ, deadline()) == {"user_id": 1}
    [sent] = fake.asked
    assert sent.headers["Authorization"] == SECRET
    assert sent.url == "https://max.test/me"
    assert SECRET not in str(sent.url)


def test_query_and_body_are_sent_as_json(fake: FakeMax) -> None:
    fake.put({"success": True})
    client(fake).ask(requests.pin(CHAT, "mid.1"), deadline())
    assert fake.calls() == [f"PUT /chats/{CHAT}/pin"]
    assert fake.body() == {"message_id": "mid.1"}
    assert fake.asked[0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 500, 503])
def test_a_write_is_sent_once(fake: FakeMax, status: int) -> None:
    fake.put_error(status, "any.code")
    assert ask(fake, WRITE).kind
    assert len(fake.asked) == 1


def test_a_write_is_not_repeated_after_429_a_read_is(
    fake: FakeMax, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "SHARED", pace.Pace(clock=lambda: sum(slept)))
    fake.put_raw(429, b"", {"Retry-After": "2"})
    fake.put({"user_id": 1})
    client(fake).ask(READ, deadline())
    assert 2.0 in slept
    assert sum(slept) == 2.0, "второй раз ждать нечего"
    fake.put_raw(429, b"")
    assert ask(fake, WRITE).code == 429


def test_a_read_is_not_repeated_beyond_its_deadline(fake: FakeMax) -> None:
    fake.put_raw(429, b"", {"Retry-After": "2"})
    assert ask(fake, READ, seconds=1.5).code == 429


def test_an_attachment_that_is_not_ready_is_waited_for(fake: FakeMax, slept: list[float]) -> None:
    for _ in range(3):
        fake.put_error(400, "attachment.not.ready")
    fake.put({"success": True})
    client(fake).ask(WRITE, deadline())
    assert [pause for pause in slept if pause] == [0.5, 1.0, 2.0]


def test_and_no_longer_than_the_deadline(fake: FakeMax, slept: list[float]) -> None:
    for _ in range(2):
        fake.put_error(400, "attachment.not.ready")
    error = ask(fake, WRITE, seconds=0.9)
    assert error.kind is Kind.LATER
    assert error.wait
    for _ in range(5):
        fake.put_error(400, "attachment.not.ready")
    assert ask(fake, WRITE).kind is Kind.LATER
    assert [pause for pause in slept if pause] == [0.5, 0.5, 1.0, 2.0, 4.0]


@pytest.mark.parametrize(
    ("failure", "kind"),
    [
        (httpx.ConnectError("x"), Kind.LATER),
        (httpx.ConnectTimeout("x"), Kind.LATER),
        (httpx.ReadTimeout("x"), Kind.UNKNOWN),
        (httpx.RemoteProtocolError("x"), Kind.UNKNOWN),
    ],
)
def test_a_failed_connection(fake: FakeMax, failure: Exception, kind: Kind) -> None:
    fake.put_failure(failure)
    assert ask(fake, WRITE).kind is kind


def test_reading_and_writing_have_lanes_of_their_own(
    slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    with played(monkeypatch) as fake:
        monkeypatch.setattr(pace, "WINDOW", 1.05)
        fake.put(*[{"success": True}] * 4)
        asking = client(fake)
        for request in (READ, WRITE, READ, WRITE):
            asking.ask(request, deadline())
        assert [pause > 0.5 for pause in slept] == [False, False, False, True]


def test_what_cannot_wait_is_not_sent(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> None:
    with played(monkeypatch) as fake:
        monkeypatch.setattr(pace, "WINDOW", 1.05)
        fake.put({"success": True})
        client(fake).ask(WRITE, deadline())
        assert ask(fake, WRITE, seconds=0.5).kind is Kind.LATER
        assert len(fake.asked) == 1


def test_too_many_is_remembered_for_the_whole_key(fake: FakeMax) -> None:
    fake.put_raw(429, b"", {"Retry-After": "30"})
    assert ask(fake, READ).code == 429
    for request in (READ, WRITE):
        error = ask(fake, request)
        assert (error.code, error.kind) == (None, Kind.LATER)
    assert len(fake.asked) == 1


def test_without_a_key_nothing_is_asked(fake: FakeMax) -> None:
    with pytest.raises(NetworkError) as caught:
        client(fake, MaxToken("")).ask(READ, deadline())
    assert caught.value.kind is Kind.WRONG_TOKEN
    assert isinstance(fake.page(MaxToken("")).delete_post("mid.1"), NeedsPerson)
    assert not fake.asked


@pytest.mark.parametrize("key", ["max key", "maxkey\n", "тайна", "max\tkey"])
def test_a_key_with_odd_letters_is_not_taken(key: str) -> None:
    with pytest.raises(OfficeError, match="Ключ бота MAX") as caught:
        MaxToken(key)
    assert key.strip() not in str(caught.value)


def test_nobody_is_shown_the_key(fake: FakeMax, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert SECRET not in repr(TOKEN)
    fake.put_error(400, "proto.payload", f"bad {SECRET}")
    error = ask(fake, WRITE)
    assert SECRET not in f"{error} {error.why} {error!r}"
    assert SECRET not in caplog.text
    assert "DELETE" in caplog.text


def test_a_bare_api_is_refused() -> None:
    with pytest.raises(OfficeError, match="без шифрования"):
        MaxPage(the_page(api="http://max.example.ru"), TOKEN)
    MaxPage(the_page(api="http://127.0.0.1:8000"), TOKEN).close()


FILE = Upload("data", "снимок.jpg", b"bytes", "image/jpeg")


def test_a_file_goes_without_the_key(fake: FakeMax) -> None:
    fake.put({"token": "f"})
    client(fake).give("https://iu.oneme.ru/up?sig=1", FILE, deadline(100))
    [sent] = fake.asked
    assert "Authorization" not in sent.headers
    assert SECRET.encode() not in sent.content
    assert str(sent.url) == "https://iu.oneme.ru/up?sig=1"
    assert sent.headers["Content-Type"].startswith("multipart/form-data")
    assert b'name="data"; filename="' in sent.content
    assert b"bytes" in sent.content


@pytest.mark.parametrize(
    "place", ["http://iu.oneme.ru/up", "ftp://iu.oneme.ru/up", "//iu.oneme.ru/up", "file:///x", ""]
)
def test_a_place_without_encryption_gets_no_file(fake: FakeMax, place: str) -> None:
    with pytest.raises(NetworkError) as caught:
        client(fake).give(place, FILE, deadline(100))
    assert caught.value.kind is Kind.UNKNOWN
    assert not fake.asked
    fake.put({})
    client(fake).give("http://localhost:9/up", FILE, deadline(100))


def test_close_leaves_a_client_of_others_open(fake: FakeMax) -> None:
    http = fake.http()
    with MaxPage(the_page(), TOKEN, http):
        pass
    assert not http.is_closed
