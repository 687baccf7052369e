import logging
from datetime import timedelta

import httpx
import pytest

from gospablik.errors import OfficeError
from gospablik.networks import pace
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.ok import OkPage, OkToken, requests
from gospablik.networks.ok.client import OkClient
from gospablik.networks.transport import Deadline, Upload
from tests.gospablik.networks.fake_ok import (
    ACCESS,
    API,
    APP_KEY,
    APP_SECRET,
    GROUP,
    SECRETS,
    TOKEN,
    UPLOAD_URL,
    FakeOk,
    form_of,
    the_page,
    topics,
)

POST = requests.publish(GROUP, '{"media":[]}')
READ = requests.topics(GROUP)
FILE = Upload("pic1", "снимок.jpg", b"\xff" * 10, "image/jpeg")


def ask(ok: FakeOk, request: requests.Request, seconds: float = 15) -> object:
    client = OkClient(API, TOKEN, ok.http())
    return client.ask(request, Deadline(timedelta(seconds=seconds)))


def failure(ok: FakeOk, request: requests.Request, seconds: float = 15) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        ask(ok, request, seconds)
    return caught.value


def test_the_key_stands_in_the_body_only(ok: FakeOk) -> None:
    ok.put("17")
    assert ask(ok, POST) == "17"
    asked = ok.asked[0]
    assert (asked.method, str(asked.url)) == ("POST", API)
    assert form_of(asked)["access_token"] == ACCESS
    assert not any(secret in str(asked.headers) for secret in SECRETS)
    assert APP_SECRET not in asked.content.decode()
    assert ok.forms() == [dict(POST.params)]


def test_keys_do_not_travel_in_the_clear() -> None:
    with pytest.raises(OfficeError, match="без шифрования"):
        OkPage(the_page("http://api.ok.ru/fb.do"), TOKEN)
    OkPage(the_page("http://127.0.0.1:1/ok/fb.do"), TOKEN).close()


@pytest.mark.parametrize("code", [1, 2, 3, 8, 10, 11, 30, 102, 300, 454, 5000, 777])
def test_a_write_is_never_repeated(ok: FakeOk, code: int) -> None:
    ok.put_error(code)
    assert failure(ok, POST).code == code
    assert len(ok.asked) == 1


@pytest.mark.parametrize("code", [1, 2, 30, 31, 5000, 9999])
def test_a_read_is_repeated_in_a_passing_trouble(ok: FakeOk, slept: list[float], code: int) -> None:
    ok.put_error(code)
    ok.put_error(code)
    ok.put(topics())
    assert ask(ok, READ) == topics()
    assert [pause for pause in slept if pause] == [1, 1]


def test_a_read_is_not_repeated_for_ever(ok: FakeOk) -> None:
    for _ in range(3):
        ok.put_error(2)
    assert failure(ok, READ).code == 2


@pytest.mark.parametrize("code", [3, 8, 10, 11, 102, 300, 777])
def test_a_read_is_not_repeated_when_that_does_not_help(ok: FakeOk, code: int) -> None:
    ok.put_error(code)
    assert failure(ok, READ).code == code


def test_a_read_does_not_wait_beyond_its_deadline(ok: FakeOk) -> None:
    ok.put_error(2)
    assert failure(ok, READ, 6.9).code == 2
    assert failure(ok, READ, 6).kind is Kind.LATER


@pytest.mark.parametrize("problem", [httpx.ConnectError("no name"), httpx.ProxyError("403")])
def test_without_a_connection_nothing_happened(ok: FakeOk, problem: Exception) -> None:
    ok.put_failure(problem)
    assert failure(ok, POST).kind is Kind.LATER


@pytest.mark.parametrize("problem", [httpx.ReadTimeout("slow"), httpx.WriteError("pipe")])
def test_a_broken_connection_tells_nothing(ok: FakeOk, problem: Exception) -> None:
    ok.put_failure(problem)
    error = failure(ok, POST)
    assert (error.kind, error.wait) == (Kind.UNKNOWN, None)


def test_pace_is_the_keys_own(
    ok: FakeOk, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "WINDOW", 1.05)
    ok.put(*[topics()] * 3)
    client = OkClient(API, TOKEN, ok.http())
    for _ in range(3):
        client.ask(READ, Deadline(timedelta(seconds=15)))
    assert slept == [0, pytest.approx(0.52, abs=0.2), pytest.approx(1.05, abs=0.2)]


def test_a_turn_beyond_the_deadline_is_not_waited_for(
    ok: FakeOk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace.SHARED, "reserve", lambda *_, **__: 60.0)
    assert failure(ok, POST).kind is Kind.LATER
    assert not ok.asked


def test_a_repeated_key_goes_no_further(ok: FakeOk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "gospablik")
    ok.put_error(103, f"PARAM_SESSION_KEY : {ACCESS} {APP_SECRET}")
    error = failure(ok, POST)
    assert "***" in error.why
    assert "mediatopic.post: error 103" in caplog.text
    for secret in SECRETS:
        assert secret not in error.why + caplog.text


def test_a_file_goes_to_the_host_named_without_the_key(ok: FakeOk) -> None:
    ok.put({"photos": {}})
    client = OkClient(API, TOKEN, ok.http())
    client.upload(UPLOAD_URL, FILE, Deadline(timedelta(minutes=2)))
    asked = ok.asked[0]
    assert (asked.method, str(asked.url)) == ("POST", UPLOAD_URL)
    assert asked.headers["content-type"].startswith("multipart/form-data")
    for part in (*SECRETS, APP_KEY):
        assert part.encode() not in asked.content
    assert b'name="pic1"' in asked.content


@pytest.mark.parametrize("url", ["http://up.ok.ru/x", "ftp://up.ok.ru/x", "", "up.ok.ru"])
def test_a_file_does_not_go_unencrypted(ok: FakeOk, url: str) -> None:
    client = OkClient(API, TOKEN, ok.http())
    with pytest.raises(NetworkError) as caught:
        client.upload(url, FILE, Deadline(timedelta(minutes=2)))
    assert caught.value.kind is Kind.UNKNOWN
    assert not ok.asked


def test_a_foreign_client_is_left_open(ok: FakeOk) -> None:
    http = ok.http()
    with OkPage(the_page(), TOKEN, http):
        pass
    assert not http.is_closed
    ours = OkPage(the_page(), OkToken(APP_KEY, APP_SECRET, ACCESS))
    ours.close()
