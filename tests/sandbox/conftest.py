from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sandbox.server import Running, running
from tests.sandbox import kit_telegram
from tests.sandbox.kit import STATE, Client
from tests.sandbox.max_kit import STATE as MAX_STATE
from tests.sandbox.max_kit import Max
from tests.sandbox.ok_kit import OK_STATE, OkClient


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Running]:
    with running(STATE | OK_STATE) as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(sandbox_process: Running) -> Running:
    """A sandbox as it is at the start."""
    httpx.post(f"{sandbox_process.http}/control/reset", verify=False).raise_for_status()
    return sandbox_process


@pytest.fixture
def vk(sandbox: Running) -> Iterator[Client]:
    client = Client(sandbox.http)
    yield client
    client.web.close()


@pytest.fixture
def ok(sandbox: Running) -> Iterator[OkClient]:
    client = OkClient(sandbox.http)
    yield client
    client.web.close()


@pytest.fixture(scope="session")
def max_process() -> Iterator[Running]:
    with running(MAX_STATE, https=True) as sandbox:
        yield sandbox


@pytest.fixture
def mx(max_process: Running) -> Iterator[Max]:
    """MAX as it is at the start."""
    client = Max(max_process.http)
    client.control("POST", "/reset")
    yield client
    client.web.close()


@pytest.fixture(scope="session")
def telegram_process() -> Iterator[Running]:
    with running(kit_telegram.STATE) as sandbox:
        yield sandbox


@pytest.fixture
def tg(telegram_process: Running) -> Iterator[kit_telegram.Client]:
    """Telegram as it is at the start."""
    client = kit_telegram.Client(telegram_process.http)
    client.control("POST", "/reset")
    yield client
    client.web.close()
