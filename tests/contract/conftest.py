"""One sandbox and one walk through each network for all contracts of a process."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sandbox.server import Running, running
from tests.contract.max_walk import walk as walk_max
from tests.contract.ok_walk import walk as walk_ok
from tests.contract.telegram_walk import walk as walk_telegram
from tests.contract.vk_walk import Found
from tests.contract.vk_walk import walk as walk_vk
from tests.sandbox import kit, kit_telegram, max_kit, ok_kit

STATE = kit.STATE | ok_kit.OK_STATE | max_kit.STATE | kit_telegram.STATE


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Running]:
    with running(STATE) as sandbox:
        yield sandbox


def _afresh(sandbox: Running) -> str:
    """The sandbox's address, all networks as at the start."""
    httpx.post(f"{sandbox.http}/control/reset").raise_for_status()
    return sandbox.http


@pytest.fixture(scope="session")
def vk(sandbox: Running) -> Iterator[tuple[kit.Client, Found]]:
    """VK after the walk, with the objects that came back by their definition."""
    client = kit.Client(_afresh(sandbox))
    with client.web:
        yield client, walk_vk(client)


@pytest.fixture(scope="session")
def mx(sandbox: Running) -> Iterator[max_kit.Max]:
    """MAX after the walk."""
    client = max_kit.Max(_afresh(sandbox))
    with client.web:
        walk_max(client)
        yield client


@pytest.fixture(scope="session")
def tg(sandbox: Running) -> Iterator[kit_telegram.Client]:
    """Telegram after the walk."""
    client = kit_telegram.Client(_afresh(sandbox))
    with client.web:
        walk_telegram(client)
        yield client


@pytest.fixture(scope="session")
def ok(sandbox: Running) -> Iterator[ok_kit.OkClient]:
    """OK after the walk."""
    client = ok_kit.OkClient(_afresh(sandbox))
    with client.web:
        walk_ok(client)
        yield client
