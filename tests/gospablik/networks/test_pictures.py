"""Residents' pictures: from the network's own hosts, of a bounded size, without a key in a log."""

import logging
from collections.abc import Callable

import httpx
import pytest

from gospablik.errors import CouldNotRead, NeverShown
from gospablik.networks import pictures
from gospablik.networks.base import Picture
from gospablik.networks.max import objects as of_max
from gospablik.networks.ok import comment_objects as of_ok
from gospablik.networks.pictures import MOST_BYTES, fetch
from gospablik.networks.telegram import messages
from gospablik.networks.telegram.client import TelegramClient
from gospablik.networks.telegram.tokens import TelegramToken
from gospablik.networks.vk import attached

BASE = "https://api.vk.com/method/"
AT = "https://sun9-1.userapi.com/impg/a.jpg?sign=secret"
TOKEN = "7000001:telegram-key-Zq7telegram-key-Zq7-0"
Answer = Callable[[httpx.Request], httpx.Response]


def get(answer: Answer, address: str = AT, kind: str = "vk", base: str = BASE) -> bytes:
    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        return fetch(http, address, kind=kind, network="ВКонтакте", base=base)


def never_asked(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"asked for {request.url}")


def test_the_file_comes_without_a_key() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        assert "authorization" not in request.headers
        return httpx.Response(200, content=b"file")

    assert get(answer) == b"file"


@pytest.mark.parametrize(
    "address",
    [
        "http://sun9-1.userapi.com/a.jpg",
        "https://userapi.com.evil.test/a.jpg",
        "https://evil.test/userapi.com",
        "https://evil@sun9-1.userapi.com/a.jpg",
        "https://sun9-1.userapi.com:8443/a.jpg",
        "https://127.0.0.1/a.jpg",
        "http://127.0.0.1:4200/api/",
        "file:///etc/passwd",
        "https://[bad",
        "",
    ],
)
def test_other_hosts_are_never_asked(address: str) -> None:
    with pytest.raises(NeverShown):
        get(never_asked, address)


def test_the_host_that_the_page_names_is_its_own() -> None:
    base = "http://127.0.0.1:5000/vk/method/"
    assert get(lambda _: httpx.Response(200, content=b"f"), "http://127.0.0.1:5000/x", base=base)
    with pytest.raises(NeverShown):
        get(never_asked, "http://127.0.0.1:5001/x", base=base)


def test_redirects_stay_at_home() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.host == "sun9-1.userapi.com":
            return httpx.Response(302, headers={"location": "https://sun9-2.userapi.com/b.jpg"})
        return httpx.Response(200, content=b"b")

    assert get(answer) == b"b"
    away = {"location": "https://evil.test/a.jpg"}
    with pytest.raises(NeverShown, match="не на своих серверах"):
        get(lambda request: httpx.Response(301, headers=away))
    round_again = {"location": AT}
    with pytest.raises(NeverShown, match="больше 3 раз"):
        get(lambda request: httpx.Response(301, headers=round_again))


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (httpx.Response(404), NeverShown, "исчезла до того"),
        (httpx.Response(410), NeverShown, "исчезла до того"),
        (httpx.Response(403), CouldNotRead, "HTTP 403"),
        (httpx.Response(502), CouldNotRead, "HTTP 502"),
        (httpx.Response(200), NeverShown, "пустой файл"),
        (httpx.Response(200, content=b"x" * (MOST_BYTES + 1)), NeverShown, "больше 10 МБ"),
    ],
)
def test_what_came_instead(answer: httpx.Response, kind: type[CouldNotRead], words: str) -> None:
    with pytest.raises(CouldNotRead, match=words) as told:
        get(lambda _: answer)
    assert type(told.value) is kind
    assert "secret" not in str(told.value)


