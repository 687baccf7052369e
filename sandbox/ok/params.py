"""Typed reading of a call's parameters (facts B1, B3: a bad one is 100 PARAM)."""

import re

from sandbox.ok.errors import invalid, missing


class Params:
    """The call's parameters as strings. An empty string counts as not sent."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return bool(self.values.get(name))

    def text(self, name: str, default: str = "") -> str:
        """A string, exactly as sent."""
        return self.values.get(name) or default

    def needed(self, name: str) -> str:
        """A string that must be there."""
        if name not in self:
            raise missing(name)
        return self.values[name]

    def integer(self, name: str, default: int, *, minimum: int = 0, maximum: int = 10**18) -> int:
        """A whole number within bounds, with a default."""
        if name not in self:
            return default
        raw = self.values[name]
        if not re.fullmatch(r"\d{1,18}", raw) or not minimum <= int(raw) <= maximum:
            raise invalid(name, raw)
        return int(raw)

    def flag(self, name: str, default: bool = False) -> bool:
        """«true» or «false»; Python's «True» is no boolean of OK's (facts B1, traps)."""
        if name not in self:
            return default
        if self.values[name] not in {"true", "false"}:
            raise invalid(name, self.values[name])
        return self.values[name] == "true"

    def choice(self, name: str, allowed: tuple[str, ...], default: str) -> str:
        """One of the allowed words."""
        value = self.text(name, default)
        if value not in allowed:
            raise invalid(name, value)
        return value

    def listed(self, name: str, *, maximum: int = 1000) -> tuple[str, ...]:
        """A comma-joined list."""
        parts = (part.strip() for part in self.values.get(name, "").split(","))
        found = tuple(part for part in parts if part)
        if len(found) > maximum:
            raise invalid(name, self.values[name])
        return found
