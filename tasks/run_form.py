"""The form of a run by hand: what its fields are called and what stands under them."""

from collections.abc import Sequence
from typing import Annotated, Any

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


QuestionNumber = Annotated[
    int, field("Номер вопроса", "0: будет взято то, что ждёт ответа.", position=0, ge=0)
]
"""The first parameter of a question's flow: the row of its question."""
Round = Annotated[int, field("Который раз", "Заполняется программой.", position=1, ge=1)]
"""The second: how often it was asked."""