def test_a_broken_line_is_tried_again_later() -> None:
    def broken(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    with pytest.raises(CouldNotRead) as told:
        get(broken)
    assert type(told.value) is CouldNotRead


def telegram(answer: Answer) -> bytes:
    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        client = TelegramClient("https://api.telegram.org", TelegramToken(TOKEN), http)
        return client.picture("AgACAgI")


def file_at(path: str, then: httpx.Response) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path.endswith("/getFile"):
            return httpx.Response(200, json={"ok": True, "result": {"file_path": path}})
        return then

    return answer


def test_telegrams_key_stands_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    found = telegram(file_at("photos/file_1.jpg", httpx.Response(200, content=b"file")))
    assert found == b"file"
    assert TOKEN not in caplog.text


@pytest.mark.parametrize("path", ["../../bot/getMe", "photos/a?x", "https://evil.test/", ""])
def test_an_odd_path_of_telegram_is_not_followed(path: str) -> None:
    with pytest.raises(CouldNotRead):
        telegram(file_at(path, httpx.Response(200, content=b"never")))


@pytest.mark.parametrize(
    ("code", "words", "kind"),
    [
        (400, "Bad Request: invalid file_id", NeverShown),
        (400, "Bad Request: wrong file_id or the file is temporarily unavailable", CouldNotRead),
        (400, "Bad Request: file is too big", NeverShown),
        (401, "Unauthorized", CouldNotRead),
    ],
)
def test_what_telegram_refuses(code: int, words: str, kind: type[CouldNotRead]) -> None:
    body = {"ok": False, "error_code": code, "description": words}
    with pytest.raises(CouldNotRead) as told:
        telegram(lambda _: httpx.Response(code, json=body))
    assert type(told.value) is kind


def test_vk_gives_the_largest_size() -> None:
    sizes = [
        {"type": "s", "width": 75, "height": 50, "url": "https://s"},
        {"type": "w", "width": 1280, "height": 800, "url": "https://w"},
        {"type": "x", "width": 604, "height": 400, "url": "https://x"},
    ]
    photo = {"type": "photo", "photo": {"owner_id": 5, "id": 7, "sizes": sizes}}
    assert attached.picture(photo) == Picture("https://w", "photo5_7")
    preview = {"photo": {"sizes": [{"type": "m", "width": 1, "height": 1, "src": "https://d"}]}}
    document = {"type": "doc", "doc": {"owner_id": 5, "id": 8, "preview": preview}}
    assert attached.picture(document) == Picture("https://d", "doc5_8")
    assert attached.picture({"type": "doc", "doc": {"owner_id": 5, "id": 8}}) is None
    assert attached.picture({"type": "sticker", "sticker": {"images": sizes}}) is None
    unnamed = {"type": "photo", "photo": {"owner_id": 5, "id": 7}}
    assert attached.picture(unnamed) == Picture("", "photo5_7")


def test_the_other_networks() -> None:
    photo = {
        "type": "PHOTO",
        "id": "9",
        "photo": {"pic128x128": "https://a", "pic_max": "https://b"},
    }
    assert of_ok._picture(photo) == Picture("https://b", "9")
    assert of_ok._picture({"type": "PHOTO"}) == Picture("", "photo")
    assert of_ok._picture({"type": "MOVIE", "id": "9"}) is None
    image = {"type": "image", "payload": {"photo_id": 3, "url": "https://m", "token": "t"}}
    assert of_max._picture(image) == Picture("https://m", "3")
    assert of_max._picture({"type": "video", "payload": {}}) is None
    sizes = [
        {"file_id": "big", "file_unique_id": "b", "width": 1280, "height": 800},
        {"file_id": "small", "file_unique_id": "s", "width": 90, "height": 60},
    ]
    assert messages.picture({"photo": sizes}) == Picture("big", "b")
    scan = {"file_id": "d", "file_unique_id": "u", "mime_type": "image/png"}
    assert messages.picture({"document": scan}) == Picture("d", "u")
    assert messages.picture({"document": scan | {"mime_type": "application/pdf"}}) is None


def test_every_network_that_gives_addresses_has_its_hosts() -> None:
    assert set(pictures.HOSTS) == {"vk", "ok", "max"}
