"""Inserting a row that may be there already: asked twice, it is still one row."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import CursorResult, Table, select
from sqlalchemy.orm import Session

from gospablik.store.base import Base

Row = TypeVar("Row", bound=Base)


def insert_once(session: Session, row: type[Base], **values: Any) -> bool:
    """Insert unless a unique constraint says that it is there. Returns whether it was inserted.

    Safe against another transaction doing the same: the database decides, not a look before.
    """
    table = cast(Table, row.__table__)
    statement = (
        _insert(session, table)
        .values(**values)
        .on_conflict_do_nothing()
        .returning(table.c[_key(table)])
    )
    return session.execute(statement).first() is not None


def insert_each_once(
    session: Session, row: type[Base], rows: Sequence[Mapping[str, Any]], *told: Any
) -> list[tuple[Any, ...]]:
    """The same for many rows in one go. Returns these columns (`told`) of those inserted."""
    statement = _insert(session, cast(Table, row.__table__)).on_conflict_do_nothing()
    found = session.connection().execute(statement.returning(*told), list(rows))
    return [tuple(one) for one in found]


def find_or_insert(
    session: Session, row: type[Row], known_by: dict[str, Any], **rest: Any
) -> tuple[Row, bool]:
    """The row known by these columns, inserted with `rest` if missing, and whether it is new."""
    new = insert_once(session, row, **known_by, **rest)
    found = session.scalars(select(row).filter_by(**known_by)).one()
    return found, new


def changed(result: Any) -> bool:
    """Whether an UPDATE with a condition met its one row."""
    return how_many(result) == 1


def how_many(result: Any) -> int:
    """How many rows an UPDATE with a condition met."""
    return cast(CursorResult[Any], result).rowcount


def _insert(session: Session, table: Table) -> Any:
    # Each dialect brings all its drivers along, and a pass on SQLite needs none of PostgreSQL's.
    if session.get_bind().dialect.name == "sqlite":
        from sqlalchemy.dialects import sqlite

        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql

    return postgresql.insert(table)


def _key(table: Table) -> str:
    return next(iter(table.primary_key.columns)).name
