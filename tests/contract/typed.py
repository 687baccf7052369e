"""Values held against the pydantic types of a library that we did not write."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import TypeAdapter


def unknown(told: Any, value: Any) -> Iterator[str]:
    """Members of the value that the type it was read as does not know, at any depth."""
    if isinstance(value, list):
        for one, each in zip(told, value, strict=True):
            yield from unknown(one, each)
    if isinstance(value, dict):
        known = {one.alias or name: name for name, one in type(told).model_fields.items()}
        for member, each in value.items():
            if member in known:
                yield from unknown(getattr(told, known[member]), each)
            else:
                yield f"{type(told).__name__}.{member}"


def faults(kind: Any, value: Any) -> set[str]:
    """Unknown members; ValidationError or AssertionError where the value is no such kind."""
    told = reader(kind).validate_python(value)
    if not isinstance(value, dict | list):
        assert told == value, (kind, value)  # their enumerations take everything
    return {*unknown(told, value)}


@cache
def reader(kind: Any) -> TypeAdapter[Any]:
    """What reads values of the type; slow to make."""
    return TypeAdapter(kind)
