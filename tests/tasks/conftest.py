"""A desk of its own for each test, over an office that stands in a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gospablik.networks import pace
from gospablik.site import manners
from office.demo.scene import Wishes, organisation_toml
from tasks.desk import Desk, desk


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, sqlite_url: str) -> Iterator[Path]:
    """The organisation.toml of this test; the desk reads it when it is first asked."""
    path = tmp_path / "organisation.toml"
    path.write_text(organisation_toml("http://127.0.0.1:9", Wishes()), "utf-8")
    monkeypatch.setenv("GOSPABLIK_ORGANISATION", str(path))
    monkeypatch.setenv("GOSPABLIK_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("GOSPABLIK_DATABASE_URL", sqlite_url)
    monkeypatch.setattr(manners, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(pace, "SHARED", pace.Pace())  # what the desk puts in its place ends here
    desk.cache_clear()
    yield path
    made = vars(desk())
    if "store" in made:
        made["store"].close()
    desk.cache_clear()


@pytest.fixture
def at(office: Path) -> Desk:
    """The desk of this test."""
    return desk()
