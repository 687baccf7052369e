"""A word to SQLite's query planner, which knows nothing of how many rows there are."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.functions import FunctionElement


class Unindexed(FunctionElement[str]):
    """The column in a condition that is no place to begin at.

    SQLite expects ten rows behind `organisation = …` where the other tables of the query have a
    moment or nothing to begin with, and goes over a million comments for a hundred findings.
    PostgreSQL counts its rows: there it is the column and nothing else.
    """

    inherit_cache = True

    def __init__(self, column: InstrumentedAttribute[str]) -> None:
        super().__init__(column)
        self.type = column.type


@compiles(Unindexed)
def _as_it_is(element: Unindexed, compiler: Any, **more: Any) -> str:
    return str(compiler.process(element.clauses, **more))


@compiles(Unindexed, "sqlite")
def _with_a_plus(element: Unindexed, compiler: Any, **more: Any) -> str:
    """The plus is SQLite's own way of saying so."""
    return f"+{compiler.process(element.clauses, **more)}"
