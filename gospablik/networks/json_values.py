"""Values read out of a network's JSON. A missing key is an error, never a default.

Half-read is not read: what is not of the expected shape raises NetworkError(UNKNOWN).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeGuard

from gospablik.networks.errors import nonsense

Json = Any
"""What `json.loads` gives; looked into only through these functions."""


def is_int(value: object) -> TypeGuard[int]:
    """Whether a JSON value is a whole number; in Python True is one too."""
    return isinstance(value, int) and not isinstance(value, bool)


class Reader:
    """Reads values and names the network in its complaints."""

    def __init__(self, network: str) -> None:
        self._network = network

    def table(self, value: Json) -> Mapping[str, Json]:
        """A JSON object."""
        if not isinstance(value, dict):
            raise nonsense(self._network, "вместо объекта пришло другое")
        return value

    def rows(self, value: Json, key: str) -> list[Json]:
        """The list under a key."""
        found = self.table(value).get(key)
        if not isinstance(found, list):
            raise nonsense(self._network, f"нет списка {key}")
        return found

    def number(self, value: Json, key: str) -> int:
        """The whole number under a key."""
        found = self.table(value).get(key)
        if not is_int(found):
            raise nonsense(self._network, f"нет числа {key}")
        return found

    def flag(self, value: Json, key: str) -> bool:
        """A yes or no."""
        found = self.table(value).get(key)
        if not isinstance(found, bool):
            raise nonsense(self._network, f"нет да или нет в {key}")
        return found

    def words(self, value: Json, key: str) -> str:
        """The string under a key; an empty one is a string."""
        found = self.table(value).get(key)
        if not isinstance(found, str):
            raise nonsense(self._network, f"нет строки {key}")
        return found

    def moment(self, value: Json, key: str, *, milliseconds: bool = False) -> datetime:
        """The Unix time under a key, aware, UTC."""
        return self.moment_of(self.number(value, key), key, milliseconds=milliseconds)

    def moment_of(self, number: int, key: str, *, milliseconds: bool = False) -> datetime:
        """A Unix time as an aware moment, UTC."""
        try:
            return datetime.fromtimestamp(number / 1000 if milliseconds else number, UTC)
        except (OverflowError, OSError, ValueError):
            raise nonsense(self._network, f"время {key} невозможно") from None
