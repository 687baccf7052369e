"""The list of errands follows a page that goes and comes back, and is not shown twice the same."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from office.demo.scene import Wishes, organisation_toml
from tasks import artifacts
from tasks.desk import desk
from tasks.errands import refresh_errands

AWAY = 'suspended_from = 2020-01-01\nsuspended_because = "закрыта по закону"\nmode ='


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was published under the list's key, in the place of Prefect's server."""
    pages: list[str] = []

    class Kept:
        @staticmethod
        def get(key: str) -> SimpleNamespace | None:
            return SimpleNamespace(data=pages[-1]) if pages else None

    monkeypatch.setattr(artifacts, "Artifact", Kept)
    monkeypatch.setattr(
        artifacts,
        "create_markdown_artifact",
        lambda markdown, key, description: pages.append(markdown),
    )
    return pages


def test_a_page_that_came_back_is_no_longer_to_be_left_alone(
    office: Path, shown: list[str]
) -> None:
    here = organisation_toml("http://127.0.0.1:9", Wishes())
    for words in (here.replace("mode =", AWAY), here, here):
        office.write_text(words, "utf-8")
        desk.cache_clear()
        refresh_errands.fn()
    assert ["На ней ничего не делайте" in page for page in shown] == [True, False]
