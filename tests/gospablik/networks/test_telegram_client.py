import logging
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import httpx
import pytest

from gospablik.errors import CouldNotRead, OfficeError
from gospablik.networks import pace, transport
from gospablik.networks.base import Draft
from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.telegram import TelegramPage, TelegramToken, client, requests
from gospablik.networks.telegram.client import TelegramClient
from gospablik.networks.telegram.tokens import keep_keys_out_of_the_log
from gospablik.networks.transport import Deadline
from gospablik.outcomes import NothingHappened, Unknown
from tests.gospablik.networks.fake_telegram import (
    API,
    CHANNEL,
    SECRET,
    TOKEN,
    FakeSeen,
    FakeTelegram,
    medium,
    sent,
    the_page,
)

READ, WRITE = requests.chat(CHANNEL), requests.pin(CHANNEL, 5)
LIMIT = timedelta(seconds=40)


def ask(telegram: FakeTelegram, request: requests.Request, limit: timedelta = LIMIT) -> object:
    return TelegramClient(API, TOKEN, telegram.http()).ask(request, Deadline(limit))


def failure(telegram: FakeTelegram, request: requests.Request) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        ask(telegram, request)
    return caught.value


def test_the_key_stands_in_the_address_where_telegram_wants_it(telegram: FakeTelegram) -> None:
    telegram.put(True)
    assert ask(telegram, WRITE) is True
    assert telegram.asked[0].method == "POST"
    assert str(telegram.asked[0].url) == f"{API}/bot{SECRET}/pinChatMessage"
    assert telegram.forms() == [dict(WRITE.params)]


def test_files_travel_as_multipart(telegram: FakeTelegram) -> None:
    telegram.put(sent())
    telegram.page().publish(Draft("т", media=(medium(content=b"\xff\xd8"),)), key="k")
    form = telegram.forms()[0]
    assert form["photo"] == b"\xff\xd8"
    assert form["chat_id"] == CHANNEL


def test_a_token_shows_nothing() -> None:
    assert "secret" not in f"{TOKEN!r} {TOKEN} {[TOKEN]}"
    assert TOKEN.bot_id == 700700
    assert TelegramToken("abc").bot_id is None


@pytest.mark.parametrize("key", ["", "1:a b", "1:a\n", "1:ключ", "1:a/../b", "1:a?b", "1:a%62"])
def test_a_key_with_foreign_letters_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(OfficeError, match="лишними знаками") as caught:
        TelegramToken(key)
    assert not key or key not in str(caught.value)


@pytest.mark.parametrize("base", ["http://api.telegram.org", "ftp://localhost"])
def test_keys_do_not_travel_in_the_clear(base: str) -> None:
    with pytest.raises(OfficeError, match="без шифрования"):
        TelegramClient(base, TOKEN)
    for local in ("http://localhost:1/telegram", "http://127.0.0.1:1", "http://[::1]:1"):
        TelegramClient(local, TOKEN).close()


@pytest.mark.parametrize("code", [400, 401, 403, 429, 500])
def test_a_write_is_never_repeated(telegram: FakeTelegram, code: int) -> None:
    telegram.put_error(code, parameters={"retry_after": 1})
    failure(telegram, WRITE)
    assert len(telegram.asked) == 1


def test_a_read_waits_when_there_were_too_many(
    telegram: FakeTelegram, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "SHARED", pace.Pace(clock=lambda: sum(slept)))
    telegram.put_error(429, parameters={"retry_after": 2})
    telegram.put({})
    ask(telegram, READ)
    assert [pause for pause in slept if pause] == [3]


def test_a_read_does_not_wait_beyond_its_deadline(telegram: FakeTelegram) -> None:
    telegram.put_error(429, parameters={"retry_after": 60})
    assert failure(telegram, READ).wait == timedelta(seconds=61)


def test_other_errors_of_a_read_are_not_repeated(telegram: FakeTelegram) -> None:
    telegram.put_error(500)
    assert failure(telegram, READ).kind is Kind.UNKNOWN


@pytest.mark.parametrize(
    ("problem", "kind"),
    [
        (httpx.ConnectError("no such name"), Kind.LATER),
        (httpx.ConnectTimeout("slow"), Kind.LATER),
        (httpx.PoolTimeout("full"), Kind.LATER),
        (httpx.ProxyError("403"), Kind.LATER),
        (httpx.ReadTimeout("slow"), Kind.UNKNOWN),
        (httpx.WriteError("pipe"), Kind.UNKNOWN),
        (httpx.RemoteProtocolError("hung up"), Kind.UNKNOWN),
    ],
)
def test_whether_it_left_the_house(telegram: FakeTelegram, problem: Exception, kind: Kind) -> None:
    telegram.put_failure(problem)
    assert failure(telegram, WRITE).kind is kind


def test_redirects_are_not_followed(telegram: FakeTelegram) -> None:
    telegram.put_raw(302, b"", {"Location": "https://elsewhere.test/"})
    assert failure(telegram, WRITE).kind is Kind.UNKNOWN
    assert len(telegram.asked) == 1


