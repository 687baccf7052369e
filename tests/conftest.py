"""What all tests share: databases of both kinds, migrated once and copied; a running office."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.end_to_end.town import Town

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")

from bench.databases import command, named, postgres
from gospablik.store.migrate import migrate
from gospablik.store.session import Store


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    migrate(f"sqlite:///{path}")
    store = Store(f"sqlite:///{path}")
    with store.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # our engine begins by itself; see Store
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()
    return path


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """A fresh migrated SQLite database of the test's own."""
    path = tmp_path / "office.sqlite"
    shutil.copy(migrated_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A real PostgreSQL: the URL of its server."""
    with postgres() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """A migrated PostgreSQL database to copy from."""
    command(postgres_server, "CREATE DATABASE template_office")
    migrate(named(postgres_server, "template_office"))
    return "template_office"


@pytest.fixture
def postgres_url(postgres_server: str, migrated_postgres: str) -> Iterator[str]:
    """A fresh migrated PostgreSQL database of the test's own."""
    name = f"office_{uuid4().hex[:12]}"
    command(postgres_server, f"CREATE DATABASE {name} TEMPLATE {migrated_postgres}")
    yield named(postgres_server, name)
    command(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database of each kind that we promise to work on."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """A store on each kind of database."""
    store = Store(database_url)
    yield store
    store.close()


@pytest.fixture
def sqlite_store(sqlite_url: str) -> Iterator[Store]:
    """A store where the kind of database does not matter."""
    store = Store(sqlite_url)
    yield store
    store.close()


@pytest.fixture(scope="session")
def running_town(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path
) -> "Iterator[Town]":
    """Server, sandbox, deployments and worker: one running office for all tests of a process."""
    from gospablik.root import ROOT
    from office.demo.scene import files
    from office.stack import Stack
    from tests.end_to_end.town import Town

    state = tmp_path_factory.mktemp("town")
    with Stack(root=ROOT, state=state, port=0, sandbox=True, extra_env=files(state)) as stack:
        town = Town(stack)
        town.begin(migrated_sqlite)
        town.open_office()
        yield town


@pytest.fixture
def town(running_town: "Town", migrated_sqlite: Path) -> "Iterator[Town]":
    """The office on a morning on which nothing has happened yet."""
    running_town.begin(migrated_sqlite)
    yield running_town
    running_town.forget_runs()
