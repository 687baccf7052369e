"""One running office for all tests of a process; database and sandbox are new for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from gospablik.root import ROOT
from office.demo.scene import files
from office.stack import Stack
from tests.end_to_end.town import Town


@pytest.fixture(scope="session")
def running_town(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Town]:
    """Server, sandbox, deployments and worker."""
    state = tmp_path_factory.mktemp("town")
    with Stack(root=ROOT, state=state, port=0, sandbox=True, extra_env=files(state)) as stack:
        town = Town(stack)
        town.begin(migrated_sqlite)
        town.open_office()
        yield town


@pytest.fixture
def town(running_town: Town, migrated_sqlite: Path) -> Iterator[Town]:
    """The office on a morning on which nothing has happened yet."""
    running_town.begin(migrated_sqlite)
    yield running_town
    running_town.forget_runs()
