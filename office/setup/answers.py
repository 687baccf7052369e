"""What was answered so far: the tree of organisation.toml and the secrets; kept as a draft."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any

import tomlkit
from pydantic import BaseModel, TypeAdapter, ValidationError

from gospablik.organisation_errors import expected
from office.private_file import write_private
from office.setup.terminal import Terminal, Unfit


class Answers:
    """The answers, saved after each of them: a person may be interrupted at any question.

    `tree`: organisation.toml as plain values. `secrets`: names of environment variables and their
    values. `unchecked`: what was taken without having been tried, in words, by its place.
    """

    def __init__(self, draft: Path) -> None:
        self._draft = draft
        self.tree: dict[str, Any] = {}
        self.secrets: dict[str, str] = {}
        self.unchecked: dict[str, str] = {}

    def begin(self, tree: dict[str, Any], secrets: Mapping[str, str]) -> None:
        """Start from what is in force."""
        self.tree, self.secrets = tree, dict(secrets)

    def resume(self) -> bool:
        """Go on from the draft, if there is one that can be read."""
        try:
            kept = tomllib.loads(self._draft.read_text("utf-8"))
        except (OSError, ValueError):
            return False
        self.tree = kept.get("file", {})
        self.secrets, self.unchecked = kept.get("secrets", {}), kept.get("unchecked", {})
        return True

    @property
    def interrupted(self) -> bool:
        """Whether an earlier dialogue did not come to its end."""
        return self._draft.exists()

    def older_than(self, file: Path) -> bool:
        """Whether somebody has changed the file since that dialogue."""
        return file.exists() and file.stat().st_mtime > self._draft.stat().st_mtime

    def keep(self) -> None:
        """Write the draft: readable for its owner alone, whole or not at all."""
        kept = {"file": self.tree, "secrets": self.secrets, "unchecked": self.unchecked}
        write_private(self._draft, tomlkit.dumps(kept))

    def forget(self) -> None:
        """The dialogue is over."""
        self._draft.unlink(missing_ok=True)

    def table(self, name: str) -> dict[str, Any]:
        """A section of the file."""
        section: dict[str, Any] = self.tree.setdefault(name, {})
        return section

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The sections of a list: pages, officials, holidays."""
        rows: list[dict[str, Any]] = self.tree.setdefault(name, [])
        return rows

    def put(self, section: dict[str, Any], field: str, value: Any) -> None:
        """Set or, with None, take away a value of a section, and keep it."""
        if value is None:
            section.pop(field, None)
        else:
            section[field] = value
        self.keep()

    def note(self, place: str, words: str | None) -> None:
        """What is not tried there, or (None) that it is."""
        self.unchecked.pop(place, None)
        if words:
            self.unchecked[place] = words
        self.keep()

    def secret(self, terminal: Terminal, name: str, words: str) -> str:
        """Ask for a key or a password; Enter leaves what is held. Empty if there is none."""
        hint = "[введён раньше]" if self.secrets.get(name) else "Enter — позже"
        given = terminal.line(f"{words} (на экране не видно; {hint}): ", secret=True)
        if given == "-":
            self.secrets.pop(name, None)
        elif given:
            self.secrets[name] = given
        self.keep()
        return self.secrets.get(name, "")


def of(model: type[BaseModel], name: str, read: Callable[[str], Any] = str) -> Callable[[str], Any]:
    """A check of typed answers against a field of the file's own model; `read` parses the words."""
    field = model.model_fields[name]
    kind: Any = field.annotation
    for rule in field.metadata:
        kind = Annotated[kind, rule]
    adapter: TypeAdapter[Any] = TypeAdapter(kind)

    def check(words: str) -> Any:
        try:
            value = adapter.validate_python(read(words))
        except ValidationError as problem:
            fit = "; ".join(dict.fromkeys(expected(problem)))
            raise Unfit(f"найдено «{words}», а нужно: {fit}") from None
        return value

    return check
