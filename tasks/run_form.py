"""The form of a run by hand: what its fields are called and what stands under them."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field


def field(
    title: str, hint: str = "", *, position: int, choices: Sequence[str] = (), **limits: Any
) -> Any:
    """A parameter of a flow as a person reads it; `limits` are pydantic's (`ge`, `le`).

    Prefect names every field of a form after the Python parameter and drops its description.
    What stands in `json_schema_extra` is laid over that, so the words stand there.
    """
    shown: dict[str, Any] = {"title": title, "position": position}
    if hint:
        shown["description"] = hint
    if choices:
        shown["enum"] = list(choices)
    return Field(json_schema_extra=shown, **limits)
