from collections.abc import Iterator

import pytest

from gospablik.networks import pace
from tests.gospablik.networks.fake_max import FakeMax, played
from tests.gospablik.networks.fake_ok import FakeOk
from tests.gospablik.networks.fake_telegram import FakeTelegram
from tests.gospablik.networks.fake_vk import FakeVk


@pytest.fixture(autouse=True)
def nobody_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test waits for the turns that another one took."""
    monkeypatch.setattr(pace, "SHARED", pace.Pace())


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that the code under test would have slept."""
    pauses: list[float] = []
    monkeypatch.setattr("time.sleep", pauses.append)
    return pauses


@pytest.fixture
def vk(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeVk]:
    """A VK without pace and pauses. At the end all its answers must have been asked for."""
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    fake = FakeVk()
    yield fake
    assert not fake.answers, "answers nobody asked for"


@pytest.fixture
def ok(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOk]:
    """An OK without pace and pauses. At the end all its answers must have been asked for."""
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    fake = FakeOk()
    yield fake
    assert not fake.answers, "answers nobody asked for"


@pytest.fixture
def telegram(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTelegram]:
    """A Telegram without pace and pauses. At the end all its answers must have been asked for."""
    monkeypatch.setattr(pace, "WINDOW", 0.0)
    monkeypatch.setattr(pace, "SHARED", pace.Pace())
    fake = FakeTelegram()
    yield fake
    assert not fake.answers, "answers nobody asked for"


@pytest.fixture
def fake(slept: list[float], monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeMax]:
    """A MAX without pace and pauses."""
    with played(monkeypatch) as one:
        yield one
