"""Typed reading of a call's parameters, as lenient and as strict as VK (facts A1, A3)."""

import re

from sandbox.vk.errors import VkError, invalid, missing


class Params:
    """The call's parameters without the token. An empty string counts as not sent."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def __contains__(self, name: str) -> bool:
        return bool(self.values.get(name))

    def text(self, name: str, default: str = "") -> str:
        """A string, exactly as sent."""
        return self.values.get(name) or default

    def needed_text(self, name: str) -> str:
        """A string that must be there (error 100)."""
        if name not in self:
            raise missing(name)
        return self.values[name]

    def optional(
        self, name: str, *, minimum: int | None = None, maximum: int | None = None
    ) -> int | None:
        """A whole number within bounds, or None when not sent."""
        if name not in self:
            return None
        raw = self.values[name].strip()
        if not re.fullmatch(r"[+-]?\d{1,18}", raw):
            raise invalid(f"{name} not integer")
        value = int(raw)
        if minimum is not None and value < minimum:
            raise invalid(f"{name} should be greater or equal to {minimum}")
        if maximum is not None and value > maximum:
            raise invalid(f"{name} should be less or equal to {maximum}")
        return value

    def integer(
        self, name: str, default: int, *, minimum: int | None = None, maximum: int | None = None
    ) -> int:
        """A whole number within bounds, with a default."""
        value = self.optional(name, minimum=minimum, maximum=maximum)
        return default if value is None else value

    def needed(self, name: str, *, minimum: int | None = None) -> int:
        """A whole number that must be there (error 100)."""
        value = self.optional(name, minimum=minimum)
        if value is None:
            raise missing(name)
        return value

    def flag(self, name: str) -> bool:
        """1 is true; anything that is not a number counts as 0, the way VK reads «True»."""
        found = re.match(r"\s*[+-]?\d+", self.values.get(name, ""))
        return found is not None and int(found.group()) != 0

    def listed(self, name: str) -> tuple[str, ...]:
        """A comma-joined list."""
        parts = (part.strip() for part in self.values.get(name, "").split(","))
        return tuple(part for part in parts if part)

    def community(self, name: str = "owner_id") -> int:
        """The community behind a wall's (negative) owner id."""
        owner = self.needed(name)
        if owner >= 0:
            raise VkError(15, "only walls of communities stand in the sandbox")
        return -owner

    def version(self) -> tuple[int, int]:
        """The API version; every call must name one."""
        found = re.fullmatch(r"(\d+)\.(\d+)", self.values.get("v", ""))
        if found is None:
            raise VkError(8, "v (version) is required")
        return int(found.group(1)), int(found.group(2))
