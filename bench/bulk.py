"""Rows into a new database by the driver alone: a million of them in a minute."""

from datetime import datetime
from typing import Any

from gospablik.store.session import Store

AT_ONCE = 100_000
"""Rows that are kept in memory before they are written."""


class Bulk:
    """Takes rows of any table in any order; references are not looked at before the end."""

    def __init__(self, url: str) -> None:
        self._store = Store(url)
        self._sqlite = self._store.engine.dialect.name == "sqlite"
        self._connection = self._store.engine.raw_connection()
        self._cursor = self._connection.cursor()
        self._rows: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
        self._waiting = 0
        self._cursor.execute(
            "PRAGMA foreign_keys=OFF"
            if self._sqlite
            else "SET SESSION session_replication_role = replica"
        )

    def add(self, table: str, **values: Any) -> None:
        """One row. Moments are aware; JSON is text already."""
        kept = map(self._kept, values.values()) if self._sqlite else values.values()
        self._rows.setdefault((table, *values), []).append(tuple(kept))
        self._waiting += 1
        if self._waiting >= AT_ONCE:
            self._write()

    def close(self) -> None:
        """Write what waits; PostgreSQL gets to know its tables, as autovacuum sees to."""
        self._write()
        if not self._sqlite:
            self._cursor.execute("ANALYZE")
            self._connection.commit()
        self._connection.invalidate()  # nobody gets it again with its references not looked at
        self._store.close()

    def _write(self) -> None:
        if self._sqlite:
            self._cursor.execute("BEGIN IMMEDIATE")
        for (table, *names), rows in self._rows.items():
            into = f'"{table}" ({", ".join(names)})'
            if self._sqlite:
                marks = ", ".join("?" * len(names))
                self._cursor.executemany(f"INSERT INTO {into} VALUES ({marks})", rows)
                continue
            with self._cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        self._connection.commit()
        self._rows.clear()
        self._waiting = 0

    @staticmethod
    def _kept(value: Any) -> Any:
        """A moment as SQLite keeps it (`store.base.UtcDateTime`)."""
        return value.isoformat(" ", "microseconds")[:26] if type(value) is datetime else value
