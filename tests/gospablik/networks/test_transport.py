"""The way out: what httpx logs of it, and an upload that may not outlast its verb."""

import logging
from collections.abc import Iterator

import httpx
import pytest

from gospablik.networks.errors import Kind, NetworkError
from gospablik.networks.transport import Call, Deadline, Upload, send

SECRET = "secret-signature"


class Over(Deadline):
    """Time for so many looks at the clock."""

    def __init__(self, looks: int) -> None:
        self._looks = looks

    def left(self) -> float:
        self._looks -= 1
        return float(max(self._looks, 0))


def out(call: Call, deadline: Deadline) -> bytes:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=str(len(request.read())).encode())

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        return send(http, call, deadline, network="Пример").body


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    with caplog.at_level(logging.DEBUG, logger="httpx"):
        yield caplog


def test_parameters_of_addresses_stay_out_of_the_log(logged: pytest.LogCaptureFixture) -> None:
    out(Call("GET", f"https://up.test/put?sig={SECRET}&n=1"), Over(99))
    out(Call("GET", "https://api.test/list", query={"token": SECRET}), Over(99))
    assert "https://up.test/put?***" in logged.text
    assert SECRET not in logged.text


def test_an_upload_ends_with_its_verb() -> None:
    photo = Upload("pic", "zal.png", b"\x89PNG" * 100_000, "image/png")
    call = Call("POST", "https://up.test/put", files=(photo,))
    assert int(out(call, Over(99))) > 400_000
    with pytest.raises(NetworkError) as caught:
        out(call, Over(3))
    assert caught.value.kind is Kind.UNKNOWN
