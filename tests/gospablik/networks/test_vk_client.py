import logging
import socket
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import httpx
import pytest

from gospablik.errors import OfficeError
from gospablik.networks import pace, transport
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.pace import Lane
from gospablik.networks.transport import Deadline
from gospablik.networks.vk import VkPage, VkTokens, requests
from gospablik.networks.vk.client import VkClient
from gospablik.outcomes import NothingHappened, Unknown
from tests.gospablik.networks.fake_vk import (
    ALL,
    COMMUNITY,
    NO_USER,
    ONLY_COMMUNITY,
    SECRETS,
    SERVICE,
    USER,
    FakeVk,
    draft,
    sheet,
    the_page,
)

POST = requests.publish(77, "текст", key="k")
READ = requests.posts(77, offset=0)
API = "https://api.vk.test/method/"


def ask(vk: FakeVk, request: requests.Request, tokens: VkTokens = ALL) -> object:
    return VkClient(API, tokens, vk.http()).ask(request, Deadline(timedelta(seconds=15)))


def failure(vk: FakeVk, request: requests.Request, tokens: VkTokens = ALL) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        ask(vk, request, tokens)
    return caught.value


def test_the_key_stands_in_the_header_only(vk: FakeVk) -> None:
    vk.put({"post_id": 1})
    ask(vk, POST)
    asked = vk.asked[0]
    assert (asked.method, str(asked.url)) == ("POST", "https://api.vk.test/method/wall.post")
    assert asked.headers["Authorization"] == f"Bearer {COMMUNITY}"
    assert vk.forms()[0] == {**POST.params, "v": "5.199"}


def test_tokens_show_kinds_and_never_keys() -> None:
    shown = f"{ALL!r} {ALL} {VkTokens('', SERVICE)!r} {VkTokens('', '')!r}"
    assert not any(secret in shown for secret in SECRETS)
    assert "community, service, user" in shown


@pytest.mark.parametrize("key", ["a b", "key\n", "кириллица", "key\u200b"])
def test_a_key_with_foreign_letters_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(OfficeError, match="лишними знаками") as caught:
        VkTokens(key, "")
    assert key not in str(caught.value)


@pytest.mark.parametrize("base", ["http://api.vk.ru/method/", "ftp://localhost/"])
def test_keys_do_not_travel_in_the_clear(base: str) -> None:
    with pytest.raises(OfficeError, match="без шифрования"):
        VkClient(base, ALL)
    for local in ("http://localhost:1/method/", "http://127.0.0.1:1/", "http://[::1]:1/"):
        VkClient(local, ALL).close()


@pytest.mark.parametrize(
    ("code", "subcode"), [(27, None), (28, None), (1051, None), (15, 1133), (15, 1134), (20, None)]
)
def test_a_wrong_key_gives_way_to_the_next(vk: FakeVk, code: int, subcode: int | None) -> None:
    vk.put_error(code, subcode=subcode)
    vk.put({"post_id": 1})
    assert ask(vk, POST) == {"post_id": 1}
    assert vk.keys() == [COMMUNITY, USER]


def test_reads_go_by_service_then_user(vk: FakeVk) -> None:
    vk.put_error(28)
    vk.put(sheet([]))
    ask(vk, READ)
    assert vk.keys() == [SERVICE, USER]


def test_no_key_left(vk: FakeVk) -> None:
    vk.put_error(27)
    assert failure(vk, POST, NO_USER).kind is Kind.WRONG_TOKEN
    error = failure(vk, requests.delete_comment(77, 1), NO_USER)
    assert error.kind is Kind.WRONG_TOKEN
    assert "ключ пользователя" in error.why
    assert vk.methods() == ["wall.post"]


@pytest.mark.parametrize("code", [1, 5, 6, 7, 9, 10, 14, 15, 29, 36, 100, 104, 777])
def test_a_write_is_never_repeated(vk: FakeVk, code: int) -> None:
    vk.put_error(code)
    failure(vk, POST)
    assert len(vk.asked) == 1


def test_a_read_waits_when_there_were_too_many(vk: FakeVk, slept: list[float]) -> None:
    vk.put_error(6)
    vk.put_error(6)
    vk.put(sheet([]))
    ask(vk, READ)
    assert [pause for pause in slept if pause] == [pytest.approx(1, abs=0.2)] * 2
    assert vk.keys() == [SERVICE] * 3


def test_a_read_does_not_wait_beyond_its_deadline(vk: FakeVk) -> None:
    vk.put_error(6)
    with pytest.raises(NetworkError) as caught:
        VkClient(API, ALL, vk.http()).ask(READ, Deadline(timedelta(seconds=6.9)))
    assert caught.value.code == 6


@pytest.mark.parametrize(
    "problem",
    [
        httpx.ConnectError("[Errno -2] Name or service not known"),
        httpx.ConnectTimeout("slow"),
        httpx.PoolTimeout("full"),
        httpx.ProxyError("403"),
    ],
)
def test_without_a_connection_nothing_happened(vk: FakeVk, problem: Exception) -> None:
    vk.put_failure(problem)
    error = failure(vk, POST)
    assert error.kind is Kind.LATER
    assert error.wait
    assert error.wait <= timedelta(minutes=1)


@pytest.mark.parametrize(
    "problem",
    [
        httpx.ReadTimeout("slow"),
        httpx.WriteTimeout("slow"),
        httpx.ReadError("reset"),
        httpx.WriteError("pipe"),
        httpx.RemoteProtocolError("Server disconnected"),
        httpx.DecodingError("gzip"),
    ],
)
def test_a_broken_connection_is_unknown(vk: FakeVk, problem: Exception) -> None:
    vk.put_failure(problem)
    assert failure(vk, POST).kind is Kind.UNKNOWN
    assert len(vk.asked) == 1


