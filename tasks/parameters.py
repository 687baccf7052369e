"""The form of a run by hand: how Prefect's pages show a flow's parameters."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field


def shown(
    title: str,
    hint: str = "",
    *,
    position: int,
    choices: Sequence[str] = (),
    ge: int | None = None,
    le: int | None = None,
) -> Any:
    """A parameter's Field with the words people read; for use in `Annotated`.

    Prefect 3.9 puts the parameter's name in place of a Field's own title and drops its
    description. What stands in `json_schema_extra` it keeps.
    """
    extra: dict[str, Any] = {"title": title, "position": position}
    if hint:
        extra["description"] = hint
    if choices:
        extra["enum"] = list(choices)
    return Field(ge=ge, le=le, json_schema_extra=extra)
