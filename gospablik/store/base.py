"""What all tables share: typed columns, UTC moments, names of constraints."""

from datetime import UTC, datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from gospablik.clock import require_aware


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment. A naive one is refused at the door; what comes out is UTC.

    SQLite keeps neither moments nor zones, so there it is text, the UTC reading. It is the same
    text that SQLAlchemy would make of it, in a fifth of the time.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Text on SQLite."""
        known = String(26) if dialect.name == "sqlite" else self.impl_instance
        return dialect.type_descriptor(known)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """What the database keeps. Raises ValueError for what has no zone."""
        if value is None:
            return None
        aware = value if value.tzinfo is UTC else require_aware(value)
        return aware if dialect.name != "sqlite" else aware.isoformat(" ", "microseconds")[:26]

    def process_result_value(
        self, value: datetime | str | None, dialect: Dialect
    ) -> datetime | None:
        """The moment in UTC, whatever the database thinks its zone is."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value).replace(tzinfo=UTC)
        return value.astimezone(UTC)


class Word(TypeDecorator[Enum]):
    """A StrEnum stored as its value: readable in the database, typed in the code."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[Enum]) -> None:
        super().__init__(40)
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """The enum's value; an unknown word raises ValueError before it is stored."""
        return None if value is None else str(self.kind(value).value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Enum | None:
        """The enum."""
        return None if value is None else self.kind(value)


class Base(DeclarativeBase):
    """All tables of the office."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 (SQLAlchemy reads it from the class)
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        list[int]: JSON(),
        list[str]: JSON(),
    }
