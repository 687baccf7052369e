"""Expectations of our own: what a rule may hold its column to, described in Russian.

Rules compare in plain Python, so three kinds of bounds and one of the whole table are enough.
"""

from functools import cache
from typing import Any


@cache
def own() -> dict[str, Any]:
    """The expectations by the names that rules use; made once, since each is registered.

    Imports Great Expectations. Its models are of pydantic 1: another `Field` would become the
    value itself.
    """
    from great_expectations import expectations as gx
    from great_expectations.compatibility.pydantic import Field

    class ExpectNoFaults(gx.ExpectColumnValuesToBeBetween):  # type: ignore[misc]
        """The column counts what is wrong with each row."""

        min_value: float = 0
        max_value: float = 0
        description: str = Field(default="Ни в одной строке нет отклонений.")

    class ExpectNoLess(gx.ExpectColumnValuesToBeBetween):  # type: ignore[misc]
        """The column measures what each row must have enough of; `min_value` is enough."""

        description: str = Field(default="В каждой строке не меньше, чем нужно.")

    class ExpectNoRepeats(gx.ExpectColumnValuesToBeUnique):  # type: ignore[misc]
        """The column names each row."""

        description: str = Field(default="Ни одна строка не повторяется.")

    class ExpectRowsToBeThere(gx.ExpectTableRowCountToBeBetween):  # type: ignore[misc]
        """An empty table satisfies every rule of a column, so there is a rule of the table."""

        min_value: int = 1
        description: str = Field(default="Таблица не пуста: есть что проверять.")

    kinds = (ExpectNoFaults, ExpectNoLess, ExpectNoRepeats, ExpectRowsToBeThere)
    return {kind.__name__: kind for kind in kinds}
