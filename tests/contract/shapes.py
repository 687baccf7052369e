"""Values held against described types, in the notation of the Bot API: names, «Array of X».

A type is described by its `fields` ({name, types, required}) or by its `subtypes`. OK needs further
«Map of X», an object whose keys are no names but numbers, «Nothing» and «Anything».
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Types = Mapping[str, Mapping[str, Any]]
PLAIN: dict[str, type | tuple[type, ...]] = {
    "Integer": int,
    "String": str,
    "Float": (int, float),
    "Boolean": bool,
    "Nothing": type(None),
    "Anything": object,
}
LIST, MAP = "Array of ", "Map of "


def faults_of(value: Any, kinds: list[str], types: Types, at: str) -> list[str]:
    """What is wrong with the value, held against any of the kinds; [] when it fits one."""
    return min((_faults_of(value, kind, types, at) for kind in kinds), key=len)


def _faults_of(value: Any, kind: str, types: Types, at: str) -> list[str]:
    if kind.startswith(LIST):
        if not isinstance(value, list):
            return [f"{at} is no list"]
        inner = kind.removeprefix(LIST)
        return [
            fault
            for n, one in enumerate(value)
            for fault in _faults_of(one, inner, types, f"{at}[{n}]")
        ]
    if kind in PLAIN:
        fits = isinstance(value, PLAIN[kind]) and (kind == "Boolean") == isinstance(value, bool)
        return [] if fits else [f"{at} is no {kind}: {value!r}"]
    if subtypes := types.get(kind, {}).get("subtypes"):
        return faults_of(value, subtypes, types, at)
    if not isinstance(value, dict):
        return [f"{at} is no {kind}"]
    if kind.startswith(MAP):
        inner = kind.removeprefix(MAP)
        return [
            fault
            for name, one in value.items()
            for fault in _faults_of(one, inner, types, f"{at}.{name}")
        ]
    return members(value, types[kind].get("fields", []), types, at)


def members(
    given: Mapping[str, Any], fields: list[dict[str, Any]], types: Types, at: str
) -> list[str]:
    """What is wrong with an object's members, unknown ones included."""
    rules = {field["name"]: field for field in fields}
    found = [f"{at}.{name} is unknown" for name in given if name not in rules]
    for name, rule in rules.items():
        if name in given:
            found += faults_of(given[name], rule["types"], types, f"{at}.{name}")
        elif rule["required"]:
            found.append(f"{at}.{name} is missing")
    return found
