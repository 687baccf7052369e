"""organisation.toml written anew: comments and order of the present file are kept."""

import os
import re
import shutil
import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from gospablik.errors import OfficeError
from gospablik.organisation import Organisation
from gospablik.page import NETWORK_NAMES

_HEAD = """\
# Записано командой ./run setup; её можно запускать снова. Все возможные строки с пояснениями:
# organisation.example.toml и раздел 13 руководства (docs/handbook.ru.md).
# Ключи (key) даются один раз и навсегда: на них держатся журнал и доказательства.

"""
_ROWS = {"page": {"key", "network"}, "official": {"key", "office"}, "holidays": {"year"}}
"""Without these an entry cannot be asked about."""
_IDENTITY = {"holidays": "year"}
"""By what an entry of a list is known again, if not by its `key`."""


def read_tree(path: Path) -> dict[str, Any]:
    """The file as plain values; empty if there is none. Raises OfficeError if it cannot be read."""
    try:
        tree = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as problem:
        raise _unreadable(path, f"не читается: {problem}") from None
    for name in ("organisation", "site", "mail", "norm"):
        if not isinstance(tree.get(name, {}), dict):
            raise _unreadable(path, f"{name} должно быть разделом [{name}]")
    for name, needed in _ROWS.items():
        rows = tree.get(name, [])
        if not isinstance(rows, list) or not all(
            isinstance(row, dict) and needed <= row.keys() for row in rows
        ):
            raise _unreadable(path, f"в каждом [[{name}]] нужны {', '.join(sorted(needed))}")
    if unknown := {page["network"] for page in tree.get("page", [])} - NETWORK_NAMES.keys():
        raise _unreadable(path, f"нет таких сетей: {', '.join(map(str, unknown))}")
    return tree


def _unreadable(path: Path, why: str) -> OfficeError:
    return OfficeError(
        f"Файл {path}: {why}.",
        not_done="ничего не спрошено и не изменено.",
        next_step="исправьте это или переименуйте файл, если он не нужен.",
    )


def problems_of(tree: Mapping[str, Any]) -> ValidationError | None:
    """What keeps this tree from being an organisation.toml that loads."""
    try:
        Organisation.model_validate(tree)
    except ValidationError as problem:
        return problem
    return None


def text_of(before: str, tree: Mapping[str, Any]) -> str:
    """The file's new text. Where comments cannot be kept without harm, they are given up."""
    plain = tomlkit.document()
    order = [name for name in Organisation.model_fields if name in tree]
    _lay(plain, {name: tree[name] for name in [*order, *(tree.keys() - order)]})
    fresh = _HEAD + re.sub(r"(?<!\n)\n\[", "\n\n[", tomlkit.dumps(plain))
    if not before.strip():
        return fresh
    try:
        document = tomlkit.parse(before)
        _lay(document, tree)
        kept = tomlkit.dumps(document)
        if tomllib.loads(kept) == tree:
            return kept
    except (ValueError, KeyError, TypeError, TOMLKitError):
        pass  # the values matter more than the comments
    return fresh


def write(path: Path, tree: Mapping[str, Any], now: datetime) -> Path | None:
    """Replace the file at once, or not at all; the old one stays beside it. Its path, if any."""
    path = path.resolve()  # a link stays a link
    before = path.read_text("utf-8-sig") if path.exists() else ""
    text = text_of(before, tree)
    if text == before:
        return None
    kept = None
    if before:
        kept = _free(path.with_name(f"{path.name}.bak-{now:%Y-%m-%d}"))
        kept.write_text(before, "utf-8")
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fresh.write_text(text, "utf-8")
    if before:
        shutil.copymode(path, fresh)
    fresh.replace(path)
    return kept


def _free(path: Path) -> Path:
    """That name, or with a number behind it: an older copy is not written over."""
    more = (path.with_name(f"{path.name}.{count}") for count in range(2, 1000))
    return path if not path.exists() else next(one for one in more if not one.exists())


def _lay(into: Any, values: Mapping[str, Any]) -> None:
    """Make the table equal to the values, touching only what differs."""
    for name in [name for name in into if name not in values]:
        del into[name]
    for name, value in values.items():
        held = into.get(name)
        if isinstance(value, Mapping):
            if not isinstance(held, Mapping):
                inline = name in ("authority",)
                into[name] = held = tomlkit.inline_table() if inline else tomlkit.table()
            _lay(held, value)
        elif isinstance(value, list) and value and all(isinstance(x, Mapping) for x in value):
            _lay_rows(into, name, value)
        elif name not in into or _plain(held) != value:
            into[name] = value


def _lay_rows(into: Any, name: str, rows: list[Mapping[str, Any]]) -> None:
    known_by = _IDENTITY.get(name, "key")
    held = into.get(name)
    if not isinstance(held, AoT) or [r.get(known_by) for r in held] != [
        r[known_by] for r in rows[: len(held)]
    ]:
        into[name] = held = tomlkit.aot()
    for number, row in enumerate(rows):
        if number == len(held):
            held.append(tomlkit.table())
        _lay(held[number], row)


def _plain(item: Any) -> Any:
    return item.unwrap() if hasattr(item, "unwrap") else item