def test_no_key_in_errors_and_logs(
    telegram: FakeTelegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    url = f"{API}/bot{SECRET}/sendMessage"
    telegram.put_error(401, f"Unauthorized: {SECRET}")
    telegram.put_failure(httpx.ConnectError(f"to {url}", request=httpx.Request("POST", url)))
    telegram.put_raw(200, f"<html>{SECRET}</html>".encode())
    for _ in range(3):
        error = failure(telegram, WRITE)
        shown = "".join(traceback.format_exception(error)) + repr(error) + error.why + error.todo
        assert "secret" not in shown
    assert "/bot***/pinChatMessage" in caplog.text
    assert "pinChatMessage: error 401" in caplog.text
    assert "secret" not in caplog.text


def test_a_reading_that_failed_tells_no_key(telegram: FakeTelegram) -> None:
    telegram.put_error(401, f"Unauthorized: {SECRET}")
    with pytest.raises(CouldNotRead) as caught:
        telegram.page().page_info()
    assert "secret" not in "".join(traceback.format_exception(caught.value))
    assert "замените его" in str(caught.value)


def test_the_log_is_guarded_once_and_other_lines_stay(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    log = logging.getLogger("httpx")
    for _ in range(3):
        keep_keys_out_of_the_log()
    guards = [guard for guard in log.filters if type(guard).__name__ == "_HideKeys"]
    assert len(guards) == 1
    log.info('HTTP Request: GET https://adm.ru/bottom/1 "%s"', "HTTP/1.1 200 OK")
    log.info("HTTP Request: GET %s", httpx.URL(f"{API}/file/bot{SECRET}/photos/1.jpg"))
    log.info("100% of it")
    assert caplog.messages == [
        'HTTP Request: GET https://adm.ru/bot***/1 "HTTP/1.1 200 OK"',
        f"HTTP Request: GET {API}/file/bot***/photos/1.jpg",
        "100% of it",
    ]


@contextmanager
def server(pieces: list[bytes]) -> Iterator[str]:
    """A server that takes a request, answers piece by piece and hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.recv(65536)
            for piece in pieces:
                connection.sendall(piece)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        listening.close()
        thread.join(1)


def publish(api: str) -> object:
    with TelegramPage(the_page(api), TOKEN, FakeSeen()) as page:
        return page.publish(Draft("т"), key="k")


@pytest.mark.usefixtures("telegram")
def test_over_a_real_socket_the_key_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = b'{"ok":true,"result":{"message_id":5}}'
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body)
    with server([head, body]) as api:
        publish(api)
    assert any(record.name.startswith("httpcore") for record in caplog.records)
    assert "/bot***/sendMessage" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.usefixtures("telegram")
@pytest.mark.parametrize(
    "pieces",
    [[], [b"HTTP/1.1 200 OK\r\n"], [b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n", b'{"ok":']],
)
def test_a_server_that_hangs_up(pieces: list[bytes]) -> None:
    with server(pieces) as api:
        assert isinstance(publish(api), Unknown)


@pytest.mark.usefixtures("telegram")
def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert isinstance(publish(f"http://127.0.0.1:{port}"), NothingHappened)


def test_one_message_a_second_into_a_chat(
    telegram: FakeTelegram, slept: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "WINDOW", 3.0)
    telegram.put(sent())
    telegram.put(sent())
    telegram.put(True)
    page = telegram.page()
    monkeypatch.setattr(pace, "SHARED", pace.Pace(clock=lambda: sum(slept)))
    for _ in range(2):
        page.publish(Draft("т"), key="k")
    page.pin_post("57")
    # Between two messages of one chat; the bot's own lane is quicker, and a pin is no message.
    assert [pause for pause in slept if pause > 1] == [pytest.approx(3, abs=0.5)]


def test_a_queue_longer_than_the_deadline_sends_nothing(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "WINDOW", 60.0)
    for _ in range(client.WRITES):
        pace.SHARED.reserve(SECRET, client.WRITES, pace.Lane.WRITE)
    assert failure(telegram, WRITE).kind is Kind.LATER
    assert not telegram.asked


def test_a_file_is_not_begun_when_it_could_not_end(telegram: FakeTelegram) -> None:
    upload = requests.Request(
        "sendPhoto", {"chat_id": CHANNEL}, (transport.Upload("photo", "a", b"", "image/png"),)
    )
    with pytest.raises(NetworkError) as caught:
        ask(telegram, upload, timedelta(seconds=client.UPLOAD_ROOM + 5.9))
    assert caught.value.kind is Kind.LATER
    telegram.put(sent())
    ask(telegram, upload, timedelta(seconds=client.UPLOAD_ROOM + 6.5))


def test_one_verb_stays_inside_its_limit() -> None:
    # The worst case: a request begun when `left` seconds remain takes all its limits in turn.
    limit, tail = TelegramPage.limit.total_seconds(), transport._TAIL.total_seconds()
    budget = limit - tail
    for tenths in range(int(budget * 10) + 1):
        gone, left = tenths / 10, budget - tenths / 10
        connect, read = 2 * min(transport._CONNECT, left), min(transport._READ, left)
        assert gone + connect + min(transport._WRITE, left) + read <= limit
        if left >= client.UPLOAD_ROOM:
            assert gone + connect + min(20.0, left) + read + client.UPLOAD_HOLD <= limit


def test_a_given_http_client_is_left_open(telegram: FakeTelegram) -> None:
    http = telegram.http()
    with TelegramPage(the_page(), TOKEN, FakeSeen(), http):
        pass
    assert not http.is_closed
