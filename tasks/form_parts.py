"""What the forms of questions are made of, as Prefect shows them."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from prefect.input import RunInput
from pydantic import Field, create_model


def form(name: str, fields: dict[str, Any], description: str) -> type[RunInput]:
    """A form of these fields; `description` is Markdown and stands above them."""
    made = create_model(name, __base__=RunInput, **fields)
    made._description = description
    return made


def choice(
    values: list[str], position: int, title: str, hint: str, default: str | None = None
) -> Any:
    """One of the values; without a default somebody has to choose."""
    options: Any = Literal[tuple(values)]
    extra: dict[str, Any] = {"position": position}
    field = Field(title=title, description=hint, json_schema_extra=extra)
    if default is not None:
        field = Field(default=default, title=title, description=hint, json_schema_extra=extra)
    return (Annotated[options, field], ... if default is None else default)


def who(
    officials: Sequence[tuple[str, str]],
    title: str = "Кто решает",
    hint: str = "Ваше имя и должность.",
) -> Any:
    """The first field: one of these officials, (key, title); somebody has to choose."""
    return choice([name for _, name in officials], 0, title, hint)


def words(position: int, title: str, hint: str, most: int = 500) -> Any:
    """A line of a person's own words; may stay empty."""
    extra: dict[str, Any] = {"position": position}
    field = Field(
        default="", title=title, description=hint, max_length=most, json_schema_extra=extra
    )
    return (str, field)


def must(position: int, title: str, hint: str, *, least: int = 3, most: int = 500) -> Any:
    """A line of a person's own words that the form is not sent without."""
    extra: dict[str, Any] = {"position": position}
    field = Field(
        min_length=least, max_length=most, title=title, description=hint, json_schema_extra=extra
    )
    return (str, field)


def days(position: int, default: int, most: int, hint: str) -> Any:
    """For how many days an author is blocked."""
    extra: dict[str, Any] = {"position": position}
    title = "На сколько дней"
    field = Field(
        default=default, ge=1, le=most, title=title, description=hint, json_schema_extra=extra
    )
    return (int, field)


def code(position: int, hint: str) -> Any:
    """The personal one-time code of whoever decides."""
    extra: dict[str, Any] = {"position": position}
    title = "Личный одноразовый код из письма"
    field = Field(
        min_length=4, max_length=40, title=title, description=hint, json_schema_extra=extra
    )
    return (str, field)