def test_redirects_are_not_followed(vk: FakeVk) -> None:
    vk.put_raw(302, b"", {"Location": "https://elsewhere.test/"})
    assert failure(vk, POST).kind is Kind.UNKNOWN
    assert len(vk.asked) == 1


def test_a_dead_key_is_named_by_its_kind(vk: FakeVk) -> None:
    vk.put_error(5)
    vk.put_error(1117)
    assert "ключ сообщества" in failure(vk, POST).why
    assert "сервисный ключ" in failure(vk, READ).why


def test_no_key_in_errors_and_logs(vk: FakeVk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    vk.put_error(5, f"User authorization failed: {COMMUNITY} is bad")
    vk.put_failure(httpx.ConnectError(f"to {USER}"))
    vk.put_raw(200, f"<html>{COMMUNITY}</html>".encode())
    for _ in range(3):
        error = failure(vk, POST)
        shown = "".join(traceback.format_exception(error)) + repr(error) + error.why + error.todo
        assert not any(secret in shown for secret in SECRETS)
    assert "error 5" in caplog.text
    assert not any(secret in caplog.text for secret in SECRETS)


def test_a_queue_longer_than_the_deadline_sends_nothing(
    vk: FakeVk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "WINDOW", 60.0)
    pace.SHARED.reserve(COMMUNITY, 1, Lane.WRITE)
    error = failure(vk, POST)
    assert (error.kind, error.wait) == (Kind.LATER, timedelta(minutes=1))
    assert "настанет через 60 с" in error.why
    assert not vk.asked


def test_what_a_key_may_in_a_second_is_shared_between_its_lanes(
    vk: FakeVk, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "WINDOW", 1.05)
    vk.put(*[{"post_id": 1}] * 2, *[sheet([])] * 2)
    for request in (POST, POST, READ, READ):
        ask(vk, request)
    assert slept == [0, pytest.approx(1.05, abs=0.2), 0, pytest.approx(0.35, abs=0.2)]


@pytest.mark.parametrize(
    ("code", "stopped"),
    [
        (6, {"wall.post", "wall.createComment", "groups.getBanned"}),
        (9, {"wall.post", "wall.createComment"}),
        (29, {"wall.post"}),
        (100, set[str]()),
    ],
)
def test_a_wait_stops_as_much_as_it_speaks_of(vk: FakeVk, code: int, stopped: set[str]) -> None:
    vk.put_error(code)
    failure(vk, POST, ONLY_COMMUNITY)
    reply, look = requests.reply(77, 1, "да", key="k"), requests.black_list(77, offset=0)
    asking = VkClient(API, ONLY_COMMUNITY, vk.http())
    for request in (POST, reply, look):
        vk.put({})
        with suppress(NetworkError):
            asking.ask(request, Deadline(timedelta(seconds=6.5)))
    sent = set(vk.methods()[1:])
    assert sent == {"wall.post", "wall.createComment", "groups.getBanned"} - stopped
    vk.answers.clear()


@contextmanager
def server(pieces: list[bytes], pause: float) -> Iterator[str]:
    """A server that takes a request and answers piece by piece, then hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            for piece in pieces:
                try:
                    connection.sendall(piece)
                except OSError:
                    return
                time.sleep(pause)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/method/"
    finally:
        listening.close()


HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"


@pytest.mark.parametrize(
    "pieces", [[], [b"HTTP/1.1 200 OK\r\n"], [HEAD, b'{"response":{"post_id"']]
)
def test_a_server_that_hangs_up(pieces: list[bytes]) -> None:
    with server(pieces, 0) as api, VkPage(the_page(api), ALL) as page:
        assert isinstance(page.publish(draft(), key="k"), Unknown)


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with VkPage(the_page(f"http://127.0.0.1:{port}/method/"), ALL) as page:
        assert isinstance(page.publish(draft(), key="k"), NothingHappened)


def test_a_trickle_ends_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_TAIL", timedelta(seconds=14.4))
    started = time.monotonic()
    with server([HEAD] + [b" "] * 900, 0.05) as api, VkPage(the_page(api), ALL) as page:
        assert isinstance(page.publish(draft(), key="k"), Unknown)
    assert time.monotonic() - started < 3


def test_a_silent_server_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "_READ", 0.3)
    started = time.monotonic()
    with server([b"", b"", b""], 1) as api, VkPage(the_page(api), ALL) as page:
        assert isinstance(page.publish(draft(), key="k"), Unknown)
    assert time.monotonic() - started < 3


def test_one_verb_stays_inside_its_limit() -> None:
    # The worst case: a request begun when `left` seconds remain takes all its limits in turn.
    limit, tail = VkPage.limit.total_seconds(), transport._TAIL.total_seconds()
    budget = limit - tail
    for tenths in range(int(budget * 10) + 1):
        left = budget - tenths / 10
        steps = (transport._CONNECT, transport._CONNECT, transport._WRITE, transport._READ)
        assert tenths / 10 + sum(min(step, left) for step in steps) <= limit
    assert budget + transport._READ <= limit  # a trickle


def test_a_given_http_client_is_left_open(vk: FakeVk) -> None:
    http = vk.http()
    with VkPage(the_page(), ALL, http):
        pass
    assert not http.is_closed
