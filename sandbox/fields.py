"""Typed reading of the JSON that a control receives."""

import base64
import binascii
from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

T = TypeVar("T")


class BadRequestError(Exception):
    """The control's body is not what the control needs; answered as 400 with the sentence."""


class UnknownObjectError(Exception):
    """The control names something that does not exist; answered as 404."""


class ClosedError(Exception):
    """Nobody, or not this person, may do that here; answered as 403."""


class Fields:
    """A JSON object whose members are asked for by type; a wrong type is a BadRequestError."""

    def __init__(self, data: Any) -> None:
        if not isinstance(data, Mapping):
            raise BadRequestError("a JSON object is expected")
        self.data: Mapping[str, Any] = data

    def __contains__(self, name: str) -> bool:
        return name in self.data

    def _typed(self, name: str, kind: type[T], default: T | None) -> T:
        value = self.data.get(name)
        if value is None:
            if default is None:
                raise BadRequestError(f"{name} is required")
            return default
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise BadRequestError(f"{name} must be {kind.__name__}, not {value!r}")
        return value

    def integer(self, name: str, default: int | None = None) -> int:
        """A whole number; required when there is no default."""
        return self._typed(name, int, default)

    def text(self, name: str, default: str | None = None) -> str:
        """A string; required when there is no default."""
        return self._typed(name, str, default)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean; VK's 0 and 1 are taken too."""
        value = self.data.get(name, default)
        if value in (0, 1):
            return bool(value)
        raise BadRequestError(f"{name} must be true or false, not {value!r}")

    def number(self, name: str, default: float) -> float:
        """A number of seconds or the like."""
        value = self.data.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise BadRequestError(f"{name} must be a number, not {value!r}")
        return float(value)

    def optional_integer(self, name: str) -> int | None:
        """A whole number or null."""
        return None if self.data.get(name) is None else self.integer(name)

    def optional_text(self, name: str) -> str | None:
        """A string or null."""
        return None if self.data.get(name) is None else self.text(name)

    def choice(self, name: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """One of the allowed words."""
        value = self.text(name, default)
        if value not in allowed:
            raise BadRequestError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")
        return value

    def texts(self, name: str, default: tuple[str, ...] = ()) -> tuple[str, ...]:
        """A list of strings."""
        value = self.data.get(name)
        if value is None:
            return default
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise BadRequestError(f"{name} must be a list of strings")
        return tuple(value)

    def file(self, name: str) -> bytes:
        """The bytes that a member holds in base64; none if it is absent."""
        try:
            return base64.b64decode(self.text(name, ""), validate=True)
        except binascii.Error as error:
            raise BadRequestError(f"{name}: {error}") from error

    def moment(self, name: str) -> datetime | None:
        """An ISO time with an offset, or null; a naive one is refused."""
        value = self.optional_text(name)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as error:
            raise BadRequestError(f"{name}: {error}") from error
        if moment.tzinfo is None:
            raise BadRequestError(f"{name} needs an offset from UTC: {value}")
        return moment
