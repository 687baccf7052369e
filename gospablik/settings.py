"""What all sections of organisation.toml are made of."""

from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,30}$")]
Mail = Annotated[str, Field(pattern=r"^[^@\s<>\",;]+@[^@\s<>\",;]+$")]


def _web_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https", "file") or not (parts.netloc or parts.path):
        raise ValueError("адрес, который начинается с https:// (или file:// для пробы)")
    if parts.username or parts.password:
        raise ValueError("адрес без имени и пароля внутри")
    return address


Web = Annotated[str, AfterValidator(_web_address)]


class Section(BaseModel):
    """A table of the file: an unknown key is an error, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)
