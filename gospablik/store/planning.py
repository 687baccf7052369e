"""A word to SQLite's query planner, which knows nothing of how many rows there are."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import InstrumentedAttribute


def unindexed(column: InstrumentedAttribute[str]) -> ColumnElement[Any]:
    """The column in a condition that is no place to begin at.

    SQLite expects ten rows behind `organisation = …` where the other tables of the query have a
    moment or nothing to begin with, and goes over a million comments for a hundred findings.
    PostgreSQL counts its rows and needs no telling.
    """
    return column.concat("")
